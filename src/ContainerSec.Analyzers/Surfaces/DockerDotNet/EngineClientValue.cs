using ContainerSec.Analyzers.Lifting;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>A connection to an engine, as far as it was set up.</summary>
internal sealed class EngineClientValue(TextProvenance place, RunContext context) : Value, ILifted
{
    public Fact<string> Address { get; set; }

    public Fact<bool> Tls { get; set; }

    public Fact<bool> SkipTlsVerify { get; set; }

    public void AddTo(LiftedDeployment deployment) => deployment.Clients.Add(new EngineClient
    {
        Kind = "engine client",
        Origin = place,
        Surface = Surface.DockerDotNet,
        Context = context,
        Address = Address,
        Tls = Tls,
        SkipTlsVerify = SkipTlsVerify,
    });
}
