using System.Diagnostics;

namespace ContainerSec.Tool.Tests;

/// <summary>The tool as people run it: a process of its own in a folder of its own.</summary>
internal sealed class Tool : IDisposable
{
    public Tool() => Folder = Directory.CreateTempSubdirectory("containersec-tool-").FullName;

    /// <summary>The working directory.</summary>
    public string Folder { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Writes a file below the folder.</summary>
    public Tool With(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return this;
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public Outcome Run(params string[] arguments) => RunWith(new Dictionary<string, string>(), arguments);

    /// <summary>Runs it with variables of the environment.</summary>
    public Outcome RunWith(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "containersec.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}

/// <summary>What a run of the tool said.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors);
