namespace ContainerSec;

/// <summary>What became of one capability, and why.</summary>
/// <param name="Capability">The capability.</param>
/// <param name="Standing">Whether the program has it.</param>
/// <param name="Why">Who gave or took it, without a full stop.</param>
/// <param name="Risk">What an attacker in the program makes of it; one that counts for nothing in the program's user namespace is no risk, the others are at most a step there.</param>
public readonly record struct CapabilityOutcome(Capability Capability, CapabilityStanding Standing, string Why, CapabilityRisk Risk);
