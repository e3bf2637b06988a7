using System.CommandLine;
using System.Globalization;
using ContainerSec.Reports;
using ContainerSec.Tool.Output;
using Spectre.Console;

namespace ContainerSec.Tool.Commands;

/// <summary><c>containersec caps</c>: the capability calculator.</summary>
internal static class CapsCommand
{
    public static Command Create() => new("caps", "Explains, decodes and computes Linux capabilities.") { CreateExplain(), CreateDecode(), CreateEffective() };

    private static Command CreateExplain()
    {
        var name = new Argument<string>("NAME") { Description = "NET_RAW, cap_net_raw, or its number." };
        var command = new Command("explain", "Says what a capability permits and how it is abused.") { name };
        command.SetAction(parsed => Explain(parsed.GetValue(name)!));
        return command;
    }

    private static Command CreateDecode()
    {
        var mask = new Argument<string>("HEX") { Description = "A mask as /proc/PID/status prints it: 00000000a80425fb." };
        var command = new Command("decode", "Names the capabilities of a mask.") { mask };
        command.SetAction(parsed => Decode(parsed.GetValue(mask)!));
        return command;
    }

    private static Command CreateEffective()
    {
        var engine = new Option<string>("--engine") { Description = "docker, containerd, podman, cri-o.", DefaultValueFactory = static _ => "docker", HelpName = "NAME" };
        var user = new Option<string>("--user", "-u") { Description = "The user's number, or root.", DefaultValueFactory = static _ => "0", HelpName = "USER" };
        var add = new Option<string[]>("--cap-add") { Description = "Capabilities to add, or ALL.", HelpName = "NAME" };
        var drop = new Option<string[]>("--cap-drop") { Description = "Capabilities to drop, or ALL.", HelpName = "NAME" };
        var privileged = new Option<bool>("--privileged") { Description = "The container is privileged." };
        var noNewPrivileges = new Option<bool>("--no-new-privileges") { Description = "The flag no_new_privs is set (allowPrivilegeEscalation: false)." };
        var fileCapabilities = new Option<string?>("--file-caps") { Description = "Capabilities of the program's file, as setcap takes them: cap_net_raw+ep.", HelpName = "TEXT" };
        var setUserId = new Option<string?>("--setuid") { Description = "The program is set-user-ID of a user: root, or a number.", HelpName = "USER" };
        var userNamespace = new Option<string?>("--userns") { Description = "The container has a user namespace of its own; INSIDE:OUTSIDE:LENGTH maps it (0:100000:65536).", HelpName = "MAP", Arity = ArgumentArity.ZeroOrOne };
        var format = new Option<string>("--format") { Description = "text, json.", DefaultValueFactory = static _ => "text", HelpName = "FORMAT" };
        CommandOptions.OneOf(format, ["text", "json"]);
        var command = new Command("effective", "Computes what a container's program may do, and why.")
        {
            engine, user, add, drop, privileged, noNewPrivileges, fileCapabilities, setUserId, userNamespace, format,
        };
        command.SetAction(parsed =>
        {
            var here = parsed.GetResult(userNamespace) is null ? UserNamespace.Initial : NamespaceOf(parsed.GetValue(userNamespace) ?? "0:100000:65536");
            var privileges = new Privileges
            {
                User = Fact.Known(new Principal(parsed.GetValue(user)!.Split(':')[0])),
                CapabilitiesAdded = Names(parsed.GetValue(add)),
                CapabilitiesDropped = Names(parsed.GetValue(drop)),
                Privileged = Fact.Known(parsed.GetValue(privileged)),
                NoNewPrivileges = Fact.Known(parsed.GetValue(noNewPrivileges)),
            };
            var forecast = CapabilityForecast.Of(EngineOf(parsed.GetValue(engine)!), privileges, FileOf(parsed.GetValue(fileCapabilities), parsed.GetValue(setUserId), here), here);
            if (forecast is { Before: null, Refusal: { } refusal })
                throw new ContainerSecException($"error CSEC0001: There is no such container: {refusal}.");
            if (parsed.GetValue(format) == "json")
                CapabilityReport.WriteJson(forecast, Console.Out);
            else
                CapabilityReport.WriteText(forecast, Console.Out, new ReportOptions { Colour = Terminal.HasColour, Width = Terminal.Width });
            return 0;
        });
        return command;
    }

    private static EngineProfile EngineOf(string name) => EngineProfile.Find(name)
        ?? throw new ContainerSecException($"error CSEC0001: There is no engine '{name}'; there are {string.Join(", ", EngineProfile.All.Select(static e => e.Name))}.");

    // As engines take it: several options, or several names in one.
    private static FactList<string> Names(string[]? values) => values is not { Length: > 0 } ? FactList<string>.Unset
        : new FactList<string>([.. values.SelectMany(static v => v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(static v => Fact.Known(v))]);

    private static UserNamespace NamespaceOf(string text)
    {
        if (!IdMap.TryParse(text.Replace(':', ' ').Replace(',', '\n'), out var map))
            throw new ContainerSecException($"error CSEC0001: '{text}' is no map of ids; write first id inside, first id outside, how many: 0:100000:65536.");
        return new UserNamespace(UserNamespace.Initial, 0, map, map);
    }

    private static ExecutableFile FileOf(string? capabilities, string? setUserId, UserNamespace here)
    {
        var file = ExecutableFile.Plain with { Owner = here.Root ?? 0, Group = here.Groups.ToOutside(0) ?? 0 };
        if (capabilities is not null)
        {
            file = file with
            {
                Capabilities = FileCapabilities.TryParse(capabilities, out var ofFile) ? ofFile
                    : throw new ContainerSecException($"error CSEC0001: '{capabilities}' is nothing that a file can have; write as for setcap: cap_net_raw+ep (its effective set is all or nothing)."),
            };
        }

        if (setUserId is null)
            return file;
        var owner = new Principal(setUserId);
        return (owner.IsRoot ? 0 : owner.Id) is { } id && here.Users.ToOutside(id) is { } outside
            ? file with { IsSetUserId = true, Owner = outside }
            : throw new ContainerSecException($"error CSEC0001: '{setUserId}' is no user of the container; write root or a number.");
    }

    private static int Explain(string name)
    {
        if ((CapabilityInfo.Find(name) ?? CapabilityInfo.All.FirstOrDefault(c => c.Number.ToString(CultureInfo.InvariantCulture) == name)) is not { } info)
            throw new ContainerSecException($"error CSEC0001: There is no capability '{name}'; capabilities(7) lists them: {string.Join(", ", CapabilityInfo.All.Select(static c => c.ShortName))}.");
        var table = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        Row(table, "capability", $"{info.Name}  (number {info.Number}, mask 0x{new CapabilitySet(info.Capability).ToHex()}, since Linux {info.Since})");
        Row(table, "permits", info.Permits);
        Row(table, "abuse", $"{info.Abuse} ({info.Risk.ToString().ToUpperInvariant()} risk)");
        Row(table, "user namespace", info.InUserNamespace);
        Row(table, "used for", info.LegitimateUse);
        Row(table, "unlocks", info.UnlocksSystemCalls.Count == 0 ? "" : string.Join(", ", info.UnlocksSystemCalls) + " (default seccomp profile of Docker)");
        Row(table, "default of", info.DefaultOf.Any() ? string.Join(", ", info.DefaultOf.Select(static e => e.Name)) : "no engine");
        Terminal.Console.Write(table);
        return 0;
    }

    private static int Decode(string mask)
    {
        if (!CapabilitySet.TryParse(mask, out var set))
            throw new ContainerSecException($"error CSEC0001: '{mask}' is no capability mask; write hexadecimal digits as /proc/PID/status prints them: 00000000a80425fb.");
        Terminal.Console.Write(new Text($"0x{set.ToHex()}: {set.Count} of {CapabilitySet.All.Count} capabilities\n"));
        var defaults = EngineProfile.Docker.DefaultCapabilities;
        var table = new Table().Border(TableBorder.Simple).AddColumn("capability").AddColumn("risk").AddColumn("permits");
        foreach (var capability in set)
        {
            var info = CapabilityInfo.Of(capability);
            table.AddRow(new Text(defaults.Contains(capability) ? info.ShortName : info.ShortName + " +"), new Text(info.Risk.ToString()), new Text(info.Permits));
        }

        Terminal.Console.Write(table);
        Terminal.Console.Write(new Text($"+ is beyond Docker's default set. Missing from it: {(defaults - set is { IsEmpty: false } missing ? missing.ToString() : "nothing")}\n"));
        return 0;
    }

    private static void Row(Grid table, string name, string text)
    {
        if (text.Length > 0)
            table.AddRow(new Text(name, new Style(decoration: Decoration.Bold)), new Text(text));
    }
}
