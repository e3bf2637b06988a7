using System.CommandLine;
using System.Globalization;
using ContainerSec.Tool.Output;
using Spectre.Console;

namespace ContainerSec.Tool.Commands;

/// <summary><c>containersec caps</c>: the capability calculator.</summary>
internal static class CapsCommand
{
    public static Command Create() => new("caps", "Explains and decodes Linux capabilities.") { CreateExplain(), CreateDecode() };

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
