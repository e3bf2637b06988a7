namespace ContainerSec.Images;

/// <summary>How registries are asked.</summary>
public sealed record RegistryOptions
{
    /// <summary>The defaults: HTTPS except on loopback, stored credentials, no mirrors.</summary>
    public static RegistryOptions Default { get; } = new();

    /// <summary>Whether hosts other than loopback may be asked over plain HTTP, and may send on to it. Credentials then travel in the clear.</summary>
    public bool AllowInsecure { get; init; }

    /// <summary>Hosts that are tried first, in this order: <c>mirror.example:5000</c>. A tag is what the mirror says it is: name a digest where that matters.</summary>
    public IReadOnlyList<string> Mirrors { get; init; } = [];

    /// <summary>The credentials for the registry itself, never sent to mirrors; null to look them up.</summary>
    public RegistryCredentials? Credentials { get; init; }

    /// <summary>Whether credentials are looked up where docker and podman keep them: <c>config.json</c>, <c>auth.json</c>, and the credential helpers that these name, which are run.</summary>
    public bool UseStoredCredentials { get; init; } = true;

    /// <summary>How often a request is tried that fails for a reason that may pass (a lost connection, 429, 5xx); at least 1. Between the tries the time grows, or is what the registry asks for.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>How long nothing may come before a try has failed: 60 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What sends the requests, for certificates and proxies of one's own; it must not follow redirects, and is not disposed. Null for the system's.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>The clock by which is waited between tries.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
