using ContainerSec.Analyzers.Lifting;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>Files that are copied into a container before it starts: a folder of the host, or a list of files with content and mode.</summary>
internal static class CopiedFiles
{
    public static void AddTo(ResourceValue resource, Call call)
    {
        var target = call["destinationPath"];
        if (call.Has("sourcePath"))
        {
            resource.Add(new Mount { Kind = MountKind.Copy, Source = call["sourcePath"].TextWithHoles, Target = target.TextWithHoles }, call["sourcePath"].Place);
            return;
        }

        if (call["entries"].Value is ListValue entries)
            AddAll(resource, entries, target.TextWithHoles, call);
    }

    private static void AddAll(ResourceValue resource, ListValue entries, Fact<string> folder, Call call)
    {
        foreach (var item in entries.Items)
        {
            if (item.Value is not ObjectValue entry)
                continue;
            var place = item.Place ?? entry.Place ?? call.Place;
            var name = entry["Name"] is { } stated ? new Argument(stated.Value, stated.Place, true).TextWithHoles : default;
            var path = Fact.Known($"{folder.Value?.TrimEnd('/')}/{name.Value}", folder.Origin);
            var mode = Of(entry, "Mode");
            resource.Add(
                new Mount
                {
                    Kind = MountKind.Copy,
                    Source = Of(entry, "SourcePath").TextWithHoles,
                    Target = path,
                    Mode = mode.Value is ConstantValue { Constant: { } bits } ? Fact.Known((int)Convert.ToInt64(bits, System.Globalization.CultureInfo.InvariantCulture), mode.Place) : default,
                },
                place);
            if (entry["Entries"]?.Value is ListValue inner)
                AddAll(resource, inner, path, call);
        }
    }

    private static Argument Of(ObjectValue entry, string member) => entry[member] is { } stated ? new Argument(stated.Value, stated.Place ?? entry.Place, true) : default;
}
