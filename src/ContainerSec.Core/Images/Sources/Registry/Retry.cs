using System.Security.Cryptography;

namespace ContainerSec.Images.Sources.Registry;

/// <summary>Tries again what failed for a reason that may pass, after a growing, random time.</summary>
internal sealed class Retry(RegistryOptions options)
{
    // Longer than this nobody waits for an answer; the user is told instead.
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestOwn = TimeSpan.FromSeconds(20);

    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        for (var failures = 0; ;)
        {
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (TransientException exception)
            {
                await WaitAsync(++failures, exception, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits after a failure, or throws it when there were enough.</summary>
    public async Task WaitAsync(int failures, TransientException exception, CancellationToken cancellationToken)
    {
        if (failures >= options.MaxAttempts || exception.Wait > LongestAsked)
            throw exception.Wait > LongestAsked ? new IOException($"{exception.Message} It asks to be left alone for {exception.Wait.Value.TotalSeconds:N0} seconds.", exception) : exception;
        // Random, so that many workers that failed together do not come back together.
        var own = Math.Min(LongestOwn.TotalMilliseconds, 500 * Math.Pow(2, failures - 1));
        var wait = exception.Wait ?? TimeSpan.FromMilliseconds((own / 2) + RandomNumberGenerator.GetInt32((int)(own / 2) + 1));
        await Task.Delay(wait, options.Time, cancellationToken).ConfigureAwait(false);
    }
}
