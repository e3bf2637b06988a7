namespace ContainerSec.Threats;

/// <summary>A file of AppArmor policy: its profiles, and what in it is wrong or was not taken into account.</summary>
/// <remarks>
/// The common part of apparmor.d(5) as of AppArmor 3 and 4. Files that are included are read when they are given; the variables of
/// tunables/global are known as Debian and Ubuntu deliver them. A rule that is not understood makes every answer of its profile uncertain.
/// </remarks>
public sealed class AppArmorFile
{
    internal AppArmorFile(IReadOnlyList<AppArmorProfile> profiles, IReadOnlyList<AppArmorProblem> problems) => (Profiles, Problems) = (profiles, problems);

    /// <summary>Profiles in the order of writing; those inside of others (children and hats) are in <see cref="AppArmorProfile.Children"/>.</summary>
    public IReadOnlyList<AppArmorProfile> Profiles { get; }

    /// <summary>What is wrong, and what was noted.</summary>
    public IReadOnlyList<AppArmorProblem> Problems { get; }

    /// <summary>Whether AppArmor would refuse the file, as far as it was understood.</summary>
    public bool HasErrors => Problems.Any(static problem => problem.IsError);

    /// <summary>Reads a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="includes">Files that it may include, by their name below /etc/apparmor.d: <c>abstractions/base</c>.</param>
    /// <returns>All that could be read; what could not is among the problems, never thrown.</returns>
    public static AppArmorFile Parse(SourceText text, IReadOnlyDictionary<string, SourceText>? includes = null) =>
        new AppArmorParser(text ?? throw new ArgumentNullException(nameof(text)), includes ?? new Dictionary<string, SourceText>()).Parse();
}
