namespace ContainerSec.Threats;

/// <summary>Preconditions of a technique, in three values, with their reasons: alternatives, each of things that all have to hold.</summary>
/// <remarks>
/// <c>a &amp;&amp; b</c> does not look at b when a is known not to hold; <c>a | b</c> keeps both, since each is a way of its own.
/// </remarks>
internal sealed class Condition
{
    private static readonly Condition Nothing = new([new Alternative(Truth.Yes, [], [], [])], []);

    private Condition(IReadOnlyList<Alternative> alternatives, IReadOnlyList<Evidence> blocked) => (Alternatives, Blocked) = (alternatives, blocked);

    /// <summary>Ways in which it holds or may hold; none when it does not.</summary>
    public IReadOnlyList<Alternative> Alternatives { get; }

    /// <summary>Why it does not hold, when it does not.</summary>
    public IReadOnlyList<Evidence> Blocked { get; }

    /// <summary>What always holds.</summary>
    public static Condition Always => Nothing;

    /// <summary>Whether it is known not to hold.</summary>
    public bool IsNo => Alternatives.Count == 0;

    /// <summary>What holds.</summary>
    /// <param name="why">The reason.</param>
    /// <param name="controls">Changes of which each makes it false.</param>
    public static Condition Yes(Evidence why, params IReadOnlyList<Control> controls) => new([new Alternative(Truth.Yes, [why], [], controls)], []);

    /// <summary>What is not known.</summary>
    /// <param name="what">The fact that would decide.</param>
    /// <param name="controls">Changes of which each makes it false.</param>
    public static Condition Maybe(Evidence what, params IReadOnlyList<Control> controls) => new([new Alternative(Truth.Maybe, [], [what], controls)], []);

    /// <summary>What does not hold.</summary>
    /// <param name="why">What stands in the way.</param>
    public static Condition No(Evidence why) => new([], [why]);

    /// <summary>An answer of an engine.</summary>
    /// <param name="ruling">The answer.</param>
    /// <param name="controls">Changes of which each makes it false.</param>
    public static Condition From(Ruling ruling, params IReadOnlyList<Control> controls) => ruling.Truth switch
    {
        Truth.Yes => new([new Alternative(Truth.Yes, ruling.Because, [], controls)], []),
        Truth.Maybe => new([new Alternative(Truth.Maybe, [], ruling.Because, controls)], []),
        _ => new([], ruling.Because),
    };

    public static bool operator false(Condition condition) => condition.IsNo;

    public static bool operator true(Condition condition) => !condition.IsNo;

    public static Condition operator &(Condition left, Condition right)
    {
        if (left.IsNo || ReferenceEquals(right, Nothing))
            return left;
        if (right.IsNo || ReferenceEquals(left, Nothing))
            return right;
        var both = new Alternative[left.Alternatives.Count * right.Alternatives.Count];
        var at = 0;
        foreach (var one in left.Alternatives)
        {
            foreach (var other in right.Alternatives)
                both[at++] = one.With(other);
        }

        return new(both, []);
    }

    public static Condition operator |(Condition left, Condition right) =>
        left.IsNo && right.IsNo ? new([], [.. left.Blocked, .. right.Blocked])
        : left.IsNo ? right
        : right.IsNo ? left
        : new([.. left.Alternatives, .. right.Alternatives], []);
}
