using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace ContainerSec.Docker.Tests;

/// <summary>An engine that the test starts for itself, with its data in a folder of its own. Needs root and the engine's package.</summary>
internal sealed class RealEngine : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csec").FullName;
    private readonly Process _process;

    private RealEngine(string program, Func<string, string[]> arguments, params (string Name, string Value)[] files)
    {
        foreach (var (name, value) in files)
            File.WriteAllText(Path.Combine(_folder, name), value.Replace("$FOLDER", _folder, StringComparison.Ordinal));
        var start = new ProcessStartInfo(program, arguments(_folder)) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["CONTAINERS_STORAGE_CONF"] = Path.Combine(_folder, "storage.conf");
        _process = Process.Start(start)!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public string Socket => Path.Combine(_folder, "e.sock");

    public EngineOptions Options => new() { Host = new Uri("unix://" + Socket) };

    public static Task<RealEngine> DockerAsync(params string[] more) => StartAsync("/usr/sbin/dockerd", () => new RealEngine(
        "/usr/sbin/dockerd",
        folder => ["--iptables=false", "--ip6tables=false", "--bridge=none", "--storage-driver=vfs", "--data-root", folder + "/data", "--exec-root", folder + "/x", "-p", folder + "/pid", "-H", $"unix://{folder}/e.sock", .. more]));

    public static Task<RealEngine> PodmanAsync() => StartAsync("/usr/bin/podman", static () => new RealEngine(
        "/usr/bin/podman",
        static folder => ["--storage-driver", "vfs", "--root", folder + "/root", "--runroot", folder + "/run", "system", "service", "--time=0", $"unix://{folder}/e.sock"],
        ("storage.conf", "[storage]\ndriver = \"vfs\"\ngraphroot = \"$FOLDER/root\"\nrunroot = \"$FOLDER/run\"\n")));

    /// <summary>Gives it the images of an archive.</summary>
    public async Task LoadAsync(byte[] archive)
    {
        using var client = Client();
        using var content = new ByteArrayContent(archive) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-tar") } };
        using var answer = await client.PostAsync(new Uri("http://engine/v1.40/images/load?quiet=1"), content);
        Assert.IsTrue(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose()
    {
        // SIGTERM: the engine has to stop its own helpers.
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", [_process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }

        if (!_process.WaitForExit(TimeSpan.FromSeconds(60)))
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A helper may still hold a file.
        }
    }

    private static async Task<RealEngine> StartAsync(string program, Func<RealEngine> start)
    {
        if (!File.Exists(program) || !Environment.IsPrivilegedProcess)
            throw new AssertInconclusiveException($"Needs {program} and root.");
        var engine = start();
        using var client = engine.Client();
        for (var tries = 0; tries < 600 && !engine._process.HasExited; tries++)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("http://engine/_ping"));
                if (answer.IsSuccessStatusCode)
                    return engine;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(100);
        }

        engine.Dispose();
        throw new AssertInconclusiveException($"{program} does not run here.");
    }

    private HttpClient Client() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, token) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), token);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });
}
