using ContainerSec.Analyzers.Lifting;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>What the members of a container builder say, by name.</summary>
internal static class ContainerBuilderMembers
{
    public static Dictionary<string, Meaning> Create() => new(StringComparer.Ordinal)
    {
        ["WithPrivileged"] = Of(static (w, call) => w with { Privileges = w.Privileges with { Privileged = call["privileged"].Bool } }),
        ["WithImage"] = Of(static (w, call) => w with { Image = w.Image with { Reference = call["image"].Text.Select(ImageReference.Parse) } }),
        ["WithBindMount"] = Of(static (w, call) => w with
        {
            Storage = w.Storage with
            {
                Mounts = w.Storage.Mounts.Concat(new FactList<Mount>([Fact.Known(
                    new Mount
                    {
                        Kind = MountKind.Bind,
                        Source = call["source"].TextWithHoles,
                        Target = call["destination"].TextWithHoles,
                        ReadOnly = call["accessMode"].Member.Select(static mode => mode == "ReadOnly"),
                    },
                    call.Place)])),
            },
        }),
    };

    private static Meaning Of(Func<Workload, Call, Workload> say) =>
        call => call.Receiver is ContainerBuilderValue builder ? builder.With(call.Run, say(builder.Workload, call)) : Value.Unknown;
}
