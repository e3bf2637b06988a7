namespace ContainerSec;

/// <summary>The principles of secure design that rules serve.</summary>
public enum Principle
{
    /// <summary>Nothing gets more rights than its task needs.</summary>
    LeastPrivilege,

    /// <summary>More than one barrier stands before what matters.</summary>
    DefenceInDepth,

    /// <summary>Less code and fewer doors.</summary>
    ReduceAttackSurface,

    /// <summary>A break stays small.</summary>
    LimitBlastRadius,

    /// <summary>Who does one thing cannot do the other.</summary>
    SegregationOfDuties,
}
