using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ContainerSec.Images;

namespace ContainerSec.Docker;

/// <summary>An image that an engine exports.</summary>
internal sealed class EngineSource(string engine, string reference, EngineHost host) : ImageSource
{
    public override string Name => $"{engine}:{reference}";

    public override async Task<SourceImage> OpenAsync(InspectionOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var client = host.Connect();
        try
        {
            // By its id: a name without tag would export all tags of the repository.
            var image = await AskAsync(() => client.InspectAsync(reference, cancellationToken), cancellationToken).ConfigureAwait(false);
            var archive = Archive(Name, token => AskAsync(() => client.SaveAsync(image.Id, token), token), names: image.Names);
            return new ConnectedImage(await archive.OpenAsync(options, cancellationToken).ConfigureAwait(false), client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (EngineRefusalException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            throw new ContainerSecException($"{Name}: error CSEC0001: the engine has no such image; pull it first, or read it from its registry (registry:{reference}).", exception);
        }
        catch (EngineRefusalException exception)
        {
            throw new ContainerSecException($"{Name}: error CSEC0001: the engine answers {(int)exception.Status}.", exception);
        }
        catch (JsonException exception)
        {
            throw new ContainerSecException($"{Name}: error CSEC0001: what answers is no Docker engine.", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or AggregateException or TimeoutException or System.Security.Authentication.AuthenticationException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new IOException($"{Name}: the engine cannot be reached (is it running, and may this user use it?): {exception.GetBaseException().Message}", exception);
        }
    }

    /// <summary>The image of the archive, with the connection that it comes over.</summary>
    private sealed class ConnectedImage : SourceImage
    {
        private readonly SourceImage _image;
        private readonly EngineClient _client;

        public ConnectedImage(SourceImage image, EngineClient client)
        {
            (_image, _client) = (image, client);
            (Digest, IndexDigest, Manifest, ConfigDigest, Config) = (image.Digest, image.IndexDigest, image.Manifest, image.ConfigDigest, image.Config);
            (Layers, Names, Referrers, Gaps, IsSequential) = (image.Layers, image.Names, image.Referrers, image.Gaps, image.IsSequential);
        }

        public override async ValueTask DisposeAsync()
        {
            await _image.DisposeAsync().ConfigureAwait(false);
            _client.Dispose();
            await base.DisposeAsync().ConfigureAwait(false);
        }
    }
}
