namespace ContainerSec.Readers.DockerSyntax;

/// <summary>The value of <c>--tmpfs</c> and of Compose's <c>tmpfs</c>: <c>/run:rw,noexec,size=64m,mode=1777</c>.</summary>
internal static class TmpfsSyntax
{
    public static Fact<Mount> Parse(string text, Provenance? origin)
    {
        if (text.IsHole())
            return Fact.Unknown<Mount>(origin);
        var colon = text.IndexOf(':');
        var mount = new Mount { Kind = MountKind.Tmpfs, Target = (colon < 0 ? text : text.Substring(0, colon)).ToFact(origin) };
        return Fact.Known(colon < 0 ? mount : WithOptions(mount, text.Substring(colon + 1), origin), origin);
    }

    /// <summary>A mount with the options of mount(8) as far as they are facts: <c>ro</c>, <c>rw</c>, <c>mode=</c>.</summary>
    public static Mount WithOptions(Mount mount, string options, Provenance? origin)
    {
        foreach (var option in options.Split(','))
        {
            if (option is "ro" or "rw")
                mount = mount with { ReadOnly = Fact.Known(option == "ro", origin) };
            else if (option.StartsWith("mode=", StringComparison.Ordinal))
                mount = mount with { Mode = MountSyntax.Octal(option.Substring(5), origin) };
            else if (option.HasHole())
                mount = mount with { ReadOnly = Fact.Unknown<bool>(origin), Mode = Fact.Unknown<int>(origin) };
        }

        return mount;
    }
}
