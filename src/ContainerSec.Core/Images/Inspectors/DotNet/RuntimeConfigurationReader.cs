using System.Text.Json;

namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>Reads a runtimeconfig.json.</summary>
/// <remarks>dotnet/runtime, src/native/corehost/runtime_config.cpp and docs/design/features/framework-version-resolution.md.</remarks>
internal static class RuntimeConfigurationReader
{
    private const int MaxFrameworks = 100;

    /// <summary>Reads a configuration; null with a reason when the host would refuse it.</summary>
    public static RuntimeConfiguration? Read(ReadOnlyMemory<byte> bytes, out string? problem)
    {
        problem = null;
        try
        {
            using var document = HostJson.Parse(bytes);
            var options = document.RootElement.Member("runtimeOptions");
            if (options.ValueKind == JsonValueKind.Undefined)
                return Refuse("it has no runtimeOptions", out problem);
            if (!TryReadRollForward(options, null, out var rollForward))
                return Refuse("its rollForward is none that is known", out problem);
            var ignoresPatches = options.Member("applyPatches").ValueKind == JsonValueKind.False;
            var frameworks = new List<FrameworkReference>();
            var references = options.Member("frameworks").Items();
            if (options.Member("framework") is { ValueKind: JsonValueKind.Object } single)
                references = references.Prepend(single);
            foreach (var reference in references.Take(MaxFrameworks))
            {
                if (reference.Member("name").Text() is not { Length: > 0 } name || !TryReadRollForward(reference, rollForward, out var own))
                    return Refuse("a framework that it names has no name or a rollForward that is not known", out problem);
                frameworks.Add(new FrameworkReference
                {
                    Name = name,
                    Version = reference.Member("version").Text() ?? "",
                    RollForward = own,
                    IgnoresPatches = reference.Member("applyPatches").ValueKind switch
                    {
                        JsonValueKind.False => true,
                        JsonValueKind.True => false,
                        _ => ignoresPatches,
                    },
                });
            }

            return new RuntimeConfiguration
            {
                TargetFramework = options.Member("tfm").Text(),
                Frameworks = frameworks,
                IncludedFrameworks = [.. IncludedIn(options)],
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Refuse(exception.Message, out problem);
        }
    }

    /// <summary>Reads a value of <c>rollForward</c> or of the environment variable <c>DOTNET_ROLL_FORWARD</c>; case does not matter.</summary>
    public static RollForward? RollForwardOf(string? text) => text?.ToLowerInvariant() switch
    {
        "disable" => RollForward.Disable,
        "latestpatch" => RollForward.LatestPatch,
        "minor" => RollForward.Minor,
        "latestminor" => RollForward.LatestMinor,
        "major" => RollForward.Major,
        "latestmajor" => RollForward.LatestMajor,
        _ => null,
    };

    private static RuntimeConfiguration? Refuse(string reason, out string problem)
    {
        problem = $"The .NET host does not accept the runtimeconfig.json: {reason}";
        return null;
    }

    private static IEnumerable<FrameworkReference> IncludedIn(JsonElement options)
    {
        foreach (var reference in options.Member("includedFrameworks").Items().Take(MaxFrameworks))
        {
            if (reference.Member("name").Text() is { Length: > 0 } name)
                yield return new FrameworkReference { Name = name, Version = reference.Member("version").Text() ?? "" };
        }
    }

    // rollForwardOnNoCandidateFx is the older way to say it: 0 patches, 1 minor, 2 major versions.
    private static bool TryReadRollForward(JsonElement element, RollForward? otherwise, out RollForward? result)
    {
        result = otherwise;
        if (element.Member("rollForward") is { ValueKind: not JsonValueKind.Undefined } stated)
        {
            result = RollForwardOf(stated.Text());
            return result is not null;
        }

        if (element.Member("rollForwardOnNoCandidateFx") is { ValueKind: JsonValueKind.Number } older && older.TryGetInt32(out var number))
            result = number switch { 0 => RollForward.LatestPatch, 1 => RollForward.Minor, _ => RollForward.Major };
        return true;
    }
}
