using System.Diagnostics.CodeAnalysis;

namespace ContainerSec.Threats;

/// <summary>A security context of SELinux: <c>user:role:type:level</c>, of which the type decides what a process may do.</summary>
/// <remarks>SELinux Notebook, "Security Context" and "MLS and MCS"; container-selinux.</remarks>
public sealed record SeLinuxLabel
{
    /// <summary>The SELinux user: <c>system_u</c>.</summary>
    public string User { get; init; } = "";

    /// <summary>The role: <c>system_r</c>.</summary>
    public string Role { get; init; } = "";

    /// <summary>The type: <c>container_t</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>The level as written, <c>s0:c123,c456</c>; empty when the policy has none.</summary>
    public string Level { get; init; } = "";

    /// <summary>The categories of the (lower) level, in order. Engines give each container two of its own, which keep containers of one type apart.</summary>
    public IReadOnlyList<int> Categories { get; private init; } = [];

    /// <summary>How far the type confines a container.</summary>
    public SeLinuxConfinement Confinement => Type switch
    {
        "container_t" or "container_init_t" or "container_userns_t" or "container_logreader_t" or "svirt_lxc_net_t" => SeLinuxConfinement.Confined,
        "container_kvm_t" or "container_device_t" or "container_engine_t" => SeLinuxConfinement.Weaker,
        "spc_t" or "unconfined_t" or "unconfined_service_t" or "container_runtime_t" => SeLinuxConfinement.Unconfined,
        _ => SeLinuxConfinement.Unknown,
    };

    /// <summary>Reads a label.</summary>
    /// <param name="text">The label: <c>system_u:system_r:container_t:s0:c123,c456</c>.</param>
    /// <param name="label">The label; null when the text is none.</param>
    /// <param name="error">What is wrong, with the 1-based column; null when nothing is.</param>
    /// <returns>Whether the text is a label.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out SeLinuxLabel? label, [NotNullWhen(false)] out string? error)
    {
        label = null;
        var parts = text.Split(':', 4);
        if (parts.Length < 3)
        {
            error = $"column {text.Length + 1}: a label is user:role:type or user:role:type:level.";
            return false;
        }

        var column = 1;
        foreach (var part in parts[..3])
        {
            if (part.Length == 0 || part.Any(static c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-')))
            {
                error = $"column {column}: '{part}' is no name of SELinux.";
                return false;
            }

            column += part.Length + 1;
        }

        var level = parts.Length == 4 ? parts[3] : "";
        if (!TryReadCategories(level, out var categories))
        {
            error = $"column {column}: '{level}' is no level; write s0 or s0:c1,c2.";
            return false;
        }

        error = null;
        label = new SeLinuxLabel { User = parts[0], Role = parts[1], Type = parts[2], Level = level, Categories = categories };
        return true;
    }

    /// <summary>Whether the categories keep two containers of the same type apart: neither has all of the other's.</summary>
    /// <param name="other">The label of the other container.</param>
    public bool IsApartFrom(SeLinuxLabel other) =>
        Categories.Except(other.Categories).Any() && other.Categories.Except(Categories).Any();

    /// <inheritdoc/>
    public override string ToString() => Level.Length == 0 ? $"{User}:{Role}:{Type}" : $"{User}:{Role}:{Type}:{Level}";

    // "s0:c1,c5.c9" or a range of levels "s0-s0:c0.c1023": of a range the lower one is that of the process.
    private static bool TryReadCategories(string level, out IReadOnlyList<int> categories)
    {
        categories = [];
        if (level.Length == 0)
            return true;
        var found = new SortedSet<int>();
        foreach (var (index, bound) in level.Split('-').Index())
        {
            var colon = bound.IndexOf(':', StringComparison.Ordinal);
            var sensitivity = colon < 0 ? bound : bound[..colon];
            if (index > 1 || !TryReadNumber(sensitivity, 's', out _))
                return false;
            foreach (var item in colon < 0 ? [] : bound[(colon + 1)..].Split(','))
            {
                var ends = item.Split('.');
                if (ends.Length > 2 || !TryReadNumber(ends[0], 'c', out var first) || !TryReadNumber(ends[^1], 'c', out var last) || last < first)
                    return false;
                if (index == 0)
                    found.UnionWith(Enumerable.Range(first, last - first + 1));
            }
        }

        categories = [.. found];
        return true;
    }

    // The kernel knows 1024 categories.
    private static bool TryReadNumber(string text, char prefix, out int number)
    {
        number = 0;
        return text.Length > 1 && text[0] == prefix && int.TryParse(text.AsSpan(1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number) && number < 1024;
    }
}
