using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ContainerSec.Reports;

/// <summary>Tells what a container's program may do, for people and programs.</summary>
public static class CapabilityReport
{
    /// <summary>Writes a forecast for people.</summary>
    /// <param name="forecast">The forecast.</param>
    /// <param name="writer">Where it is written to.</param>
    /// <param name="options">Whether the terminal takes colours.</param>
    public static void WriteText(CapabilityForecast forecast, TextWriter writer, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(writer);
        options ??= ReportOptions.Default;
        var ink = new Ink(writer, options);
        ink.Line(ink.Paint($"{forecast.Engine.Name} starts a container {HowItStarts(forecast)}", Ink.Bold));
        WriteState(ink, options.Width, "the engine executes the program with", forecast.Before);
        WriteState(ink, options.Width, "the program has", forecast.After);
        if (forecast.Refusal is { } refusal)
        {
            ink.Line(ink.Paint($"No program runs: {refusal}.", Ink.Red));
            return;
        }

        if (forecast.Gain.IsEmpty)
            ink.Line($"A set-user-ID root program would give it nothing more{(forecast.After is { NoNewPrivileges: true } ? " (no_new_privs is set)" : "")}.");
        else
            WriteState(ink, options.Width, "a set-user-ID root program that it executes has", forecast.AfterSetUserIdRoot);
        ink.Line("");
        foreach (var group in forecast.Outcomes.GroupBy(static o => (o.Standing, o.Why)).OrderByDescending(static g => g.Key.Standing))
        {
            ink.Line($"{ink.Paint(Name(group.Key.Standing), ColourOf(group.Key.Standing))}: {group.Key.Why}");
            if (group.Key.Standing == CapabilityStanding.OutOfReach)
                WriteNames(ink, options.Width, "  ", new CapabilitySet([.. group.Select(static o => o.Capability)]));
            else
                WriteRisks(ink, group);
        }

        ink.Line("");
        ink.Line($"risk of what it has: {Name(forecast.Risk)}; with what it can gain: {Name(forecast.RiskWithGain)}");
        if (!forecast.Namespace.IsInitial)
            ink.Line("Its capabilities count for what its user namespace owns; outside of it they are worth nothing.");
    }

    /// <summary>Writes a forecast for programs, in a form that is only ever added to.</summary>
    /// <param name="forecast">The forecast.</param>
    /// <param name="writer">Where it is written to.</param>
    public static void WriteJson(CapabilityForecast forecast, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(writer);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("engine", forecast.Engine.Name);
            json.WriteString("refusal", forecast.Refusal);
            WriteSet(json, "granted", forecast.Granted);
            WriteState(json, "before", forecast.Before, forecast.Namespace);
            WriteState(json, "after", forecast.After, forecast.Namespace);
            WriteState(json, "afterSetuidRoot", forecast.AfterSetUserIdRoot, forecast.Namespace);
            WriteSet(json, "gain", forecast.Gain);
            json.WriteStartArray("capabilities");
            foreach (var outcome in forecast.Outcomes)
                WriteOutcome(json, outcome);
            json.WriteEndArray();
            json.WriteString("risk", Name(forecast.Risk));
            json.WriteString("riskWithGain", Name(forecast.RiskWithGain));
            json.WriteEndObject();
        }

        writer.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        writer.Write('\n');
    }

    private static string HowItStarts(CapabilityForecast forecast)
    {
        var parts = new List<string>();
        if (forecast.Privileges.Privileged.Is(true))
            parts.Add("that is privileged");
        parts.Add(forecast.User is { } user ? $"as user {user}" : "as a user");
        if (!forecast.Namespace.IsInitial && forecast.Namespace.Users.ToOutside(forecast.User ?? 0) is { } outside)
            parts.Add($"({outside} on the host, in a user namespace of its own)");
        if (forecast.Before is { NoNewPrivileges: true })
            parts.Add("with no-new-privileges");
        return string.Join(" ", parts);
    }

    private static void WriteState(Ink ink, int width, string title, ProcessCredentials? credentials)
    {
        if (credentials is not { } state)
            return;
        ink.Line($"{title}  (user {Inside(state)})");
        foreach (var (name, set) in SetsOf(state))
            WriteNames(ink, width, $"  {name,-11}  {set.ToHex()}  ", set);
    }

    // Names go on below the first of them.
    private static void WriteNames(Ink ink, int width, string head, CapabilitySet set)
    {
        var line = new StringBuilder(head);
        foreach (var name in set.ToString().Split(", "))
        {
            if (line.Length > head.Length && line.Length + name.Length + 1 > width)
            {
                ink.Line(line.ToString().TrimEnd());
                line.Clear().Append(' ', head.Length);
            }

            line.Append(name).Append(", ");
        }

        ink.Line(line.ToString().TrimEnd(' ', ','));
    }

    private static void WriteRisks(Ink ink, IEnumerable<CapabilityOutcome> outcomes)
    {
        foreach (var outcome in outcomes.OrderByDescending(static o => o.Risk))
        {
            var info = CapabilityInfo.Of(outcome.Capability);
            ink.Line($"  {info.ShortName,-18} {Name(outcome.Risk),-8}  {info.Permits}");
        }
    }

    private static void WriteState(Utf8JsonWriter json, string name, ProcessCredentials? credentials, UserNamespace userNamespace)
    {
        if (credentials is not { } state)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("user", Inside(state));
        if (!userNamespace.IsInitial)
            json.WriteNumber("hostUser", state.EffectiveUser);
        json.WriteBoolean("noNewPrivileges", state.NoNewPrivileges);
        foreach (var (set, value) in SetsOf(state))
            WriteSet(json, set, value);
        json.WriteEndObject();
    }

    private static void WriteSet(Utf8JsonWriter json, string name, CapabilitySet set)
    {
        json.WriteStartArray(name);
        foreach (var capability in set)
            json.WriteStringValue(CapabilityInfo.Of(capability).ShortName);
        json.WriteEndArray();
    }

    private static void WriteOutcome(Utf8JsonWriter json, CapabilityOutcome outcome)
    {
        json.WriteStartObject();
        json.WriteString("name", CapabilityInfo.Of(outcome.Capability).ShortName);
        json.WriteString("standing", Name(outcome.Standing));
        json.WriteString("risk", Name(outcome.Risk));
        json.WriteString("why", outcome.Why);
        json.WriteEndObject();
    }

    private static (string Name, CapabilitySet Set)[] SetsOf(ProcessCredentials state) =>
    [
        ("permitted", state.Capabilities.Permitted), ("effective", state.Capabilities.Effective), ("inheritable", state.Capabilities.Inheritable),
        ("ambient", state.Ambient), ("bounding", state.Bounding),
    ];

    private static long Inside(ProcessCredentials state) => state.Namespace.Users.SeenInside(state.EffectiveUser);

    private static string Name(CapabilityStanding standing) => standing switch
    {
        CapabilityStanding.Effective => "effective",
        CapabilityStanding.Permitted => "permitted",
        CapabilityStanding.Gainable => "gainable",
        _ => "absent",
    };

    private static string Name(CapabilityRisk risk) => risk switch
    {
        CapabilityRisk.Critical => "critical",
        CapabilityRisk.High => "high",
        CapabilityRisk.Medium => "medium",
        CapabilityRisk.Low => "low",
        _ => "none",
    };

    private static string ColourOf(CapabilityStanding standing) => standing switch
    {
        CapabilityStanding.OutOfReach => Ink.Green,
        CapabilityStanding.Gainable => Ink.Yellow,
        _ => Ink.Red,
    };
}
