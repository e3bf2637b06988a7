namespace ContainerSec.Rules;

/// <summary>CSEC0222: the container starts its program through sudo.</summary>
internal sealed class SudoInCommand : Rule, IJudge<Workload>, IJudge<ImageConfig>
{
    public override RuleInfo Info { get; } = new("CSEC0222", "sudo in the container command", Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "The image has a setuid sudo that needs no password, so every process in the container can be root.",
        Fix = "Choose the user of the container instead, and start the program itself.",
        Mappings = [Mapping.Nist("4.4.3"), Mapping.Attack("T1548.003"), Mapping.Cwe(250)],
        References = ["sudo(8)"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      command: [\"sudo\", \"-u\", \"app\", \"/app/web\"]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      command: [\"/app/web\"]\n      securityContext:\n        runAsUser: 1000\n"),
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    command: sh -c \"sudo /app/web\"\n"),
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22\nENTRYPOINT [\"/usr/bin/sudo\", \"/app/web\"]\n"),
        ],
    };

    private static readonly string[] Shells = ["sh", "bash", "ash", "dash", "zsh", "busybox"];

    public void Check(Workload subject, RuleContext context)
    {
        // Entry point and command are one argument list; where only the command is written, the image's entry point stands before it.
        Judge(subject.Configuration.Arguments, context);
    }

    public void Check(ImageConfig subject, RuleContext context) => Judge(subject.Entrypoint.Concat(subject.Command), context);

    private static void Judge(FactList<string> arguments, RuleContext context)
    {
        if (arguments.IsUnset)
            return;
        var sudo = arguments.FirstOrDefault(argument => argument.Is(static text => FileName(text) == "sudo"));
        if (sudo.IsKnown)
            context.Fail(sudo.Origin ?? arguments.Origin, "starts its program through sudo");
        else if (ShellText(arguments) is { IsKnown: true } script && CallsSudo(script.Value))
            context.Fail(script.Origin ?? arguments.Origin, "calls sudo in its command");
        else if (arguments.HasUnknown)
            context.Unknown(arguments.FirstOrDefault(static a => a.IsUnknown).Origin ?? arguments.Origin);
        else
            context.Pass();
    }

    // sh -c "text"
    private static Fact<string> ShellText(FactList<string> arguments)
    {
        for (var i = 0; i + 2 < arguments.Count; i++)
        {
            if (arguments[i].Is(static a => Shells.Contains(FileName(a))) && arguments[i + 1].Is(static a => a.Length > 1 && a[0] == '-' && a.EndsWith("c", StringComparison.Ordinal)))
                return arguments[i + 2];
        }

        return default;
    }

    // A command begins the text or follows what ends the one before.
    private static bool CallsSudo(string script) => script.Split([';', '&', '|', '\n', '(', '`'], StringSplitOptions.RemoveEmptyEntries)
        .Select(static part => part.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(static word => word is not ("exec" or "then" or "do")))
        .Any(static word => word is not null && FileName(word) == "sudo");

    private static string FileName(string path) => path.Substring(path.LastIndexOf('/') + 1);
}
