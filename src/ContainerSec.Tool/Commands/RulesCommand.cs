using System.CommandLine;
using ContainerSec.Reports;

namespace ContainerSec.Tool.Commands;

/// <summary><c>containersec rules</c>: the catalogue.</summary>
internal static class RulesCommand
{
    private static readonly Option<string> Format = new("--format") { Description = "text, json, markdown.", DefaultValueFactory = static _ => "text", HelpName = "FORMAT" };
    private static readonly Option<string?> Profile = new("--profile") { Description = "Only the rules that a profile judges.", HelpName = "NAME" };
    private static readonly Option<int?> Chapter = new("--chapter") { Description = "Only the rules of a chapter, 1 to 14.", HelpName = "NUMBER" };

    public static Command Create()
    {
        Format.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string>() is not ("text" or "json" or "markdown"))
                result.AddError("--format of rules takes text, json, markdown.");
        });
        var command = new Command("rules", "Lists the rules.") { Format, Profile, Chapter };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var name = parsed.GetValue(Profile);
        var policy = Profiles.Find(name ?? "strict")
            ?? throw new ContainerSecException($"error CSEC0001: There is no profile '{name}'.{(Profiles.Suggest(name!) is { } near ? $" Did you mean '{near}'?" : "")}");
        var chapter = parsed.GetValue(Chapter);
        var rules = policy.Rules
            .Where(rule => policy.SeverityOf(rule, RunContext.Production) != Severity.Off || policy.SeverityOf(rule, RunContext.Test) != Severity.Off)
            .Where(rule => chapter is null || (int)rule.Info.Chapter == chapter).Select(static rule => rule.Info).ToList();
        RuleList.Write(rules, parsed.GetValue(Format)!, Console.Out);
        return 0;
    }
}
