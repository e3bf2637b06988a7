namespace ContainerSec.Threats;

/// <summary>What a container can use up.</summary>
public enum LimitedResource
{
    /// <summary>Memory.</summary>
    Memory,

    /// <summary>Swap space.</summary>
    Swap,

    /// <summary>Processor time.</summary>
    CpuTime,

    /// <summary>The share of processor time under contention.</summary>
    CpuWeight,

    /// <summary>Processes and threads.</summary>
    Processes,

    /// <summary>Bandwidth of block devices.</summary>
    BlockIo,

    /// <summary>Disk space of the writable layer and of temporary volumes.</summary>
    Storage,

    /// <summary>Disk space of logs.</summary>
    Logs,

    /// <summary>Devices.</summary>
    Devices,

    /// <summary>Open files of one process.</summary>
    OpenFiles,
}
