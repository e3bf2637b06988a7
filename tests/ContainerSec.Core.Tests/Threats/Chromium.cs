using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace ContainerSec.Tests.Threats;

/// <summary>A page in a real browser, driven by a script that is put into a copy of it.</summary>
internal static class Chromium
{
    private const string Begin = "<pre id=\"driven\">", End = "</pre>";

    // Before the page's own script: what goes wrong is kept, a box that a hostile name opens is one of it.
    private const string Watch = """
        <script>
        window.failures = [];
        window.onerror = (message, file, line) => { window.failures.push(`${message} (line ${line})`); };
        window.alert = text => window.failures.push('alert ' + text);
        console.error = (...all) => window.failures.push('console: ' + all.join(' '));
        document.addEventListener('securitypolicyviolation', e => window.failures.push('policy: ' + e.violatedDirective));
        </script>
        """;

    /// <summary>Where it is; null where there is none.</summary>
    public static string? Program { get; } = (from name in (string[])["chromium", "chromium-browser", "google-chrome"]
                                              from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                                              let path = Path.Combine(folder, name)
                                              where File.Exists(path)
                                              select path).FirstOrDefault();

    /// <summary>Opens a page and runs a script in it when it is loaded.</summary>
    /// <param name="page">The page.</param>
    /// <param name="script">The body of a function that returns what is to be looked at; <c>window.failures</c> comes with it.</param>
    public static async Task<JsonElement> DriveAsync(string page, string script)
    {
        var folder = Directory.CreateTempSubdirectory("containersec-page-").FullName;
        try
        {
            var path = Path.Combine(folder, "page.html");
            var driver = $$"""
                <script>
                (() => {
                  let result;
                  try { result = (() => { {{script}} })(); } catch (e) { window.failures.push('' + e.stack); }
                  const out = document.createElement('pre');
                  out.id = 'driven';
                  out.textContent = JSON.stringify({ result, failures: window.failures });
                  document.body.append(out);
                })();
                </script>
                </body>
                """;
            await File.WriteAllTextAsync(path, page.Replace("<title>", Watch + "<title>", StringComparison.Ordinal).Replace("</body>\n</html>", driver + "\n</html>", StringComparison.Ordinal));
            var dom = await DumpAsync(path, folder);
            var start = dom.LastIndexOf(Begin, StringComparison.Ordinal);
            Assert.IsGreaterThanOrEqualTo(0, start, "The script did not run to its end.");
            start += Begin.Length;
            return JsonDocument.Parse(WebUtility.HtmlDecode(dom[start..dom.IndexOf(End, start, StringComparison.Ordinal)])).RootElement;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> DumpAsync(string path, string folder)
    {
        var start = new ProcessStartInfo(Program!) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", $"--user-data-dir={Path.Combine(folder, "profile")}", "--window-size=1600,1000", "--dump-dom", new Uri(path).AbsoluteUri])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var dom = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await errors;
            await process.WaitForExitAsync(patience.Token);
            return dom;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
