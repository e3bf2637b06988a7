using System.Net.Sockets;

namespace Shop.Worker;

/// <summary>Ships orders as soon as the database and the broker answer.</summary>
internal sealed partial class OrderWorker(IConfiguration configuration, ILogger<OrderWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            if (await AnswersAsync("Shop:Postgres", 5432, stoppingToken) && await AnswersAsync("Shop:RabbitMq", 5672, stoppingToken))
                LogShipping(DateTimeOffset.UtcNow);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // A sample without packages has no driver: it asks only whether somebody listens.
    private async Task<bool> AnswersAsync(string key, int port, CancellationToken stoppingToken)
    {
        var host = configuration[key] ?? "localhost";
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, stoppingToken);
            return true;
        }
        catch (SocketException e)
        {
            LogUnreachable(host, port, e.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Shipping orders at {Time:O}")]
    private partial void LogShipping(DateTimeOffset time);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Host}:{Port} does not answer: {Reason}")]
    private partial void LogUnreachable(string host, int port, string reason);
}
