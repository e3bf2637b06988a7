using System.CommandLine;
using System.Text;

namespace ContainerSec.Tool.Commands;

/// <summary>What options mean that several verbs have.</summary>
internal static class CommandOptions
{
    public static void OneOf(Option<string> option, string[] values) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<string>() is { } value && !values.Contains(value))
            result.AddError($"'{value}' is no value of {option.Name}; it takes {string.Join(", ", values)}.");
    });

    /// <summary>The policy: of the file that is named or the nearest one upwards, with the profile that is named.</summary>
    public static PolicyFile PolicyOf(string? profile, string? policyPath, string folder)
    {
        if (profile is not null && Profiles.Find(profile) is null)
            throw new ContainerSecException($"error CSEC0001: There is no profile '{profile}'.{(Profiles.Suggest(profile) is { } name ? $" Did you mean '{name}'?" : $" There are {string.Join(", ", Profiles.Names)}.")}");
        policyPath ??= PolicyFile.Find(folder);
        return policyPath is null ? new PolicyFile { Policy = Profiles.Find(profile ?? "recommended")! } : PolicyFile.Load(policyPath, profile);
    }

    /// <summary>The file that is named, or standard output; UTF-8 without byte order mark.</summary>
    public static StreamWriter OpenOutput(string? path) =>
        new(path is null ? Console.OpenStandardOutput() : File.Create(path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16);
}
