using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContainerSec.Threats;

/// <summary>Writes a profile in Docker's form.</summary>
internal static class SeccompWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Write(SeccompProfile profile)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("defaultAction", NameOf(profile.DefaultAction));
            if (profile.DefaultAction is SeccompAction.Errno or SeccompAction.Trace)
                json.WriteNumber("defaultErrnoRet", profile.DefaultErrno);
            WriteArchitectures(json, profile);
            WriteTexts(json, "flags", profile.Flags);
            json.WriteStartArray("syscalls");
            foreach (var rule in profile.Rules)
                WriteRule(json, rule);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteArchitectures(Utf8JsonWriter json, SeccompProfile profile)
    {
        WriteTexts(json, "architectures", profile.Architectures);
        if (profile.ArchitectureMap.Count == 0)
            return;
        json.WriteStartArray("archMap");
        foreach (var (architecture, sub) in profile.ArchitectureMap)
        {
            json.WriteStartObject();
            json.WriteString("architecture", architecture);
            json.WriteStartArray("subArchitectures");
            foreach (var name in sub)
                json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRule(Utf8JsonWriter json, SeccompRule rule)
    {
        json.WriteStartObject();
        WriteTexts(json, "names", rule.Calls.Select(static call => call.Name));
        json.WriteString("action", NameOf(rule.Action));
        if (rule.Action is SeccompAction.Errno or SeccompAction.Trace)
            json.WriteNumber("errnoRet", rule.Errno);
        if (rule.Conditions.Count > 0)
        {
            json.WriteStartArray("args");
            foreach (var condition in rule.Conditions)
                WriteCondition(json, condition);
            json.WriteEndArray();
        }

        if (rule.Comment.Length > 0)
            json.WriteString("comment", rule.Comment);
        WriteScope(json, "includes", rule.Includes);
        WriteScope(json, "excludes", rule.Excludes);
        json.WriteEndObject();
    }

    private static void WriteCondition(Utf8JsonWriter json, SeccompCondition condition)
    {
        json.WriteStartObject();
        json.WriteNumber("index", condition.Index);
        json.WriteNumber("value", condition.Value);
        if (condition.Operator == SeccompOperator.MaskedEqual)
            json.WriteNumber("valueTwo", condition.ValueTwo);
        json.WriteString("op", condition.Operator switch
        {
            SeccompOperator.NotEqual => "SCMP_CMP_NE",
            SeccompOperator.Less => "SCMP_CMP_LT",
            SeccompOperator.LessOrEqual => "SCMP_CMP_LE",
            SeccompOperator.Equal => "SCMP_CMP_EQ",
            SeccompOperator.GreaterOrEqual => "SCMP_CMP_GE",
            SeccompOperator.Greater => "SCMP_CMP_GT",
            _ => "SCMP_CMP_MASKED_EQ",
        });
        json.WriteEndObject();
    }

    private static void WriteScope(Utf8JsonWriter json, string name, SeccompScope? scope)
    {
        if (scope is null)
            return;
        json.WriteStartObject(name);
        WriteTexts(json, "caps", scope.Capabilities.Select(static capability => CapabilityInfo.Of(capability).Name).Concat(scope.UnknownCapabilities));
        WriteTexts(json, "arches", scope.Architectures);
        if (scope.MinKernel is { } kernel)
            json.WriteString("minKernel", kernel.ToString(2));
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        var all = texts.ToList();
        if (all.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var text in all)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string NameOf(SeccompAction action) => action switch
    {
        SeccompAction.KillProcess => "SCMP_ACT_KILL_PROCESS",
        SeccompAction.KillThread => "SCMP_ACT_KILL_THREAD",
        SeccompAction.Trap => "SCMP_ACT_TRAP",
        SeccompAction.Errno => "SCMP_ACT_ERRNO",
        SeccompAction.Notify => "SCMP_ACT_NOTIFY",
        SeccompAction.Trace => "SCMP_ACT_TRACE",
        SeccompAction.Log => "SCMP_ACT_LOG",
        _ => "SCMP_ACT_ALLOW",
    };
}
