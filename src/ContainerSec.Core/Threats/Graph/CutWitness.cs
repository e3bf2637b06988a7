namespace ContainerSec.Threats.Graph;

/// <summary>A path that must be cut, and what is due for it whichever way it is done: see <see cref="LeastCut.FindWitnesses"/>.</summary>
/// <param name="Path">The path.</param>
/// <param name="Amount">What is due.</param>
internal sealed record CutWitness(GraphPath Path, double Amount);
