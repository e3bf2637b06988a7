namespace ContainerSec.Threats;

/// <summary>What a role says to a request; the default is that it does not grant it.</summary>
/// <param name="Truth">Whether it grants it.</param>
/// <param name="Definition">The definition that does; null when the role is not there.</param>
/// <param name="Rule">The rule that does; null when it may be one that is not known.</param>
/// <param name="Verb">The verb of the rule.</param>
/// <param name="Doubt">Why it is not certain; null when it is.</param>
internal readonly record struct RoleMatch(Truth Truth, RoleDefinition? Definition, RoleRule? Rule, Fact<string> Verb, string? Doubt);
