namespace ContainerSec;

/// <summary>What a well-known service is.</summary>
internal enum ServiceKind
{
    /// <summary>It keeps data.</summary>
    Database,

    /// <summary>It passes messages on.</summary>
    Broker,

    /// <summary>It administers something, and asks who is there.</summary>
    Administration,

    /// <summary>It administers or shows something, and asks nobody who is there unless it is told to.</summary>
    OpenAdministration,
}
