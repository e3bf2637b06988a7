namespace ContainerSec.Threats;

/// <summary>What becomes of the assets when changes are made.</summary>
/// <param name="Controls">The changes.</param>
/// <param name="Vanished">Paths that no longer exist: the cheapest path to each asset that cannot be reached any more.</param>
/// <param name="Remaining">The cheapest path to each asset that can still be reached.</param>
/// <param name="Steps">How many steps the changes cut.</param>
public sealed record WhatIf(IReadOnlyList<Control> Controls, IReadOnlyList<AttackPath> Vanished, IReadOnlyList<AttackPath> Remaining, int Steps);
