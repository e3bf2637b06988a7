using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>Loads the files of one project into one document: interpolated, included and extended parts put in, merged in order.</summary>
internal sealed class ComposeProject
{
    private const int MaxFiles = 1_000;

    private static readonly string[] Sections = ["services", "networks", "volumes", "secrets", "configs", "models"];

    private readonly ReadOptions _options;
    private readonly ComposeProblems _problems;
    private readonly ComposeMerge _merge;
    private readonly ComposeVariables _variables;
    private readonly List<string> _including;
    private readonly FileCount _files;
    private readonly Dictionary<string, ServiceScope?> _scopes = new(StringComparer.Ordinal);

    /// <summary>A project.</summary>
    /// <param name="folder">Its folder, where its file <c>.env</c> is.</param>
    /// <param name="options">Variables, and how other files are opened.</param>
    /// <param name="problems">Where problems are reported.</param>
    public ComposeProject(string folder, ReadOptions options, ComposeProblems problems)
        : this(options, problems, new ComposeMerge(options, problems), new ComposeVariables(options.Variables), [], new FileCount())
    {
        if (options.Open(ComposePath.Combine(folder, ".env")) is { } file)
            _variables.Add(file);
    }

    private ComposeProject(ReadOptions options, ComposeProblems problems, ComposeMerge merge, ComposeVariables variables, List<string> including, FileCount files)
    {
        _options = options;
        _problems = problems;
        _merge = merge;
        _variables = variables;
        _including = including;
        _files = files;
    }

    /// <summary>The variables that values may refer to.</summary>
    public ComposeVariables Variables => _variables;

    /// <summary>Loads and merges files; null when none of them is a Compose file.</summary>
    /// <param name="files">The files.</param>
    /// <param name="finish">What is kept of the entries of their sections.</param>
    public YamlMapping? Load(IReadOnlyList<SourceText> files, Func<string, YamlEntry, YamlNode>? finish = null)
    {
        YamlMapping? result = null;
        foreach (var file in files)
        {
            foreach (var document in Documents(file, finish))
            {
                var whole = Include(document);
                whole = ExtendServices(whole, result);
                result = result is null ? whole : _merge.Merge(result, whole, "") as YamlMapping ?? result;
            }
        }

        return result is not null && files.Any(HasResets) ? ComposeMerge.WithoutResets(result) : result;
    }

    private static bool HasResets(SourceText file) => file.Content.IndexOf(ComposeMerge.Reset, StringComparison.Ordinal) >= 0;

    private List<YamlMapping> Documents(SourceText file, Func<string, YamlEntry, YamlNode>? finish = null)
    {
        var result = new List<YamlMapping>();
        var interpolation = new ValueInterpolation(_variables, _problems);
        foreach (var node in YamlReader.ReadEach(file, _options, _problems.List, interpolation.Replace, finish))
        {
            if (node is YamlScalar { IsNull: true })
                continue;
            if (node is not YamlMapping mapping)
            {
                _problems.Error(node, "A Compose file is a mapping with the key 'services'.");
                continue;
            }

            if (IsOfOldForm(mapping) is { } service)
            {
                _problems.Error(service.Key, $"'{service.Key.Value}' is a service of the old file format 1, which Compose no longer reads; put all services under the key 'services'.");
                continue;
            }

            ComposeSpecification.File.Check(mapping, "the file", _problems);
            result.Add(mapping);
        }

        return result;
    }

    // Format 1 had services as the keys of the file.
    private static YamlEntry? IsOfOldForm(YamlMapping mapping)
    {
        if (mapping["services"] is not null || mapping["include"] is not null)
            return null;
        foreach (var entry in mapping.Entries)
        {
            if (!Sections.Contains(entry.Key.Value) && !entry.Key.Value.StartsWith("x-", StringComparison.Ordinal)
                && entry.Value is YamlMapping service && (service["image"] ?? service["build"]) is not null)
                return entry;
        }

        return null;
    }

    // include: [other.yaml, {path: [a.yaml, b.yaml], project_directory: ., env_file: .env}]
    private YamlMapping Include(YamlMapping document)
    {
        if (document["include"] is not YamlSequence includes)
            return document;
        var result = document;
        foreach (var include in includes.Items)
        {
            if (LoadIncluded(include) is { } included)
                result = Import(result, included);
        }

        return result;
    }

    private YamlMapping? LoadIncluded(YamlNode include)
    {
        var settings = include as YamlMapping;
        var paths = TextsOf(settings is null ? include : settings["path"]);
        if (paths.Count == 0)
        {
            if (include is YamlMapping or YamlScalar { IsUnknown: false })
                _problems.Error(include, "An include needs the path of a Compose file.");
            return null;
        }

        var folder = ComposePath.FolderOf(include.Source.Path);
        var first = ComposePath.Combine(folder, paths[0].Value);
        if (_including.Contains(first) || first == include.Source.Path)
        {
            _problems.Error(paths[0], $"'{first}' includes itself ({string.Join(" includes ", _including.Concat([include.Source.Path, first]))}); take one of the includes away.");
            return null;
        }

        var files = new List<SourceText>();
        foreach (var path in paths)
        {
            if (Open(path, folder) is { } file)
                files.Add(file);
        }

        if (files.Count == 0)
            return null;
        var projectFolder = settings?["project_directory"].KnownText() is { } directory ? ComposePath.Combine(folder, directory) : ComposePath.FolderOf(first);
        var envFiles = TextsOf(settings?["env_file"]).Select(f => _options.Open(ComposePath.Combine(folder, f.Value))).ToList();
        if (settings?["env_file"] is null)
            envFiles.Add(_options.Open(ComposePath.Combine(projectFolder, ".env")));
        var project = new ComposeProject(
            _options, _problems, _merge, _variables.With(envFiles.OfType<SourceText>()), [.. _including, include.Source.Path], _files);
        return project.Load(files);
    }

    private static List<YamlScalar> TextsOf(YamlNode? node)
    {
        IEnumerable<YamlNode> nodes = node is YamlSequence sequence ? sequence.Items : node is null ? [] : [node];
        return [.. nodes.OfType<YamlScalar>().Where(static s => s is { IsUnknown: false, IsNull: false, Value.Length: > 0 })];
    }

    private SourceText? Open(YamlScalar path, string folder)
    {
        if (ComposePath.IsRemote(path.Value))
        {
            _problems.Note(path, $"'{path.Value}' is not on this machine: what it says is not judged.");
            return null;
        }

        if (++_files.Count > MaxFiles)
        {
            _problems.Error(path, $"The file refers to more than {MaxFiles} others; the rest is not read.");
            return null;
        }

        var file = _options.Open(ComposePath.Combine(folder, path.Value));
        if (file is null)
            _problems.Warning(path, $"The file '{path.Value}' cannot be opened: what it says is not judged.");
        return file;
    }

    private YamlMapping Import(YamlMapping document, YamlMapping included)
    {
        var result = new YamlMapping(document.Source, document.Start, document.Tag) { End = document.End };
        foreach (var entry in document.Entries)
        {
            result.Entries.Add(entry.Value is YamlMapping own && Sections.Contains(entry.Key.Value) && included[entry.Key.Value] is YamlMapping others
                ? entry with { Value = ImportSection(own, others) }
                : entry);
        }

        foreach (var entry in included.Entries)
        {
            if (Sections.Contains(entry.Key.Value) && document[entry.Key.Value] is not YamlMapping)
            {
                result.RemoveEntries(e => e.Key.Value == entry.Key.Value);
                result.Entries.Add(entry);
            }
        }

        return result;
    }

    private YamlMapping ImportSection(YamlMapping own, YamlMapping others)
    {
        var result = new YamlMapping(own.Source, own.Start, own.Tag) { End = own.End };
        result.Entries.AddRange(own.Entries);
        foreach (var entry in others.Entries)
        {
            if (own.Find(entry.Key.Value) is not { } same)
                result.Entries.Add(entry);
            else if (!AreEqual(same.Value, entry.Value))
                _problems.Error(same.Key, $"'{same.Key.Value}' is declared here and in the included file {entry.Key.Source.Path}; rename one of them, or put the change into an override file.");
        }

        return result;
    }

    private static bool AreEqual(YamlNode one, YamlNode other) => ReferenceEquals(one, other) || (one, other) switch
    {
        (YamlScalar a, YamlScalar b) => a.Value == b.Value,
        (YamlSequence a, YamlSequence b) => a.Items.Count == b.Items.Count && !a.Items.Where((item, i) => !AreEqual(item, b.Items[i])).Any(),
        (YamlMapping a, YamlMapping b) => a.Entries.Count == b.Entries.Count
            && a.Entries.TrueForAll(entry => b[entry.Key.Value] is { } value && AreEqual(entry.Value, value)),
        _ => false,
    };

    private YamlMapping ExtendServices(YamlMapping document, YamlMapping? below)
    {
        if (document["services"] is not YamlMapping services || !services.Entries.Exists(static e => (e.Value as YamlMapping)?["extends"] is not null))
            return document;
        var extended = new YamlMapping(services.Source, services.Start, services.Tag) { End = services.End };
        var scope = new ServiceScope(document.Source.Path, services, below?["services"] as YamlMapping);
        foreach (var entry in services.Entries)
            extended.Entries.Add(entry with { Value = Extend(entry, scope, []) });
        var result = new YamlMapping(document.Source, document.Start, document.Tag) { End = document.End };
        foreach (var entry in document.Entries)
            result.Entries.Add(entry.Key.Value == "services" ? entry with { Value = extended } : entry);
        return result;
    }

    // A service whose base cannot be found keeps its key 'extends': then it is not known what else it says.
    private YamlNode Extend(YamlEntry service, ServiceScope scope, List<(string File, string Service)> chain)
    {
        if (service.Value is not YamlMapping mapping || mapping["extends"] is not { } extends || extends.Tag == ComposeMerge.Reset)
            return service.Value;
        if (scope.Resolved.TryGetValue(service.Key.Value, out var known))
            return known;
        var link = (scope.File, service.Key.Value);
        if (chain.Contains(link) || chain.Count >= _options.MaxDepth)
        {
            _problems.Error(extends, chain.Contains(link)
                ? $"Service '{service.Key.Value}' extends itself ({string.Join(" extends ", [.. chain.Select(static c => c.Service), service.Key.Value])}); take one of the links away."
                : $"The chain of extended services is longer than {_options.MaxDepth}; shorten it.");
            return mapping;
        }

        var result = FindBase(extends, scope) is var (entry, baseScope) && Extend(entry, baseScope, [.. chain, link]) is YamlMapping found
            ? _merge.Merge(found, WithoutExtends(mapping), "services.*") ?? mapping
            : mapping;
        scope.Resolved[service.Key.Value] = result;
        return result;
    }

    private (YamlEntry Service, ServiceScope Scope)? FindBase(YamlNode extends, ServiceScope scope)
    {
        var settings = extends as YamlMapping;
        var name = (settings is null ? extends : settings["service"]) as YamlScalar;
        if (name is null or { IsNull: true })
        {
            _problems.Error(extends, "'extends' needs the name of a service: extends: {service: NAME}.");
            return null;
        }

        if (settings?["file"] is YamlScalar { IsNull: false } file)
        {
            if (name.IsUnknown || file.IsUnknown || OpenScope(file) is not { } other)
                return null;
            scope = other;
        }

        if (name.IsUnknown)
            return null;
        if ((scope.Services.Find(name.Value) ?? scope.Below?.Find(name.Value)) is { } found)
            return (found, scope);
        var names = scope.Services.Entries.ConvertAll(static e => e.Key.Value);
        _problems.Error(name, $"There is no service '{name.Value}' in {scope.File} to extend{NearestName.Hint(name.Value, names)}");
        return null;
    }

    private ServiceScope? OpenScope(YamlScalar file)
    {
        var path = ComposePath.Combine(ComposePath.FolderOf(file.Source.Path), file.Value);
        if (_scopes.TryGetValue(path, out var known))
            return known;
        YamlMapping? services = null;
        if (Open(file, ComposePath.FolderOf(file.Source.Path)) is { } text)
        {
            foreach (var document in Documents(text))
            {
                if (document["services"] is YamlMapping more)
                    services = services is null ? more : _merge.Merge(services, more, "services") as YamlMapping;
            }

            services ??= new YamlMapping(text, 0);
            if (HasResets(text))
                services = ComposeMerge.WithoutResets(services);
        }

        return _scopes[path] = services is null ? null : new ServiceScope(path, services, null);
    }

    private static YamlMapping WithoutExtends(YamlMapping service)
    {
        var result = new YamlMapping(service.Source, service.Start, service.Tag) { End = service.End, Weight = service.Weight };
        result.Entries.AddRange(service.Entries.FindAll(static e => e.Key.Value != "extends"));
        return result;
    }

    // The services that a service's 'extends' may name.
    private sealed class ServiceScope(string file, YamlMapping services, YamlMapping? below)
    {
        public string File { get; } = file;

        public YamlMapping Services { get; } = services;

        public YamlMapping? Below { get; } = below;

        public Dictionary<string, YamlNode> Resolved { get; } = new(StringComparer.Ordinal);
    }

    // How many files were opened, by this project and those that it includes.
    private sealed class FileCount
    {
        public int Count { get; set; }
    }
}
