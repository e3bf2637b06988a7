using System.Text.RegularExpressions;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Turns an address of clear text into one of https, where the same host is known to answer there.</summary>
internal static class EncryptedHosts
{
    // Hosts of packages and sources whose own documentation names them with https.
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "api.nuget.org", "archive.apache.org", "bitbucket.org", "codeload.github.com", "crates.io", "dl.google.com", "dl.k8s.io", "dlcdn.apache.org", "dot.net", "download.docker.com",
        "downloads.apache.org", "files.pythonhosted.org", "get.docker.com", "get.helm.sh", "github.com", "gitlab.com", "go.dev", "golang.org", "nodejs.org", "packages.microsoft.com",
        "pypi.org", "raw.githubusercontent.com", "registry.npmjs.org", "registry.yarnpkg.com", "repo.maven.apache.org", "repo1.maven.org", "rubygems.org", "sh.rustup.rs",
        "static.rust-lang.org", "storage.googleapis.com", "www.nuget.org",
    };

    private static readonly Regex Address = new(@"http://([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?![\w.:@-])", RegexOptions.CultureInvariant);

    /// <summary>A text with https in place of http; null when a host in it is not known to serve it.</summary>
    /// <param name="text">A word with an address in it.</param>
    /// <param name="around">The text of the file: who writes https of a host in it knows that it does.</param>
    public static string? Encrypt(string text, string around)
    {
        var found = Address.Matches(text).Cast<Match>().ToArray();
        return found.Length > 0 && found.Length == Count(text) && Array.TrueForAll(found, m => Serves(m.Groups[1].Value, around)) ? text.Replace("http://", "https://") : null;
    }

    private static bool Serves(string host, string around) =>
        Known.Contains(host) || Regex.IsMatch(around, $@"https://{Regex.Escape(host)}(?![\w.:@-])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static int Count(string text) => Regex.Matches(text, "http://", RegexOptions.CultureInvariant).Count;
}
