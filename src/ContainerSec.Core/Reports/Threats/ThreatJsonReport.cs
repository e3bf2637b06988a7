using System.Text.Json;
using System.Text.Json.Serialization;
using ContainerSec.Threats;

namespace ContainerSec.Reports;

/// <summary>For programs: the whole graph, the paths, the plans, blast radii, scores; in a form that is only ever added to.</summary>
internal static class ThreatJsonReport
{
    public static void Write(ThreatReport report, TextWriter writer, ReportOptions options)
    {
        writer.Write(JsonSerializer.Serialize(Document(report, options), ThreatJsonContext.Default.ThreatJsonDocument).ReplaceLineEndings("\n"));
        writer.Write('\n');
    }

    internal static ThreatJsonDocument Document(ThreatReport report, ReportOptions options)
    {
        var model = report.Model;
        var numbers = new Dictionary<AttackStep, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < model.Steps.Count; i++)
            numbers.Add(model.Steps[i], i);
        int[] Steps(AttackPath path) => [.. path.Steps.Select(s => numbers[s])];
        return new ThreatJsonDocument
        {
            Tool = new JsonTool("containersec", options.ToolVersion),
            Files = [.. report.Files.Select(static f => new JsonFile(f.Path, f.Surface.ToString()))],
            Problems = [.. report.Problems.Select(static p => new JsonProblem(p.Code, Names.Of(p.Severity), p.Message, JsonLocation.Of(p.Origin)))],
            Privileges = [.. model.Privileges.Select(static p => new JsonPrivilege(p.Id, NameOf(p.Kind), p.Of.Length == 0 ? null : p.Of, p.Description))],
            Sources = [.. model.Sources.Select(static p => p.Id)],
            Assets = [.. model.Assets.Select(static p => p.Id)],
            Techniques = [.. model.Steps.Select(static s => s.Technique).Distinct().OrderBy(static t => t.Id, StringComparer.Ordinal).Select(ToJson)],
            Controls = [.. model.Controls.Select(c => new JsonControl(c.Id, c.Info.Id, c.Of, c.Description, c.Info.How, c.Info.Principle.ToString(), model.Options.CostOf(c), c.Info.Rules, JsonLocation.Of(c.Place)))],
            Steps = [.. model.Steps.Select(static (s, i) => ToJson(s, i))],
            Paths = [.. report.Assets.Select(a => new JsonAsset(a.Asset.Id, a.IsProven, [.. a.Paths.Select(p => new JsonPath(p.IsProven, Rounded(p.Cost), Steps(p), p.Boundaries))]))],
            Plan = ToJson(report.Plan, Steps),
            FullPlan = ToJson(report.FullPlan, Steps),
            BlastRadii = [.. report.BlastRadii.Select(static r => new JsonBlastRadius(r.Start.Id, Ids(r.Falls), Ids(r.MayFall), Ids(r.Holds), [.. r.Tenants.Select(static t => new JsonTenant(t.Tenant, t.Falls, t.MayFall, t.Holds))]))],
            Segregation = [.. model.Segregation.Select(static s => new JsonShared(s.Shared.Id, s.Tenants, NameOf(s.Truth), [.. s.Because.Select(ToJson)]))],
            Scores = [.. model.Scores.Select(static s => new JsonScore(s.Principle.ToString(), Rounded(s.Score), s.Meaning, [.. s.Because.Select(ToJson)]))],
            Isolation = [.. model.Footholds.Select((f, i) => ToJson(f.Of, model.Isolation[i]))],
        };
    }

    private static JsonTechnique ToJson(TechniqueInfo info) =>
        new(info.Id, info.Name, info.What, [.. Enum.GetValues<Stride>().Where(s => s != Stride.None && info.Stride.HasFlag(s)).Select(static s => s.ToString())], info.Attack, info.KubernetesMatrix, info.Owasp, info.Chapters, info.Blockers, info.Assumes);

    private static JsonStep ToJson(AttackStep step, int id) =>
        new(id, step.Technique.Id, step.From.Id, step.To.Id, step.Truth == Truth.Yes, Rounded(step.Cost), Rounded(step.Strength), [.. step.Because.Select(ToJson)], [.. step.Undecided.Select(ToJson)], [.. step.Controls.Select(static c => c.Id)]);

    private static JsonEvidence ToJson(Evidence evidence) => new(evidence.Text, JsonLocation.Of(evidence.Origin));

    private static JsonPlan ToJson(ControlPlan plan, Func<AttackPath, int[]> steps) => new(
        Ids(plan.Assets), [.. plan.Controls.Select(static c => c.Id)], Rounded(plan.Cost), Rounded(plan.LowerBound), plan.IsOptimal, plan.IncludesPossible, [.. plan.Before.Select(static p => p.Asset.Id)], [.. plan.Uncut.Select(steps)]);

    private static JsonIsolation ToJson(string name, IsolationReport report) => new(
        name,
        [.. report.Namespaces.Select(static n => new JsonNamespace(n.Info.Name, n.Sharing.ToString(), n.With))],
        report.Sandbox.ToString(),
        report.GrantedCapabilities.IsKnown ? [.. report.GrantedCapabilities.Value.Select(static c => CapabilityInfo.Of(c).ShortName)] : null,
        [.. report.Boundaries.Select(static b => new JsonBoundary(b.Side.ToString(), b.Lowest.Id, b.Highest.Id, b.LowestStrength, b.HighestStrength, [.. b.Reasons.Select(ToJson)], [.. b.Deciding.Select(ToJson)]))]);

    private static string[] Ids(IReadOnlyList<Privilege> privileges) => [.. privileges.Select(static p => p.Id)];

    private static string NameOf(PrivilegeKind kind) => new Privilege(kind).Id;

    private static string NameOf(Truth truth) => truth switch { Truth.Yes => "yes", Truth.Maybe => "maybe", _ => "no" };

    private static double Rounded(double value) => Math.Round(value, 4);
}

internal sealed record ThreatJsonDocument
{
    public required JsonTool Tool { get; init; }

    public required IReadOnlyList<JsonFile> Files { get; init; }

    public required IReadOnlyList<JsonProblem> Problems { get; init; }

    public required IReadOnlyList<string> Sources { get; init; }

    public required IReadOnlyList<string> Assets { get; init; }

    public required IReadOnlyList<JsonAsset> Paths { get; init; }

    public required JsonPlan Plan { get; init; }

    public required JsonPlan FullPlan { get; init; }

    public required IReadOnlyList<JsonBlastRadius> BlastRadii { get; init; }

    public required IReadOnlyList<JsonShared> Segregation { get; init; }

    public required IReadOnlyList<JsonScore> Scores { get; init; }

    public required IReadOnlyList<JsonPrivilege> Privileges { get; init; }

    public required IReadOnlyList<JsonStep> Steps { get; init; }

    public required IReadOnlyList<JsonControl> Controls { get; init; }

    public required IReadOnlyList<JsonTechnique> Techniques { get; init; }

    public required IReadOnlyList<JsonIsolation> Isolation { get; init; }
}

internal sealed record JsonPrivilege(string Id, string Kind, string? Of, string Description);

internal sealed record JsonAsset(string Asset, bool Proven, IReadOnlyList<JsonPath> Ways);

internal sealed record JsonPath(bool Proven, double Cost, IReadOnlyList<int> Steps, IReadOnlyList<string> Boundaries);

internal sealed record JsonPlan(IReadOnlyList<string> Assets, IReadOnlyList<string> Controls, double Cost, double LowerBound, bool Optimal, bool IncludesPossible, IReadOnlyList<string> InReachBefore, IReadOnlyList<int[]> Uncut);

internal sealed record JsonBlastRadius(string Start, IReadOnlyList<string> Falls, IReadOnlyList<string> MayFall, IReadOnlyList<string> Holds, IReadOnlyList<JsonTenant> Tenants);

internal sealed record JsonTenant(string Tenant, IReadOnlyList<string> Falls, IReadOnlyList<string> MayFall, IReadOnlyList<string> Holds);

internal sealed record JsonShared(string Shared, IReadOnlyList<string> Tenants, string Truth, IReadOnlyList<JsonEvidence> Because);

internal sealed record JsonScore(string Principle, double Score, string Meaning, IReadOnlyList<JsonEvidence> Because);

internal sealed record JsonStep(int Id, string Technique, string From, string To, bool Proven, double Cost, double Strength, IReadOnlyList<JsonEvidence> Because, IReadOnlyList<JsonEvidence> Undecided, IReadOnlyList<string> Controls);

internal sealed record JsonEvidence(string Text, JsonLocation? Location);

internal sealed record JsonControl(string Id, string Kind, string Of, string Description, string How, string Principle, double Cost, IReadOnlyList<string> Rules, JsonLocation? Location);

internal sealed record JsonTechnique(string Id, string Name, string What, IReadOnlyList<string> Stride, IReadOnlyList<string> Attack, IReadOnlyList<string> KubernetesMatrix, IReadOnlyList<string> Owasp, IReadOnlyList<int> Chapters, IReadOnlyList<string> Blockers, string? Assumes);

internal sealed record JsonIsolation(string Container, IReadOnlyList<JsonNamespace> Namespaces, string Sandbox, IReadOnlyList<string>? GrantedCapabilities, IReadOnlyList<JsonBoundary> Boundaries);

internal sealed record JsonNamespace(string Type, string Sharing, string? With);

internal sealed record JsonBoundary(string Side, string Lowest, string Highest, int LowestStrength, int HighestStrength, IReadOnlyList<JsonEvidence> Reasons, IReadOnlyList<JsonEvidence> Deciding);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ThreatJsonDocument))]
internal sealed partial class ThreatJsonContext : JsonSerializerContext;
