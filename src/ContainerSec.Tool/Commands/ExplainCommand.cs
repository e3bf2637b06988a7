using System.CommandLine;
using ContainerSec.Reports;
using ContainerSec.Threats;

namespace ContainerSec.Tool.Commands;

/// <summary><c>containersec explain CSEC0901</c>: all there is to know of a rule or of an attack technique, offline.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Id = new("ID") { Description = "The id of a rule or of an attack technique: CSEC0901, CSE011." };

    public static Command Create()
    {
        var command = new Command("explain", "Says why a rule matters, what to do, and what it looks like; or what an attack technique needs and what stops it.") { Id };
        command.SetAction(static parsed => Explain(parsed.GetValue(Id)!));
        return command;
    }

    private static int Explain(string id)
    {
        if (TechniqueCatalog.Find(id) is { } technique)
        {
            Console.Out.Write(TechniquePage.Text(technique));
            return 0;
        }

        if (RuleCatalog.Find(id) is not { } rule)
            throw new ContainerSecException($"error CSEC0001: There is no rule '{id}'.{(RuleCatalog.Suggest(id) is { } name ? $" Did you mean '{name}'?" : " containersec rules lists them.")}");
        Console.Out.Write(RulePage.Text(rule.Info));
        return 0;
    }
}
