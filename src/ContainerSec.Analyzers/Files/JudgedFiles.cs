using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers;

/// <summary>What was found in the files beside the code of an earlier compilation, and all that it depended on: the list of files, the texts that were read, their settings, the day.</summary>
/// <remarks>It holds nothing of the compilation itself.</remarks>
internal sealed class JudgedFiles
{
    private readonly string[] _paths;
    private readonly (Microsoft.CodeAnalysis.Text.SourceText? Text, string Settings)?[] _read;
    private readonly DateTime _day;

    /// <param name="files">The files of the compilation.</param>
    /// <param name="texts">The texts of those that were read.</param>
    /// <param name="settings">Their settings.</param>
    /// <param name="day">The day by which things end.</param>
    /// <param name="diagnostics">What was found, by path.</param>
    /// <param name="cancellationToken">Checked while settings are looked up.</param>
    public JudgedFiles(
        ImmutableArray<AdditionalText> files, IReadOnlyDictionary<AdditionalText, Microsoft.CodeAnalysis.Text.SourceText?> texts, SettingsSource settings, DateTime day, ILookup<string, Diagnostic> diagnostics,
        CancellationToken cancellationToken)
    {
        _paths = [.. files.Select(static f => f.Path)];
        _read = [.. files.Select(f => texts.TryGetValue(f, out var text) ? (text, settings.For(f, cancellationToken).Text) : ((Microsoft.CodeAnalysis.Text.SourceText?, string)?)null)];
        _day = day;
        Diagnostics = diagnostics;
    }

    public ILookup<string, Diagnostic> Diagnostics { get; }

    /// <summary>Whether nothing of it has changed.</summary>
    public bool AreStill(ImmutableArray<AdditionalText> files, SettingsSource settings, DateTime day, CancellationToken cancellationToken)
    {
        if (day != _day || files.Length != _paths.Length)
            return false;
        for (var i = 0; i < files.Length; i++)
        {
            if (files[i].Path != _paths[i])
                return false;
            if (_read[i] is { } read && (!AreEqual(read.Text, files[i].GetText(cancellationToken)) || settings.For(files[i], cancellationToken).Text != read.Settings))
                return false;
        }

        return true;
    }

    // A host keeps the text of a file that nobody touched; else its checksum is compared.
    private static bool AreEqual(Microsoft.CodeAnalysis.Text.SourceText? before, Microsoft.CodeAnalysis.Text.SourceText? now) =>
        ReferenceEquals(before, now) || (before is not null && now is not null && before.ContentEquals(now));
}
