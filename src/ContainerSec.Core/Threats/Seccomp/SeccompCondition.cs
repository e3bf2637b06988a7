using System.Globalization;

namespace ContainerSec.Threats;

/// <summary>A comparison of one argument of a system call.</summary>
/// <param name="Index">0-based number of the argument, at most 5.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Value">With what; the mask of <see cref="SeccompOperator.MaskedEqual"/>.</param>
/// <param name="ValueTwo">What is left under the mask; else without meaning.</param>
internal readonly record struct SeccompCondition(int Index, SeccompOperator Operator, ulong Value, ulong ValueTwo = 0)
{
    /// <summary>Whether values are compared by order: libseccomp is known to lose rules where two of these meet.</summary>
    public bool IsRange => Operator is not (SeccompOperator.Equal or SeccompOperator.NotEqual or SeccompOperator.MaskedEqual);

    /// <summary>Whether it asks for nothing: no bit is under the mask, or on 32 bits only such that registers do not have. libseccomp leaves it out then.</summary>
    public bool IsEmpty(bool is32Bit) => Operator == SeccompOperator.MaskedEqual && (Value & (is32Bit ? uint.MaxValue : ulong.MaxValue)) == 0;

    /// <summary>Whether it holds; <see cref="Truth.Maybe"/> when the argument is not known.</summary>
    public Truth Holds(ReadOnlySpan<ulong?> arguments, bool is32Bit)
    {
        if (Index >= arguments.Length || arguments[Index] is not { } argument)
            return Truth.Maybe;
        var width = is32Bit ? uint.MaxValue : ulong.MaxValue;
        var (left, value, two) = (argument & width, Value & width, ValueTwo & width);
        var holds = Operator switch
        {
            SeccompOperator.NotEqual => left != value,
            SeccompOperator.Less => left < value,
            SeccompOperator.LessOrEqual => left <= value,
            SeccompOperator.Equal => left == value,
            SeccompOperator.GreaterOrEqual => left >= value,
            SeccompOperator.Greater => left > value,
            // libseccomp masks what is written, so that bits outside the mask do not count.
            _ => (left & value) == (two & value),
        };
        return holds ? Truth.Yes : Truth.No;
    }

    /// <inheritdoc/>
    public override string ToString() => Operator switch
    {
        SeccompOperator.NotEqual => $"argument {Index} is not {Write(Value)}",
        SeccompOperator.Less => $"argument {Index} is less than {Write(Value)}",
        SeccompOperator.LessOrEqual => $"argument {Index} is at most {Write(Value)}",
        SeccompOperator.Equal => $"argument {Index} is {Write(Value)}",
        SeccompOperator.GreaterOrEqual => $"argument {Index} is at least {Write(Value)}",
        SeccompOperator.Greater => $"argument {Index} is more than {Write(Value)}",
        _ when (ValueTwo & Value) == 0 => $"argument {Index} has no bit of {Write(Value)}",
        _ => $"argument {Index} has under {Write(Value)} the bits {Write(ValueTwo)}",
    };

    private static string Write(ulong value) => value < 256 ? value.ToString(CultureInfo.InvariantCulture) : $"0x{value:x}";
}
