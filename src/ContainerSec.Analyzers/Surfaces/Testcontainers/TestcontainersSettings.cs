using ContainerSec.Analyzers.Lifting;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>What a test says to the whole library: its static settings, and the environment variables that it reads.</summary>
internal static class TestcontainersSettings
{
    public static bool Is(INamedTypeSymbol? type) => type is { Name: "TestcontainersSettings" } && BuilderTypes.IsOwn(type, "Configurations");

    public static bool Assign(IPropertySymbol property, Stated value, TextProvenance place, Interpreter run)
    {
        if (!Is(property.ContainingType))
            return false;
        var argument = new Argument(value.Value, place, true);
        switch (property.Name)
        {
            case "ResourceReaperEnabled":
                run.Lift(new Setting(deployment => deployment.Reapers.Add(Reaper(place) with { Enabled = argument.Bool })));
                break;
            case "ResourceReaperPrivilegedModeEnabled":
                run.Lift(new Setting(deployment => deployment.Reapers.Add(Reaper(place) with { Privileged = argument.Bool })));
                break;
            case "ResourceReaperImage":
                run.Lift(new Setting(deployment => deployment.Workloads.Add(new Workload
                {
                    Kind = "resource reaper",
                    Origin = place,
                    Context = RunContext.Test,
                    Surface = Surface.Testcontainers,
                    IsPartial = true,
                    Image = new WorkloadImage { Reference = ContainerBuilderMembers.Image(argument) },
                })));
                break;
        }

        return false;
    }

    /// <summary>A test sets a variable for itself.</summary>
    public static Value SetVariable(Call call)
    {
        var value = call["value"].Text;
        switch (call["variable"].Text.Value)
        {
            case "TESTCONTAINERS_RYUK_DISABLED":
                Say(deployment => deployment.Reapers.Add(Reaper(call.Place) with { Enabled = Truth(value).Select(static on => !on) }));
                break;
            case "TESTCONTAINERS_RYUK_CONTAINER_PRIVILEGED":
                Say(deployment => deployment.Reapers.Add(Reaper(call.Place) with { Privileged = Truth(value) }));
                break;
            case "DOCKER_HOST":
                Say(deployment => deployment.Clients.Add(BuilderValue.ToClient(value)));
                break;
        }

        return Value.Unknown;

        void Say(Action<LiftedDeployment> what) => call.Run.Lift(new Setting(what));
    }

    private static Fact<bool> Truth(Fact<string> text) =>
        text.IsUnset ? default
        : text.Is(static t => string.Equals(t, "true", StringComparison.OrdinalIgnoreCase) || t == "1") ? Fact.Known(true, text.Origin)
        : text.Is(static t => string.Equals(t, "false", StringComparison.OrdinalIgnoreCase) || t == "0") ? Fact.Known(false, text.Origin)
        : Fact.Unknown<bool>(text.Origin);

    private static ResourceReaper Reaper(TextProvenance place) => new() { Kind = "resource reaper", Origin = place, Context = RunContext.Test };

    private sealed class Setting(Action<LiftedDeployment> say) : Value, ILifted
    {
        public void AddTo(LiftedDeployment deployment) => say(deployment);
    }
}
