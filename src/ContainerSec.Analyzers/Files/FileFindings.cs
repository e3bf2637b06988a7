using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ContainerSec.Readers;
using ContainerSec.Readers.Files;
using ContainerSec.Readers.MSBuild;
using ContainerSec.Readers.Suppressions;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers;

/// <summary>What is wrong in the files beside the code of one compilation: read and judged once, when the first file is asked for, and again only when one of them has changed.</summary>
/// <remarks>The files are one deployment, as they are when the tool checks a directory: manifests refer to each other.</remarks>
internal sealed class FileFindings(ImmutableArray<AdditionalText> files, SettingsSource settings, ConditionalWeakTable<AdditionalText, JudgedFiles> judged)
{
    // As the tool: what is larger is no configuration that somebody wrote.
    private const int MaxLength = 16 * 1024 * 1024;

    private const string EvaluatedSuffix = ".ContainerImage.txt";

    private readonly Dictionary<string, ConfigurationFile?> _opened = new(StringComparer.Ordinal);
    private readonly Dictionary<AdditionalText, Microsoft.CodeAnalysis.Text.SourceText?> _texts = [];
    private readonly object _gate = new();
    private ILookup<string, AdditionalText>? _listed;
    private ILookup<string, Diagnostic>? _diagnostics;

    /// <summary>The diagnostics of a file.</summary>
    public IEnumerable<Diagnostic> Of(string path, CancellationToken cancellationToken)
    {
        // A Lazy would keep the cancellation of the first caller for all that follow.
        lock (_gate)
            _diagnostics ??= Find(cancellationToken);
        return _diagnostics[path];
    }

    private ILookup<string, Diagnostic> Find(CancellationToken cancellationToken)
    {
        var today = DateTime.UtcNow.Date;
        if (judged.TryGetValue(files[0], out var before) && before.AreStill(files, settings, today, cancellationToken))
            return before.Diagnostics;
        var diagnostics = Judge(today, cancellationToken);
        judged.Remove(files[0]);
        // Another compilation may have been here in the meantime: the next one that asks compares what it left.
        judged.GetValue(files[0], _ => new JudgedFiles(files, _texts, settings, today, diagnostics, cancellationToken));
        return diagnostics;
    }

    private ILookup<string, Diagnostic> Judge(DateTime today, CancellationToken cancellationToken)
    {
        _texts.Clear();
        _opened.Clear();
        var results = Read(cancellationToken);
        if (results.Count == 0)
            return Array.Empty<Diagnostic>().ToLookup(static d => "");
        var deployment = Deployment.Merge([.. results.Select(static r => r.Deployment)]);
        var problems = results.SelectMany(static r => r.Problems).ToList();
        var diagnostics = new List<Diagnostic>();
        foreach (var group in _opened.Values.OfType<ConfigurationFile>().ToLookup(f => settings.For(f.File, cancellationToken)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (group.Key.IsOff)
                continue;
            var own = group.ToDictionary(static f => f.Text.Path, StringComparer.Ordinal);
            var said = new List<ReadProblem>(problems);
            var findings = InlineSuppressions.Apply([.. group.Key.Engine.Evaluate(deployment, today).Findings], said);
            diagnostics.AddRange(findings.Where(static f => !f.IsSuppressed).Select(f => ToDiagnostic(f, own)).OfType<Diagnostic>());
            diagnostics.AddRange(Decisive(said).Select(p => ToDiagnostic(p, group.Key, own)).OfType<Diagnostic>());
        }

        // A file that two others refer to is read for each of them.
        return diagnostics.Distinct().ToLookup(static d => d.Location.GetLineSpan().Path, StringComparer.Ordinal);
    }

    // Of a file that breaks the grammar only that is said: what else is wrong with it may follow from it.
    private static IEnumerable<ReadProblem> Decisive(List<ReadProblem> problems)
    {
        var broken = new HashSet<string?>(problems.Where(static p => p.IsSyntax).Select(static p => p.Origin?.Text?.Source.Path), StringComparer.Ordinal);
        return problems.Where(p => p.IsSyntax || !broken.Contains(p.Origin?.Text?.Source.Path));
    }

    private List<ReadResult> Read(CancellationToken cancellationToken)
    {
        var evaluated = Evaluated(cancellationToken);
        var found = new Dictionary<string, (Surface Surface, SourceText Text)>(StringComparer.Ordinal);
        foreach (var file in files.OrderBy(static f => f.Path, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = ConfigurationFile.Name(file.Path);
            if (Detection.MayBeConfiguration(name.Substring(name.LastIndexOf('/') + 1))
                && Open(name, cancellationToken) is { } text
                && ConfigurationReader.Recognise(name, text.Content) is { } surface
                && (surface != Surface.Project || evaluated.ContainsKey(name) || SaysContainer(text.Content))
                && !settings.For(file, cancellationToken).IsOff)
                found[name] = (surface, text);
        }

        var results = new List<ReadResult>();
        var options = new ReadOptions { Open = path => Open(ConfigurationFile.Name(path), cancellationToken) };
        foreach (var group in FileGroup.Of([.. found.Keys]))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var first = found[group.Paths[0]];
            results.Add(first.Surface == Surface.Project && evaluated.TryGetValue(group.Paths[0], out var project)
                ? ProjectReader.Read(first.Text, options, project)
                : ConfigurationReader.Read(first.Surface, [.. group.Paths.Select(p => found[p].Text)], options));
        }

        return results;
    }

    // Every project lists its file, and few publish containers.
    private static bool SaysContainer(string project) => project.IndexOf("<Container", StringComparison.OrdinalIgnoreCase) >= 0;

    // The package's targets write down what MSBuild made of the project.
    private Dictionary<string, EvaluatedProject> Evaluated(CancellationToken cancellationToken)
    {
        var projects = new Dictionary<string, EvaluatedProject>(StringComparer.Ordinal);
        foreach (var file in files.Where(static f => f.Path.EndsWith(EvaluatedSuffix, StringComparison.Ordinal)))
        {
            if (TextOf(file, cancellationToken) is { } text && EvaluatedProject.Parse(text.ToString()) is var project)
                projects[ConfigurationFile.Name(project.Path)] = project;
        }

        return projects;
    }

    // A text may refer to any file that the project lists, and to no other.
    private SourceText? Open(string name, CancellationToken cancellationToken)
    {
        if (!_opened.TryGetValue(name, out var file))
        {
            _listed ??= files.ToLookup(static f => ConfigurationFile.Name(f.Path), StringComparer.Ordinal);
            var listed = _listed[name].FirstOrDefault();
            file = listed is not null && TextOf(listed, cancellationToken) is { Length: <= MaxLength } text ? new ConfigurationFile(listed, text) : null;
            _opened.Add(name, file);
        }

        return file?.Text;
    }

    private Microsoft.CodeAnalysis.Text.SourceText? TextOf(AdditionalText file, CancellationToken cancellationToken) => _texts[file] = file.GetText(cancellationToken);

    private static Diagnostic? ToDiagnostic(Finding finding, Dictionary<string, ConfigurationFile> own) =>
        finding.Origin?.Text is { } place && own.TryGetValue(place.Source.Path, out var file)
            ? RuleDescriptors.ToDiagnostic(finding, file.At(place), [.. finding.Related.Select(r => At(r, own)).OfType<Location>()])
            : null;

    private static Diagnostic? ToDiagnostic(ReadProblem problem, AnalyzerSettings settings, Dictionary<string, ConfigurationFile> own)
    {
        if (RuleCatalog.Find(problem.Code) is not { } rule || At(problem.Origin, own) is not { } location)
            return null;
        var severity = settings.Policy.SeverityOf(rule, RunContext.Production);
        if (severity == Severity.Off)
            return null;
        // A note says why nothing was judged: a template is no mistake.
        var shown = problem.Severity == ProblemSeverity.Note ? DiagnosticSeverity.Hidden : RuleDescriptors.SeverityOf(severity);
        return Diagnostic.Create(RuleDescriptors.Of(problem.Code), location, shown, null, null, problem.Message);
    }

    private static Location? At(Provenance? origin, Dictionary<string, ConfigurationFile> own) =>
        origin?.Text is { } place && own.TryGetValue(place.Source.Path, out var file) ? file.At(place) : null;
}
