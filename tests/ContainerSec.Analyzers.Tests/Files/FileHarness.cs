using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSec.Analyzers.Tests;

/// <summary>Runs the analyzer of files on texts in memory.</summary>
internal sealed class FileHarness
{
    private readonly Dictionary<string, string> _global = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Dictionary<string, string>> _ofFile = new(StringComparer.Ordinal);
    private readonly List<Text> _files = [];
    private readonly ConfigurationFileAnalyzer _analyzer = new();
    private CSharpCompilationOptions _options = new(OutputKind.DynamicallyLinkedLibrary);

    public FileHarness File(string path, string content)
    {
        _files.Add(new Text(path, content.ReplaceLineEndings("\n")));
        return this;
    }

    /// <summary>A property of the project.</summary>
    public FileHarness Property(string name, string value) => Global("build_property." + name, value);

    /// <summary>A key of a global configuration file.</summary>
    public FileHarness Global(string key, string value)
    {
        _global[key] = value;
        return this;
    }

    /// <summary>A key of an .editorconfig section that covers a file.</summary>
    public FileHarness Key(string path, string key, string value)
    {
        _ofFile.TryAdd(path, new(StringComparer.OrdinalIgnoreCase));
        _ofFile[path][key] = value;
        return this;
    }

    /// <summary>A severity of a rule set or of the command line.</summary>
    public FileHarness Severity(string id, ReportDiagnostic severity)
    {
        _options = _options.WithSpecificDiagnosticOptions(_options.SpecificDiagnosticOptions.SetItem(id, severity));
        return this;
    }

    /// <summary>Another text of a file: an editor hands over a new object for it, and the old ones for all others.</summary>
    public FileHarness Edit(string path, string content)
    {
        _files[_files.FindIndex(f => f.Path == path)] = new Text(path, content);
        return this;
    }

    /// <summary>The files anew, as a host gives them that does not keep them.</summary>
    public FileHarness Reopen()
    {
        for (var i = 1; i < _files.Count; i++)
            _files[i] = new Text(_files[i].Path, _files[i].GetText().ToString());
        return this;
    }

    /// <summary>Judges the files, each time for a compilation of its own.</summary>
    public IReadOnlyList<Diagnostic> Run(CancellationToken cancellationToken = default)
    {
        var compilation = CSharpCompilation.Create("Sample", [CSharpSyntaxTree.ParseText("", path: "Program.cs", cancellationToken: cancellationToken)], options: _options);
        var options = new AnalyzerOptions([.. _files], new Provider(_global, _ofFile));
        Exception? crash = null;
        var analysis = compilation.WithAnalyzers([_analyzer], new CompilationWithAnalyzersOptions(options, (exception, _, _) => crash = exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        var diagnostics = analysis.GetAnalyzerDiagnosticsAsync(cancellationToken).GetAwaiter().GetResult();
        Assert.IsNull(crash);
        return [.. diagnostics.OrderBy(static d => d.Location.GetLineSpan().Path).ThenBy(static d => d.Location.GetLineSpan().StartLinePosition).ThenBy(static d => d.Id)];
    }

    /// <summary>The diagnostics as lines, hidden ones left out: <c>compose.yaml(3,5): warning CSEC0901</c>.</summary>
    public string Lines(params string[] ids) => string.Join('\n', Run()
        .Where(d => d.Severity != DiagnosticSeverity.Hidden && (ids.Length == 0 || ids.Contains(d.Id)))
        .Select(static d => $"{Place(d.Location)}: {d.Severity.ToString().ToLowerInvariant()} {d.Id}"));

    private static string Place(Location location)
    {
        var span = location.GetLineSpan();
        return location == Location.None ? "-" : $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})";
    }

    private sealed class Text(string path, string content) : AdditionalText
    {
        public override string Path => path;

        private readonly Microsoft.CodeAnalysis.Text.SourceText _text = Microsoft.CodeAnalysis.Text.SourceText.From(content);

        public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    private sealed class Provider(Dictionary<string, string> global, Dictionary<string, Dictionary<string, string>> ofFile) : AnalyzerConfigOptionsProvider
    {
        private static readonly Dictionary<string, string> None = [];

        public override AnalyzerConfigOptions GlobalOptions => new Options(global);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(ofFile.GetValueOrDefault(tree.FilePath, None));

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(ofFile.GetValueOrDefault(textFile.Path, None));
    }

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
