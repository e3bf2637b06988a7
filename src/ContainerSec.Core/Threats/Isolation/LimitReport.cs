using System.Globalization;

namespace ContainerSec.Threats;

/// <summary>Which limits hold a container, chapter 3.</summary>
internal sealed class LimitReport(WorkloadFacts facts, ConfinementFacts confinement)
{
    private readonly Resources _said = facts.Workload.Resources;

    public IReadOnlyList<ResourceLimit> All() =>
        [Memory(), Swap(), CpuTime(), CpuWeight(), Processes(), BlockIo(), Storage(), Logs(), Devices(), OpenFiles()];

    private ResourceLimit Memory()
    {
        var (ruling, bytes) = Limit(_said.MemoryLimit, "memory");
        return new()
        {
            Resource = LimitedResource.Memory,
            IsLimited = ruling,
            Amount = bytes is { } b ? ControlGroupUnits.Bytes(b) : "",
            ControlV1 = bytes is null ? "" : $"memory.limit_in_bytes {bytes}",
            ControlV2 = bytes is null ? "" : $"memory.max {bytes}",
            Stops = "the host running out of memory by this container: the kernel ends one of its own processes instead",
            DoesNotStop = "pressure on the page cache and disks; swapping, which has a limit of its own",
        };
    }

    // Docker gives as much swap as memory when only memory is limited; a node of Kubernetes has none unless it is set up for it.
    private ResourceLimit Swap()
    {
        var memory = Limit(_said.MemoryLimit, "memory").Ruling;
        var evidence = new Evidence("the limit of swap was not read", _said.MemoryLimit.Origin);
        return new()
        {
            Resource = LimitedResource.Swap,
            IsLimited = memory.IsNo && !facts.IsKubernetes ? Ruling.No(facts.Default("swap is as unlimited as memory")) : Ruling.Maybe(evidence),
            Stops = "the host's disks being used up by swapping, and secrets in memory being written to them",
            DoesNotStop = "the use of memory",
        };
    }

    private ResourceLimit CpuTime()
    {
        var said = _said.CpuLimit;
        var ruling = Known(said, "processor time", static cores => cores > 0);
        var isLimited = ruling.IsYes;
        var cores = said.Value;
        return new()
        {
            Resource = LimitedResource.CpuTime,
            IsLimited = ruling,
            Amount = isLimited ? string.Create(CultureInfo.InvariantCulture, $"{cores:0.###} processors") : "",
            ControlV1 = isLimited ? string.Create(CultureInfo.InvariantCulture, $"cpu.cfs_quota_us {Math.Round(cores * 100000)}") : "",
            ControlV2 = isLimited ? $"cpu.max {ControlGroupUnits.CpuMax(cores)}" : "",
            Stops = "neighbours being starved, and mining at the owner's cost",
            DoesNotStop = "bursts within the period; side channels between neighbours on one core",
        };
    }

    private ResourceLimit CpuWeight()
    {
        var said = _said.CpuRequest;
        var isKnown = facts.IsKubernetes && said.IsKnown;
        var shares = isKnown ? ControlGroupUnits.Shares(said.Value) : 0;
        return new()
        {
            Resource = LimitedResource.CpuWeight,
            IsLimited = !facts.IsKubernetes ? Ruling.Maybe(new Evidence("the weight was not read", facts.Workload.Origin))
                : said.IsUnset ? facts.Unsaid("the request is not known") ?? Ruling.No(facts.Default("no processor time is requested, so that the least weight applies"))
                : said.IsKnown ? Ruling.Yes(new Evidence("processor time is requested", said.Origin))
                : Ruling.Maybe(new Evidence("the request is not known", said.Origin)),
            Amount = isKnown ? $"{shares} shares" : "",
            ControlV1 = isKnown ? $"cpu.shares {shares}" : "",
            ControlV2 = isKnown ? $"cpu.weight {ControlGroupUnits.Weight(shares)} (before runc 1.3.2: {ControlGroupUnits.LinearWeight(shares)})" : "",
            Stops = "starvation when all want the processor at once",
            DoesNotStop = "the use of idle processors",
        };
    }

    private ResourceLimit Processes()
    {
        var said = facts.Workload.Engine.EffectivePidsLimit(facts.Workload);
        // The kubelet's podPidsLimit holds for the whole node and is not in any manifest.
        var ruling = _said.PidsLimit.IsUnset && facts.IsKubernetes ? Ruling.Maybe(new Evidence("the kubelet's podPidsLimit is not known"))
            : _said.PidsLimit.IsUnset && facts.Unsaid("the limit of processes is not known") is { } unsaid ? unsaid
            : !said.IsKnown && said.IsUnknown ? Ruling.Maybe(new Evidence("the limit of processes is not known", said.Origin))
            : said.Value is not null ? Ruling.Yes(new Evidence("processes are limited", said.Origin))
            : Ruling.No(new Evidence("processes are not limited", said.Origin));
        var amount = ruling.IsYes ? said.Value : null;
        return new()
        {
            Resource = LimitedResource.Processes,
            IsLimited = ruling,
            Amount = amount is { } count ? $"{count} processes" : "",
            ControlV1 = amount is null ? "" : $"pids.max {amount}",
            ControlV2 = amount is null ? "" : $"pids.max {amount}",
            Stops = "fork bombs: the host's table of processes stays free for others",
            DoesNotStop = "what the allowed processes do",
        };
    }

    private ResourceLimit BlockIo() => new()
    {
        Resource = LimitedResource.BlockIo,
        IsLimited = facts.IsKubernetes
            ? Ruling.No(new Evidence("Kubernetes has no limit of input and output", new EngineDefaultProvenance("Kubernetes", "Kubernetes documentation, Resource Management")))
            : Ruling.Maybe(new Evidence("limits of input and output were not read", facts.Workload.Origin)),
        Stops = "neighbours waiting for the disk",
        DoesNotStop = "disks filling up; with v1, writes that go through the page cache",
    };

    private ResourceLimit Storage()
    {
        var (ruling, bytes) = Limit(_said.EphemeralStorageLimit, "local storage");
        return new()
        {
            Resource = LimitedResource.Storage,
            IsLimited = facts.ReadOnlyRoot.IsYes && ruling.IsNo ? Ruling.No([.. ruling.Because, .. facts.ReadOnlyRoot.Because]) : ruling,
            Amount = bytes is { } b ? ControlGroupUnits.Bytes(b) : "",
            Stops = "the host's disk being filled through the writable layer",
            DoesNotStop = "disks being filled through volumes and bind mounts",
        };
    }

    private ResourceLimit Logs()
    {
        var driver = facts.Workload.Lifecycle.LogDriver.Or(facts.Host?.LogDriver ?? default);
        var ruling = facts.IsKubernetes ? Ruling.Yes(new Evidence("the kubelet rotates logs (containerLogMaxSize)", new EngineDefaultProvenance("Kubernetes", "KubeletConfiguration, containerLogMaxSize 10Mi, containerLogMaxFiles 5")))
            : driver.Is(static d => d is "local" or "none") ? Ruling.Yes(new Evidence($"the log driver '{driver.Value}' limits what it keeps", driver.Origin))
            : Ruling.Maybe(driver.IsUnset ? facts.Default("the default log driver keeps everything unless options say otherwise, which were not read") : new Evidence("options of the log driver were not read", driver.Origin));
        return new()
        {
            Resource = LimitedResource.Logs,
            IsLimited = ruling,
            Stops = "the host's disk being filled through what the container prints",
            DoesNotStop = "traces of an attack being rotated away",
        };
    }

    private ResourceLimit Devices() => new()
    {
        Resource = LimitedResource.Devices,
        IsLimited = confinement.OpensBlockDevices.Not(),
        ControlV1 = "devices.allow, devices.deny",
        ControlV2 = "a BPF program",
        Stops = "raw access to the host's disks, also through device files that the container makes itself",
        DoesNotStop = "the use of the devices that are handed in",
    };

    private ResourceLimit OpenFiles()
    {
        foreach (var list in new[] { _said.Ulimits, facts.Host?.DefaultUlimits ?? FactList<Ulimit>.Unset })
        {
            foreach (var item in list)
            {
                if (!item.Is(static limit => limit.Name == "nofile"))
                    continue;
                var hard = item.Value.Hard;
                return OpenFiles(hard >= 0 ? Ruling.Yes(new Evidence("open files are limited", item.Origin)) : Ruling.No(new Evidence("open files are not limited", item.Origin)), hard >= 0 ? $"{hard} files" : "");
            }
        }

        return OpenFiles(Ruling.Maybe(facts.Default("the limit that the engine itself runs with, which is not known")), "");
    }

    private static ResourceLimit OpenFiles(Ruling ruling, string amount) => new()
    {
        Resource = LimitedResource.OpenFiles,
        IsLimited = ruling,
        Amount = amount,
        Stops = "one process using up the host's file handles",
        DoesNotStop = "many processes doing so together: the limit is one of each process",
    };

    private (Ruling Ruling, long? Bytes) Limit(Fact<long> said, string what)
    {
        var ruling = Known(said, what, static value => value > 0);
        return (ruling, ruling.IsYes ? said.Value : null);
    }

    private Ruling Known<T>(Fact<T> said, string what, Func<T, bool> isLimit)
    {
        if (said.IsUnset)
            return facts.Unsaid($"the limit of {what} is not known") ?? Ruling.No(facts.Default($"{what} is not limited"));
        if (!said.IsKnown)
            return Ruling.Maybe(new Evidence($"the limit of {what} is not known", said.Origin));
        return isLimit(said.Value) ? Ruling.Yes(new Evidence($"{what} is limited", said.Origin)) : Ruling.No(new Evidence($"{what} is not limited", said.Origin));
    }
}
