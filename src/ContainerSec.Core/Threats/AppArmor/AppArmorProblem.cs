namespace ContainerSec.Threats;

/// <summary>Something in a profile that is wrong or was not taken into account.</summary>
/// <param name="Message">What it is, and what to write instead.</param>
/// <param name="Origin">Where it is.</param>
/// <param name="IsError">Whether AppArmor would refuse the profile; else it is a note.</param>
public sealed record AppArmorProblem(string Message, TextProvenance Origin, bool IsError)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Origin.Description}: {Message}";
}
