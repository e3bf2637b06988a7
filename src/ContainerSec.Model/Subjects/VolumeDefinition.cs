namespace ContainerSec;

/// <summary>A volume that is declared.</summary>
public sealed record VolumeDefinition : Subject
{
    /// <summary>Its driver.</summary>
    public Fact<string> Driver { get; init; }

    /// <summary>Whether it was made elsewhere.</summary>
    public Fact<bool> External { get; init; }

    /// <summary>The driver's options; <c>type=none, o=bind, device=PATH</c> makes a volume a bind mount.</summary>
    public FactList<Label> Options { get; init; } = FactList<Label>.Unset;

    /// <summary>The host's path or disk that the driver's options mount, mount(8); unset for a volume of the engine's own.</summary>
    public Fact<string> Device => OptionOf("device");

    /// <summary>Whether the driver's options make it a bind mount of <see cref="Device"/>; unknown when an option that decides is.</summary>
    public Fact<bool> IsBind
    {
        get
        {
            var options = OptionOf("o");
            return options.IsUnset ? OptionOf("type").Select(static type => type == "bind")
                : options.Select(static o => o.Split(',').Any(static part => part.Trim() is "bind" or "rbind"));
        }
    }

    private Fact<string> OptionOf(string name)
    {
        foreach (var option in Options)
        {
            if (option.Is(o => o.Name == name))
                return option.Select(static o => o.Value);
        }

        return Options.HasUnknown ? Fact.Unknown<string>(Options.Origin) : default;
    }
}
