using ContainerSec.Secrets;

namespace ContainerSec.Threats;

/// <summary>What of worth is in the container.</summary>
internal sealed partial class Foothold
{
    /// <summary>Whether it is given secrets, or keeps data.</summary>
    public Condition HasSecrets => field ??= FindSecrets();

    /// <summary>The Secret of its namespace that it is given first; null when it is given none.</summary>
    public Evidence? UsesClusterSecrets
    {
        get
        {
            foreach (var mount in Workload.Storage.Mounts)
            {
                if (mount.Is(static m => m.Kind == MountKind.Secret))
                    return new Evidence($"mounts the secret '{mount.Value!.Source.Value}'", mount.Origin);
            }

            foreach (var variable in Workload.Configuration.Environment)
            {
                if (variable.Is(static v => v.Source == ValueSource.Secret))
                    return new Evidence($"is given '{variable.Value!.Name}' from a Secret", variable.Origin);
            }

            return null;
        }
    }

    /// <summary>Whether it mounts the Secret of a name.</summary>
    public bool MountsSecret(string? name) => Workload.Storage.Mounts.AnyKnown(m => m.Kind == MountKind.Secret && m.Source.Is(s => s == name));

    /// <summary>Gives a secret in another way.</summary>
    public Control HideSecret(Provenance? place) => Change(Controls.HideSecret, place, detail: "its secrets");

    private Condition FindSecrets()
    {
        foreach (var mount in Workload.Storage.Mounts)
        {
            if (mount.Is(static m => m.Kind == MountKind.Secret))
                return Condition.Yes(new Evidence($"mounts the secret '{mount.Value!.Source.Value}'", mount.Origin));
        }

        if (Workload.Configuration.Secrets is { Count: > 0 } secrets)
            return Condition.Yes(new Evidence($"is given the secret '{secrets[0].Value}'", secrets[0].Origin));
        foreach (var variable in Workload.Configuration.Environment)
        {
            if (variable.Value is { } known && SecretName.SaysSecret(known.Name, []))
                return Condition.Yes(new Evidence($"is given '{known.Name}'", variable.Origin));
        }

        if (WellKnownServices.Of(Workload.Image.Reference) is { Kind: ServiceKind.Database or ServiceKind.Broker } service)
            return Condition.Yes(new Evidence($"keeps data: it runs {service.Product}", Workload.Image.Reference.Origin));
        return Workload.Configuration.Environment.HasUnknown
            ? Condition.Maybe(new Evidence("which variables it is given", Workload.Configuration.Environment.Origin))
            : Condition.No(new Evidence("is given no secret that is known", Workload.Origin));
    }
}
