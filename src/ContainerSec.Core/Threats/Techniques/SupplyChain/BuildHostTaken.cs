namespace ContainerSec.Threats;

/// <summary>CSE034: a build step does to the machine what a privileged container does.</summary>
internal sealed class BuildHostTaken : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE034", "Build host taken over")
    {
        From = PrivilegeKind.SupplyChain,
        To = PrivilegeKind.BuildHost,
        Stride = Stride.ElevationOfPrivilege | Stride.Tampering,
        Chapters = [6],
        What = "A base image, a package or a pulled script runs code while an image is built; without the builder's walls it reaches the machine, and every image made there.",
        Conditions = ["build steps run privileged, with insecure entitlements, or on the host's network"],
        Blockers = ["a rootless or remote builder", "no engine socket in the build", "no entitlements"],
        Assumes = "somebody puts malicious code into what the build uses",
        Strength = 40,
        Attack = ["T1612", "T1195.002"],
        KubernetesMatrix = ["MS-TA9002"],
        Owasp = ["A03:2025", "D08", "K02:2022"],
        References = ["BuildKit documentation, Entitlements", "SLSA 1.0, Threats"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        var builder = new Privilege(PrivilegeKind.BuildHost);
        foreach (var build in scene.Builds)
        {
            var name = build.Name.Length > 0 ? build.Name : "the build";
            Control Without(string what, Provenance? place) => new(Controls.SafeBuild, name, what, place ?? build.Origin);
            steps.Add(this, Privilege.SupplyChain, builder, Foothold.Of(build.Privileged, "build steps run privileged", "build steps run without privileges", Without("privileged mode", build.Privileged.Origin)));
            foreach (var entitlement in build.Entitlements)
            {
                steps.Add(this, Privilege.SupplyChain, builder, entitlement.IsUnknown
                    ? Condition.Maybe(new Evidence("which entitlement the build has", entitlement.Origin))
                    : Condition.Yes(new Evidence($"the build has the entitlement '{entitlement.Value}'", entitlement.Origin), Without(entitlement.Value!, entitlement.Origin)));
            }

            if (build.Network.Is(static n => n.Kind == NamespaceKind.Host))
                steps.Add(this, Privilege.SupplyChain, builder, Condition.Maybe(new Evidence("whether a service of the machine trusts whoever is on its network, which build steps are", build.Network.Origin), Without("the host's network", build.Network.Origin)), 60);
        }

        // Who holds the machine that builds an image decides what is in it.
        foreach (var at in scene.Footholds)
        {
            if (at.Workload.Image.Build is { } build && scene.Builds.Contains(build))
                steps.Add(this, builder, at.Code, Condition.Yes(new Evidence("runs an image that is built there", build.Origin)), 5);
        }
    }
}
