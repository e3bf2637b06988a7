namespace ContainerSec.Threats;

/// <summary>How well a deployment keeps one of the five principles.</summary>
/// <param name="Principle">The principle.</param>
/// <param name="Score">0 (not at all) to 100. An aid to compare states of one deployment, not deployments.</param>
/// <param name="Meaning">How the number comes about, in one sentence.</param>
/// <param name="Because">What pulls it down, the worst first.</param>
public sealed record PrincipleScore(Principle Principle, double Score, string Meaning, IReadOnlyList<Evidence> Because);
