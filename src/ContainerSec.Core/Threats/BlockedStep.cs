namespace ContainerSec.Threats;

/// <summary>A step that is known to be impossible.</summary>
/// <param name="Technique">The technique.</param>
/// <param name="From">What the attacker has.</param>
/// <param name="To">What the attacker does not get by it.</param>
/// <param name="Because">What stops it.</param>
public sealed record BlockedStep(TechniqueInfo Technique, Privilege From, Privilege To, IReadOnlyList<Evidence> Because);
