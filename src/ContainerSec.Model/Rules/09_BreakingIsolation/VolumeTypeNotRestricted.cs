namespace ContainerSec.Rules;

/// <summary>CSEC0913: the pod has a volume of a type that the restricted level does not admit.</summary>
/// <remarks>Exactly the check <c>restrictedVolumes</c> of the Pod Security Standards: it names the types that are allowed, all else is refused.</remarks>
internal sealed class VolumeTypeNotRestricted : Rule, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC0913", "Volume type outside the restricted list", Severity.Off)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Types that mount the node or talk to a storage server directly bypass the cluster's control over storage, and their drivers run as root on the node.",
        Fix = "Use configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected or secret.",
        Mappings = [Mapping.Restricted("restrictedVolumes"), Mapping.OwaspKubernetes("K01")],
        References = ["Pod Security Standards, restricted, Volume Types"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n  volumes:\n    - name: content\n      nfs:\n        server: files.contoso.internal\n        path: /content\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n  volumes:\n    - name: content\n      persistentVolumeClaim:\n        claimName: content\n"),
        ],
    };

    public void Check(Pod subject, RuleContext context)
    {
        foreach (var volume in subject.Volumes)
        {
            if (volume.IsUnknown)
                context.Unknown(volume.Origin);
            else if (PodSecurityStandard.AllowedVolumeTypes.Contains(volume.Value!.Type))
                context.Pass();
            else
                context.Fail(volume.Origin, $"has the volume '{volume.Value.Name}' of type {volume.Value.Type}");
        }

        if (subject.Volumes.MayHaveMore)
            context.Unknown(subject.Volumes.Origin);
    }
}
