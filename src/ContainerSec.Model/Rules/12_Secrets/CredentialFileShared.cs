#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif
using ContainerSec.Secrets;

namespace ContainerSec.Rules;

/// <summary>CSEC1213: a private key or a file of credentials is mounted from the host or copied into the image.</summary>
internal sealed class CredentialFileShared : Rule, IJudge<Workload>, IJudge<Dockerfile>
{
    public override RuleInfo Info { get; } = new("CSEC1213", "Private key or credential file mounted or copied", Severity.Warning, Severity.Info)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "Whoever breaks into the container, or pulls the image, acts as the owner of the key, wherever the key is accepted.",
        Fix = "Give the container a key of its own as a secret of the engine or cluster; in a build, use RUN --mount=type=secret or type=ssh.",
        Mappings =
        [
            Mapping.Nist("4.1.4"), Mapping.OwaspDocker("D06"), Mapping.Attack("T1552.001"), Mapping.Attack("T1552.004"), Mapping.Cwe(522),
        ],
        References = ["docs.docker.com: Build secrets"],
        Precedes = ["CSEC0903"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  api:\n    image: shop:1.0\n    volumes:\n      - ./id_rsa:/root/.ssh/id_rsa:ro\n"),
            Example.Good(Surface.Compose, "services:\n  api:\n    image: shop:1.0\n    volumes:\n      - ./appsettings.json:/app/appsettings.json:ro\n"),
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22\nCOPY id_rsa /root/.ssh/id_rsa\n"),
            Example.Good(Surface.Dockerfile, "FROM alpine:3.22\nCOPY id_rsa.pub /home/app/.ssh/authorized_keys\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        foreach (var mount in subject.Storage.Mounts)
        {
            if (mount.IsUnknown)
                context.Unknown(mount.Origin);
            else if (mount.Value!.IsBind)
                context.Judge(mount.Value.Source, CredentialFile.Is, static source => $"mounts '{source}', a file of credentials");
            else if (mount.Value.Kind == MountKind.Copy)
                context.Judge(mount.Value.Source, CredentialFile.Is, static source => $"is given a copy of '{source}', a file of credentials");
        }

        if (subject.Storage.Mounts.MayHaveMore)
            context.Unknown(subject.Storage.Mounts.Origin);
    }

    public void Check(Dockerfile subject, RuleContext context)
    {
        foreach (var stage in subject.Stages)
        {
            var named = FilesNamedBy(stage);
            foreach (var instruction in stage.Instructions)
            {
                if (instruction is CopyInstruction copy)
                    Check(copy, named, context);
            }
        }
    }

    private static void Check(CopyInstruction copy, List<EnvironmentVariable> named, RuleContext context)
    {
        if (named.Count > 0 && NamedBy(copy, named) is { } variable)
            context.Fail(copy.Origin, $"copies the file of credentials that '{variable.Name}' names into the image");
        else
            context.JudgeEach(copy.Sources, CredentialFile.Is, static source => $"copies '{source}', a file of credentials, into the image");
    }

    // GOOGLE_APPLICATION_CREDENTIALS=/app/gcp.json tells what the copied gcp.json is.
    private static List<EnvironmentVariable> FilesNamedBy(DockerfileStage stage)
    {
        var named = new List<EnvironmentVariable>();
        foreach (var instruction in stage.Instructions)
        {
            if (instruction is not VariableInstruction variables)
                continue;
            foreach (var variable in variables.Variables)
            {
                if (variable.Value is { Value.IsKnown: true } known && CredentialFile.Variables.Contains(known.Name))
                    named.Add(known);
            }
        }

        return named;
    }

    private static EnvironmentVariable? NamedBy(CopyInstruction copy, List<EnvironmentVariable> named) =>
        named.Find(variable => Copies(copy, variable.Value.Value!));

    private static bool Copies(CopyInstruction copy, string path) =>
        copy.Destination.Value is { } destination && copy.Sources.AnyKnown(source => PathOf(source, destination) == path);

    private static string PathOf(string source, string destination) =>
        destination.EndsWith('/') ? destination + source.Substring(source.LastIndexOf('/') + 1) : destination;
}
