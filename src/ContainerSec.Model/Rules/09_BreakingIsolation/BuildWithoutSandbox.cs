namespace ContainerSec.Rules;

/// <summary>CSEC0914: a build step runs without the builder's sandbox.</summary>
internal sealed class BuildWithoutSandbox : Rule, IJudge<RunInstruction>, IJudge<ImageBuild>
{
    public override RuleInfo Info { get; } = new("CSEC0914", "Build step without sandbox", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.LeastPrivilege,
        Why = "The step has all capabilities and no system-call filter: a package script that it runs can take over the build machine and every image built there.",
        Fix = "Remove the flag or entitlement; do what needs privileges outside of the build.",
        Mappings = [Mapping.Attack("T1611"), Mapping.Cwe(250)],
        References = ["Dockerfile reference, RUN --security", "Compose specification, build, privileged and entitlements"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "# syntax=docker/dockerfile:1-labs\nFROM debian:13\nRUN --security=insecure ./install.sh\n"),
            Example.Good(Surface.Dockerfile, "FROM debian:13\nRUN --security=sandbox ./install.sh\n"),
            Example.Bad(Surface.Compose, "services:\n  web:\n    build:\n      context: .\n      privileged: true\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    build:\n      context: .\n      privileged: false\n"),
        ],
    };

    public void Check(RunInstruction subject, RuleContext context) =>
        context.Judge(subject.Security, static s => s == "insecure", "runs a build step without sandbox");

    public void Check(ImageBuild subject, RuleContext context)
    {
        context.Judge(subject.Privileged, static on => on, "builds privileged");
        context.JudgeEach(subject.Entitlements, static e => e == "security.insecure", static e => $"may run build steps without sandbox (entitlement '{e}')");
    }
}
