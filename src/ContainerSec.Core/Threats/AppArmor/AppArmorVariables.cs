using System.Text;

namespace ContainerSec.Threats;

/// <summary>The variables of a file, <c>@{HOME}</c>, each with all of its values.</summary>
internal sealed class AppArmorVariables
{
    // tunables/global as Debian and Ubuntu deliver it.
    private static readonly (string Name, string[] Values)[] Global =
    [
        ("PROC", ["/proc/"]), ("sys", ["/sys/"]), ("run", ["/run/", "/var/run/"]), ("HOMEDIRS", ["/home/"]), ("HOME", ["@{HOMEDIRS}/*/", "/root/"]),
        ("securityfs", ["@{sys}/kernel/security/"]), ("apparmorfs", ["@{securityfs}/apparmor/"]), ("multiarch", ["*-linux-gnu*"]),
        ("pid", ["[1-9]*"]), ("pids", ["[1-9]*"]), ("tid", ["[1-9]*"]), ("uid", ["[0-9]*"]), ("uids", ["[0-9]*"]), ("etc_ro", ["/etc/", "/usr/etc/"]),
        ("etc_rw", ["/etc/"]), ("lib", ["/{,usr/}lib{,32,64}"]), ("bin", ["/{,usr/}{,s}bin"]), ("exec_path", ["/**"]),
    ];

    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    public void AddGlobal()
    {
        foreach (var (name, values) in Global)
            _values.TryAdd(name, [.. values]);
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public void Set(string name, IEnumerable<string> values) => _values[name] = [.. values];

    public void Append(string name, IEnumerable<string> values) => _values[name].AddRange(values);

    /// <summary>Every text that a pattern stands for, once its variables are put in.</summary>
    /// <returns>Null with an error when a variable is not known, stands for itself, or there are too many.</returns>
    public IReadOnlyList<string>? Expand(string text, string profile, out string? error)
    {
        List<string> done = [];
        var open = new Stack<(string Text, int Depth)>([(text, 0)]);
        error = null;
        while (open.TryPop(out var item))
        {
            var start = item.Text.IndexOf("@{", StringComparison.Ordinal);
            var end = start < 0 ? -1 : item.Text.IndexOf('}', start);
            if (start < 0 || end < 0)
            {
                done.Add(item.Text);
            }
            else
            {
                var name = item.Text[(start + 2)..end];
                var values = name == "profile_name" ? [profile] : _values.GetValueOrDefault(name);
                if (values is null)
                    error = $"There is no variable @{{{name}}}; assign it before the profile, or include <tunables/global>.";
                else if (item.Depth > 32)
                    error = $"The variable @{{{name}}} stands for itself.";
                foreach (var value in values ?? [])
                    open.Push((new StringBuilder(item.Text, 0, start, 256).Append(value).Append(item.Text, end + 1, item.Text.Length - end - 1).ToString(), item.Depth + 1));
            }

            if (error is null && done.Count + open.Count > AppArmorGlob.MaximumAlternatives)
                error = $"'{text}' stands for more than {AppArmorGlob.MaximumAlternatives} patterns.";
            if (error is not null)
                return null;
        }

        return done;
    }
}
