namespace ContainerSec.Threats;

/// <summary>A right that an identity holds by certain bindings, all of which it needs.</summary>
/// <param name="Truth">Whether it holds it for certain; never <see cref="Truth.No"/> among the rights that are found.</param>
/// <param name="Because">The binding, the role and the rule.</param>
/// <param name="Bindings">The bindings, each as the evidence names it.</param>
/// <param name="Name">The only object that it is for; null for all.</param>
internal sealed record Held(Truth Truth, IReadOnlyList<Evidence> Because, IReadOnlyList<Evidence> Bindings, string? Name = null)
{
    /// <summary>Both rights at once, for the object that this one is for.</summary>
    public Held And(Held other) => this with
    {
        Truth = Truth < other.Truth ? Truth : other.Truth,
        Because = [.. Because.Union(other.Because)],
        Bindings = [.. Bindings.Union(other.Bindings)],
    };

    /// <summary>The right, where something else has to be true as well.</summary>
    public Held And(Ruling other) => this with { Truth = Truth < other.Truth ? Truth : other.Truth, Because = [.. Because, .. other.Because] };

    /// <summary>The right, which is only possibly worth something.</summary>
    public Held If(string doubt) => this with { Truth = Truth.Maybe, Because = [.. Because, new Evidence(doubt)] };
}
