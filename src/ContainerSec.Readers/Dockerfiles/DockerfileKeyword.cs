namespace ContainerSec.Readers.Dockerfiles;

/// <summary>The names of instructions; case does not matter.</summary>
internal static class DockerfileKeyword
{
    /// <summary>Every instruction.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "RUN", "ENV", "CMD", "ADD", "ARG", "FROM", "COPY", "USER", "LABEL", "SHELL", "EXPOSE", "VOLUME", "WORKDIR", "ONBUILD",
        "MAINTAINER", "ENTRYPOINT", "STOPSIGNAL", "HEALTHCHECK",
    ];

    /// <summary>The name that stands in a text, in upper case; null when it is none.</summary>
    public static string? Find(string text, int start, int end)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Length == end - start && string.Compare(text, start, All[i], 0, end - start, StringComparison.OrdinalIgnoreCase) == 0)
                return All[i];
        }

        return null;
    }
}
