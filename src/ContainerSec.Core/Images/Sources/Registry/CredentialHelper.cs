using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ContainerSec.Images.Sources.Registry;

/// <summary>Runs <c>docker-credential-NAME get</c>, that the user's own configuration names.</summary>
internal static partial class CredentialHelper
{
    private const int MaxAnswer = 64 << 10;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Asks a helper; null when it has nothing, is missing or fails. What it prints is never shown.</summary>
    public static async Task<RegistryCredentials?> AskAsync(string name, string server, CancellationToken cancellationToken)
    {
        if (!HelperName().IsMatch(name) || FindProgram($"docker-credential-{name}") is not { } program)
            return null;
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, ["get"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true },
        };
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            process.Start();
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            await process.StandardInput.WriteLineAsync(server.AsMemory(), timeout.Token).ConfigureAwait(false);
            process.StandardInput.Close();
            var answer = new byte[MaxAnswer];
            var length = await process.StandardOutput.BaseStream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, timeout.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
            return process.ExitCode == 0 ? Parse(answer.AsSpan(0, length)) : null;
        }
        catch (Exception exception) when (exception is IOException or System.ComponentModel.Win32Exception || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
        finally
        {
            Stop(process);
        }
    }

    private static RegistryCredentials? Parse(ReadOnlySpan<byte> answer) => RegistryJson.Read(answer, RegistryJson.Default.HelperResponse) switch
    {
        { Username: "<token>", Secret: { Length: > 0 } token } => new RegistryCredentials { IdentityToken = token },
        { Username: { Length: > 0 } user, Secret: { } secret } => new RegistryCredentials { UserName = user, Password = secret },
        _ => null,
    };

    // Only in PATH, and there only in absolute folders: a file of that name in the folder of the project is not the user's.
    private static string? FindProgram(string name)
    {
        var names = OperatingSystem.IsWindows() ? [name + ".exe"] : new[] { name };
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified)
            .SelectMany(folder => names.Select(n => Path.Combine(folder, n)))
            .FirstOrDefault(File.Exists);
    }

    private static void Stop(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It was never started, or has just ended.
        }
    }

    [GeneratedRegex("""\A[A-Za-z0-9._-]{1,64}\z""", RegexOptions.NonBacktracking)]
    private static partial Regex HelperName();
}
