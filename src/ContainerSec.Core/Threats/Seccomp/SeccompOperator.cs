namespace ContainerSec.Threats;

/// <summary>How a rule compares an argument; all comparisons are unsigned.</summary>
internal enum SeccompOperator
{
    /// <summary>SCMP_CMP_NE.</summary>
    NotEqual,

    /// <summary>SCMP_CMP_LT.</summary>
    Less,

    /// <summary>SCMP_CMP_LE.</summary>
    LessOrEqual,

    /// <summary>SCMP_CMP_EQ.</summary>
    Equal,

    /// <summary>SCMP_CMP_GE.</summary>
    GreaterOrEqual,

    /// <summary>SCMP_CMP_GT.</summary>
    Greater,

    /// <summary>SCMP_CMP_MASKED_EQ: value is the mask, valueTwo what is left under it.</summary>
    MaskedEqual,
}
