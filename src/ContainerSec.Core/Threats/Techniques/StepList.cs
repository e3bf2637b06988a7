namespace ContainerSec.Threats;

/// <summary>The steps that techniques found, and what kept them from others.</summary>
/// <param name="options">How steps are weighed.</param>
/// <param name="keepsBlocked">Whether steps that are impossible are kept as well.</param>
internal sealed class StepList(ThreatModelOptions options, bool keepsBlocked = false)
{
    private readonly List<AttackStep> _steps = [];
    private readonly List<BlockedStep> _blocked = [];

    public IReadOnlyList<AttackStep> Steps => _steps;

    /// <summary>Steps that are known to be impossible, with what stops them.</summary>
    public IReadOnlyList<BlockedStep> Blocked => _blocked;

    /// <summary>Adds one step for each way in which a condition holds or may hold.</summary>
    /// <param name="technique">The technique.</param>
    /// <param name="from">What the attacker has before.</param>
    /// <param name="to">What the attacker has after.</param>
    /// <param name="condition">What has to hold.</param>
    /// <param name="strength">How strong what stands in the way is; null for the technique's own.</param>
    public void Add(Technique technique, Privilege from, Privilege to, Condition condition, double? strength = null)
    {
        var info = technique.Info;
        var ways = condition.Alternatives;
        for (var i = 0; i < ways.Count; i++)
        {
            if (IsCovered(ways, i))
                continue;
            var way = ways[i];
            _steps.Add(new AttackStep
            {
                Technique = info,
                From = from,
                To = to,
                Truth = way.Truth,
                Because = way.Because,
                Undecided = way.Undecided,
                Controls = way.Controls,
                Strength = options.StrengthOf(info, strength),
                Boundaries = info.Crosses,
            });
        }

        if (keepsBlocked && condition.IsNo)
            _blocked.Add(new BlockedStep(info, from, to, condition.Blocked));
    }

    // A way tells nothing new when another one is at least as certain and stopped by no other changes: whoever stops that one stops both.
    private static bool IsCovered(IReadOnlyList<Alternative> ways, int at)
    {
        for (var i = 0; i < ways.Count; i++)
        {
            if (i == at || ways[i].Truth < ways[at].Truth || !ways[i].Controls.All(ways[at].Controls.Contains))
                continue;
            // Of two that cover each other the first one stays.
            if (i < at || ways[i].Truth > ways[at].Truth || ways[i].Controls.Count < ways[at].Controls.Count)
                return true;
        }

        return false;
    }
}
