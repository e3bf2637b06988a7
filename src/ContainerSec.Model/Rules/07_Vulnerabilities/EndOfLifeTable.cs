namespace ContainerSec.Rules;

/// <summary>When releases of products that come as well-known images get their last security fixes.</summary>
/// <remarks>
/// Dates as the vendors publish them, collected by endoflife.date and read there in November 2026: .NET (support policy), Debian (end of LTS,
/// the latest day on which anybody gives fixes away), Ubuntu (end of standard support), Alpine, Node.js, Python, PHP, PostgreSQL, MySQL
/// (end of extended support), MariaDB, MongoDB, Redis (only releases that its security policy gave up), CentOS Linux.
/// A release that is missing here is not judged: add it with the date of its vendor.
/// </remarks>
internal static class EndOfLifeTable
{
    private static readonly string[] DotNetFolders = ["mcr.microsoft.com/dotnet/", "mcr.microsoft.com/dotnet/core/", "mcr.microsoft.com/dotnet/nightly/"];

    private static readonly string[] DotNetImages = ["sdk", "aspnet", "runtime", "runtime-deps"];

    // Before 2019 they were on Docker Hub.
    private static readonly string[] FormerDotNetImages =
        ["docker.io/microsoft/dotnet", "docker.io/microsoft/aspnetcore", "docker.io/microsoft/aspnetcore-build"];

    // Where the official images of Docker Hub are found too.
    private static readonly string[] OfficialFolders = ["docker.io/library/", "public.ecr.aws/docker/library/", "mirror.gcr.io/library/"];

    private static readonly EndOfLife[] DotNet =
    [
        Of(".NET Core", "1.0", 2019, 6, 27), Of(".NET Core", "1.1", 2019, 6, 27), Of(".NET Core", "2.0", 2018, 10, 1), Of(".NET Core", "2.1", 2021, 8, 21),
        Of(".NET Core", "2.2", 2019, 12, 23), Of(".NET Core", "3.0", 2020, 3, 3), Of(".NET Core", "3.1", 2022, 12, 13), Of(".NET", "5.0", 2022, 5, 10),
        Of(".NET", "6.0", 2024, 11, 12), Of(".NET", "7.0", 2024, 5, 14), Of(".NET", "8.0", 2026, 11, 10), Of(".NET", "9.0", 2026, 11, 10), Of(".NET", "10.0", 2028, 11, 14),
    ];

    private static readonly EndOfLife[] Debian =
    [
        Of("Debian", "7", 2018, 5, 31), Of("Debian", "8", 2020, 6, 30), Of("Debian", "9", 2022, 7, 1), Of("Debian", "10", 2024, 6, 30),
        Of("Debian", "11", 2026, 8, 31), Of("Debian", "12", 2028, 6, 10),
    ];

    private static readonly EndOfLife[] Ubuntu =
    [
        Of("Ubuntu", "12.04", 2017, 4, 28), Of("Ubuntu", "14.04", 2019, 4, 2), Of("Ubuntu", "16.04", 2021, 4, 2), Of("Ubuntu", "18.04", 2023, 5, 31),
        Of("Ubuntu", "20.04", 2025, 5, 31), Of("Ubuntu", "20.10", 2021, 7, 22), Of("Ubuntu", "21.04", 2022, 1, 20), Of("Ubuntu", "21.10", 2022, 7, 14),
        Of("Ubuntu", "22.04", 2027, 4, 1), Of("Ubuntu", "22.10", 2023, 7, 20), Of("Ubuntu", "23.04", 2024, 1, 20), Of("Ubuntu", "23.10", 2024, 7, 12),
        Of("Ubuntu", "24.04", 2029, 5, 31), Of("Ubuntu", "24.10", 2025, 7, 10), Of("Ubuntu", "25.04", 2026, 1, 17), Of("Ubuntu", "25.10", 2026, 7, 1),
        Of("Ubuntu", "26.04", 2031, 4, 30),
    ];

    private static readonly EndOfLife[] Alpine =
    [
        Of("Alpine", "3.3", 2017, 11, 1), Of("Alpine", "3.4", 2018, 5, 1), Of("Alpine", "3.5", 2018, 11, 1), Of("Alpine", "3.6", 2019, 5, 1),
        Of("Alpine", "3.7", 2019, 11, 1), Of("Alpine", "3.8", 2020, 5, 1), Of("Alpine", "3.9", 2020, 11, 1), Of("Alpine", "3.10", 2021, 5, 1),
        Of("Alpine", "3.11", 2021, 11, 1), Of("Alpine", "3.12", 2022, 5, 1), Of("Alpine", "3.13", 2022, 11, 1), Of("Alpine", "3.14", 2023, 5, 1),
        Of("Alpine", "3.15", 2023, 11, 1), Of("Alpine", "3.16", 2024, 5, 23), Of("Alpine", "3.17", 2024, 11, 22), Of("Alpine", "3.18", 2025, 5, 9),
        Of("Alpine", "3.19", 2025, 11, 1), Of("Alpine", "3.20", 2026, 4, 1), Of("Alpine", "3.21", 2026, 11, 1), Of("Alpine", "3.22", 2027, 5, 1),
        Of("Alpine", "3.23", 2027, 11, 1),
    ];

    private static readonly Dictionary<string, EndOfLife[]> Official = new(StringComparer.Ordinal)
    {
        ["debian"] = Debian,
        ["ubuntu"] = Ubuntu,
        ["alpine"] = Alpine,
        ["node"] =
        [
            Of("Node.js", "4", 2018, 4, 30), Of("Node.js", "6", 2019, 4, 30), Of("Node.js", "8", 2019, 12, 31), Of("Node.js", "9", 2018, 6, 30),
            Of("Node.js", "10", 2021, 4, 30), Of("Node.js", "11", 2019, 6, 30), Of("Node.js", "12", 2022, 4, 30), Of("Node.js", "13", 2020, 6, 1),
            Of("Node.js", "14", 2023, 4, 30), Of("Node.js", "15", 2021, 6, 1), Of("Node.js", "16", 2023, 9, 11), Of("Node.js", "17", 2022, 6, 1),
            Of("Node.js", "18", 2025, 4, 30), Of("Node.js", "19", 2023, 6, 1), Of("Node.js", "20", 2026, 4, 30), Of("Node.js", "21", 2024, 6, 1),
        ],
        ["python"] =
        [
            Of("Python", "2.7", 2020, 1, 1), Of("Python", "3.4", 2019, 3, 18), Of("Python", "3.5", 2020, 9, 13), Of("Python", "3.6", 2021, 12, 23),
            Of("Python", "3.7", 2023, 6, 27), Of("Python", "3.8", 2024, 10, 14), Of("Python", "3.9", 2025, 10, 31), Of("Python", "3.10", 2026, 10, 31),
            Of("Python", "3.11", 2027, 10, 31),
        ],
        ["php"] =
        [
            Of("PHP", "5.6", 2018, 12, 31), Of("PHP", "7.0", 2019, 1, 10), Of("PHP", "7.1", 2019, 12, 1), Of("PHP", "7.2", 2020, 11, 30),
            Of("PHP", "7.3", 2021, 12, 6), Of("PHP", "7.4", 2022, 11, 28), Of("PHP", "8.0", 2023, 11, 26), Of("PHP", "8.1", 2025, 12, 31),
            Of("PHP", "8.2", 2026, 12, 31), Of("PHP", "8.3", 2027, 12, 31), Of("PHP", "8.4", 2028, 12, 31), Of("PHP", "8.5", 2029, 12, 31),
        ],
        ["postgres"] =
        [
            Of("PostgreSQL", "9.3", 2018, 11, 8), Of("PostgreSQL", "9.4", 2020, 2, 13), Of("PostgreSQL", "9.5", 2021, 2, 11), Of("PostgreSQL", "9.6", 2021, 11, 11),
            Of("PostgreSQL", "10", 2022, 11, 10), Of("PostgreSQL", "11", 2023, 11, 9), Of("PostgreSQL", "12", 2024, 11, 21), Of("PostgreSQL", "13", 2025, 11, 13),
            Of("PostgreSQL", "14", 2026, 11, 12), Of("PostgreSQL", "15", 2027, 11, 11), Of("PostgreSQL", "16", 2028, 11, 9),
        ],
        ["mysql"] =
        [
            Of("MySQL", "5.5", 2018, 12, 31), Of("MySQL", "5.6", 2021, 2, 28), Of("MySQL", "5.7", 2023, 10, 31), Of("MySQL", "8.0", 2026, 4, 30),
            Of("MySQL", "8.4", 2032, 4, 30),
        ],
        ["mariadb"] =
        [
            Of("MariaDB", "10.0", 2019, 3, 31), Of("MariaDB", "10.1", 2020, 10, 17), Of("MariaDB", "10.2", 2022, 5, 23), Of("MariaDB", "10.3", 2023, 5, 25),
            Of("MariaDB", "10.4", 2024, 6, 18), Of("MariaDB", "10.5", 2025, 6, 24), Of("MariaDB", "10.6", 2026, 7, 6), Of("MariaDB", "10.11", 2028, 2, 16),
        ],
        ["mongo"] =
        [
            Of("MongoDB", "3.4", 2020, 1, 31), Of("MongoDB", "3.6", 2021, 4, 30), Of("MongoDB", "4.0", 2022, 4, 30), Of("MongoDB", "4.2", 2023, 4, 30),
            Of("MongoDB", "4.4", 2024, 2, 29), Of("MongoDB", "5.0", 2024, 10, 31), Of("MongoDB", "6.0", 2025, 7, 31), Of("MongoDB", "7.0", 2027, 8, 31),
            Of("MongoDB", "8.0", 2029, 10, 31),
        ],
        ["redis"] = [Of("Redis", "5.0", 2022, 4, 27), Of("Redis", "6.0", 2022, 5, 31), Of("Redis", "7.0", 2024, 7, 29)],
        ["centos"] =
        [
            Of("CentOS", "5", 2017, 3, 31), Of("CentOS", "6", 2020, 11, 30), Of("CentOS", "7", 2024, 6, 30), Of("CentOS", "centos7", 2024, 6, 30),
            Of("CentOS", "8", 2021, 12, 31), Of("CentOS", "centos8", 2021, 12, 31),
        ],
    };

    // Tags name the distribution that an image is built on: 22-bookworm-slim, 8.0-jammy, 16-alpine3.20.
    private static readonly Dictionary<string, EndOfLife> Codenames = new(StringComparer.Ordinal)
    {
        ["wheezy"] = Release(Debian, "7"),
        ["jessie"] = Release(Debian, "8"),
        ["stretch"] = Release(Debian, "9"),
        ["buster"] = Release(Debian, "10"),
        ["bullseye"] = Release(Debian, "11"),
        ["bookworm"] = Release(Debian, "12"),
        ["trusty"] = Release(Ubuntu, "14.04"),
        ["xenial"] = Release(Ubuntu, "16.04"),
        ["bionic"] = Release(Ubuntu, "18.04"),
        ["focal"] = Release(Ubuntu, "20.04"),
        ["jammy"] = Release(Ubuntu, "22.04"),
        ["noble"] = Release(Ubuntu, "24.04"),
    };

    /// <summary>The releases that an image's name and tag speak of: the product's, and the distribution's below it.</summary>
    /// <param name="image">The image's name.</param>
    /// <returns>The releases that are known; none for other images and tags.</returns>
    public static IEnumerable<EndOfLife> Find(ImageReference image)
    {
        if (image.Tag is null || ReleasesOf(image) is not { } releases)
            yield break;
        var parts = image.Tag.Split('-');
        if (Longest(releases, parts[0]) is { } product)
            yield return product;
        foreach (var part in parts)
        {
            if (Codenames.TryGetValue(part, out var codename))
                yield return codename;
            else if (part.StartsWith("alpine", StringComparison.Ordinal) && Array.Find(Alpine, r => IsRelease(part.Substring("alpine".Length), r.Version)) is { } alpine)
                yield return alpine;
        }
    }

    // Of 3.1 and 3.1.2 the tag 3.1.2 is of the second.
    private static EndOfLife? Longest(EndOfLife[] releases, string version)
    {
        EndOfLife? found = null;
        foreach (var release in releases)
        {
            if (IsRelease(version, release.Version) && release.Version.Length > (found?.Version.Length ?? -1))
                found = release;
        }

        return found;
    }

    // An official image that is not in the table still names its distribution in the tag.
    private static EndOfLife[]? ReleasesOf(ImageReference image)
    {
        var (name, shortName) = (image.FullName, image.ShortName);
        if (IsIn(OfficialFolders, name, shortName))
            return Official.TryGetValue(shortName, out var releases) ? releases : [];
        var isDotNet = IsIn(DotNetFolders, name, shortName) && DotNetImages.Contains(shortName);
        return isDotNet || FormerDotNetImages.Contains(name) ? DotNet : null;
    }

    private static bool IsIn(string[] folders, string name, string shortName)
    {
        foreach (var folder in folders)
        {
            if (name.Length == folder.Length + shortName.Length && name.StartsWith(folder, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool IsRelease(string version, string release) =>
        version.StartsWith(release, StringComparison.Ordinal) && (version.Length == release.Length || version[release.Length] == '.');

    private static EndOfLife Of(string product, string version, int year, int month, int day) =>
        new(product, version, new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc));

    private static EndOfLife Release(EndOfLife[] releases, string version) => Array.Find(releases, r => r.Version == version)!;
}
