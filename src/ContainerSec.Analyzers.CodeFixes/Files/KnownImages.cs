namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>What is certain of widely used base images: whom they run as, and which shell they bring.</summary>
/// <remarks>From the Dockerfiles of the official images and of .NET. An image that is not listed may be anything.</remarks>
internal static class KnownImages
{
    private const string Official = "docker.io/library/";
    private const string DotNet = "mcr.microsoft.com/dotnet/";

    // Their /bin/sh is bash.
    private static readonly string[] OnBash = ["fedora", "rockylinux", "almalinux", "centos", "amazonlinux"];

    // Debian and Ubuntu, and what is built on Debian: /bin/sh is dash, and bash is there too. Variants on Alpine name it in the tag.
    private static readonly string[] OnDebian = ["debian", "ubuntu", "buildpack-deps", "node", "python", "golang", "rust", "ruby", "php", "gcc"];

    private static readonly string[] DotNetImages = ["sdk", "aspnet", "runtime", "runtime-deps"];

    public static bool RunsAsRoot(ImageReference image) => IsOnAlpine(image) || IsOnBash(image) || IsOnDebian(image);

    /// <summary>Whether <c>/bin/sh</c> is BusyBox's shell, which knows <c>pipefail</c>.</summary>
    public static bool IsOnAlpine(ImageReference image) =>
        image.FullName == Official + "alpine" || ((NameIn(Official, image) is { } name && OnDebian.Contains(name) || IsDotNet(image)) && Says(image, "alpine"));

    /// <summary>Whether <c>/bin/sh</c> is bash.</summary>
    public static bool IsOnBash(ImageReference image) => NameIn(Official, image) is { } name && OnBash.Contains(name);

    /// <summary>Whether <c>/bin/sh</c> does not know <c>pipefail</c> and <c>/bin/bash</c> is there.</summary>
    public static bool IsOnDebian(ImageReference image) => NameIn(Official, image) is { } name
        ? OnDebian.Contains(name) && !Says(image, "alpine") && !Says(image, "windows") && !Says(image, "nanoserver")
        : IsDotNet(image) && !new[] { "alpine", "chiseled", "distroless", "azurelinux", "mariner", "nanoserver", "windows" }.Any(word => Says(image, word));

    private static bool IsDotNet(ImageReference image) => NameIn(DotNet, image) is { } name && DotNetImages.Contains(name);

    // By its digest alone an image does not say its variant.
    private static string? NameIn(string folder, ImageReference image) =>
        image.Tag is not null && image.FullName.StartsWith(folder, StringComparison.Ordinal) ? image.FullName.Substring(folder.Length) : null;

    private static bool Says(ImageReference image, string word) => image.Tag?.IndexOf(word, StringComparison.Ordinal) >= 0;
}
