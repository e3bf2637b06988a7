using static ContainerSec.Readers.Compose.ComposeShape;

namespace ContainerSec.Readers.Compose;

/// <summary>The keys of the Compose specification and what their values look like.</summary>
/// <remarks>compose-spec, schema/compose-spec.json; keys of older file formats that Compose still takes are among them.</remarks>
internal static class ComposeSpecification
{
    private static readonly ComposeShape Options = MappingOf(Any);

    // A host may have several addresses.
    private static readonly ComposeShape Hosts = MappingOf(TextOrTexts).OrTexts();

    private static readonly ComposeShape Ulimits = MappingOf(Mapping("a limit", "soft hard").OrText());

    private static readonly ComposeShape MountedFiles = ListOf(Mapping("a secret or config of a service", "source target uid gid mode").OrText());

    private static readonly ComposeShape EnvFiles = ListOf(Mapping("an env file", "path required format").OrText()).OrText();

    private static readonly ComposeShape Hooks = ListOf(
        Mapping("a hook", "user privileged working_dir").With(TextOrTexts, "command").With(Pairs, "environment"));

    private static readonly ComposeShape DeviceRequests = ListOf(
        Mapping("a device request", "count driver").With(TextOrTexts, "capabilities device_ids").With(Pairs, "options"));

    private static readonly ComposeShape Build = Mapping("a build section", "context dockerfile dockerfile_inline no_cache network provenance sbom pull target shm_size isolation privileged")
        .With(Texts, "entitlements tags platforms cache_from cache_to")
        .With(Pairs, "args labels additional_contexts")
        .With(Pairs.OrText(), "ssh")
        .With(Hosts, "extra_hosts")
        .With(Ulimits, "ulimits")
        .With(MountedFiles, "secrets");

    private static readonly ComposeShape UpdatePolicy = Mapping("an update policy", "parallelism delay failure_action monitor max_failure_ratio order");

    private static readonly ComposeShape Deploy = Mapping("a deploy section", "mode endpoint_mode replicas")
        .With(Pairs, "labels")
        .With(UpdatePolicy, "update_config rollback_config")
        .With(Mapping("a restart policy", "condition delay max_attempts window"), "restart_policy")
        .With(Mapping("placement", "max_replicas_per_node").With(Texts, "constraints").With(Any, "preferences"), "placement")
        .With(Mapping("resources", "")
            .With(Mapping("limits", "cpus memory pids").With(Any, "generic_resources devices"), "limits")
            .With(Mapping("reservations", "cpus memory pids").With(Any, "generic_resources").With(DeviceRequests, "devices"), "reservations"), "resources");

    private static readonly ComposeShape Volumes = ListOf(Mapping("a volume of a service", "type source target read_only consistency")
        .With(Mapping("bind", "propagation create_host_path recursive selinux"), "bind")
        .With(Mapping("volume", "nocopy subpath").With(Pairs, "labels"), "volume")
        .With(Mapping("tmpfs", "size mode"), "tmpfs")
        .With(Mapping("image", "subpath"), "image")
        .With(Any, "cluster").OrText());

    /// <summary>A service.</summary>
    public static ComposeShape Service { get; } = Mapping(
            "a service",
            "attach cgroup cgroup_parent container_name cpu_count cpu_percent cpu_shares cpu_quota cpu_period cpu_rt_period cpu_rt_runtime cpus cpuset "
            + "domainname hostname image init ipc isolation mac_address mem_limit mem_reservation mem_swappiness memswap_limit network_mode net "
            + "oom_kill_disable oom_score_adj pid pids_limit platform privileged pull_policy pull_refresh_after read_only restart runtime scale shm_size "
            + "stdin_open stop_grace_period stop_signal tty use_api_socket user userns_mode uts volume_driver working_dir")
        .With(Texts, "cap_add cap_drop device_cgroup_rules dns_opt expose external_links group_add links profiles security_opt volumes_from")
        .With(TextOrTexts, "command entrypoint dns dns_search label_file tmpfs")
        .With(EnvFiles, "env_file")
        .With(Pairs, "annotations environment labels sysctls")
        .With(Hosts, "extra_hosts")
        .With(Build.OrText(), "build")
        .With(Deploy, "deploy")
        .With(Any, "develop blkio_config storage_opt provider")
        .With(Mapping("a credential spec", "config file registry"), "credential_spec")
        .With(MappingOf(Mapping("a dependency", "condition restart required")).OrTexts(), "depends_on")
        .With(ListOf(Mapping("a device", "source target permissions").OrText()), "devices")
        .With(Mapping("extends", "service file").OrText(), "extends")
        .With(DeviceRequests.OrText(), "gpus")
        .With(Mapping("a health check", "disable interval retries timeout start_period start_interval").With(TextOrTexts, "test"), "healthcheck")
        .With(Mapping("logging", "driver").With(Options, "options"), "logging")
        .With(MappingOf(Any).OrTexts(), "models")
        .With(MappingOf(Any).OrTexts(), "networks")
        .With(ListOf(Mapping("a port", "name mode host_ip target published protocol app_protocol").OrText()), "ports")
        .With(Hooks, "post_start pre_stop")
        .With(MountedFiles, "secrets configs")
        .With(Ulimits, "ulimits")
        .With(Volumes, "volumes");

    private static readonly ComposeShape External = Mapping("external", "name").OrText();

    private static readonly ComposeShape Network = Mapping("a network", "name driver internal attachable enable_ipv4 enable_ipv6")
        .With(External, "external").With(Options, "driver_opts").With(Any, "ipam").With(Pairs, "labels");

    private static readonly ComposeShape Volume = Mapping("a volume", "name driver")
        .With(External, "external").With(Options, "driver_opts").With(Pairs, "labels").With(Any, "x-cluster-spec");

    private static readonly ComposeShape Secret = Mapping("a secret", "name environment file driver template_driver content")
        .With(External, "external").With(Options, "driver_opts").With(Pairs, "labels");

    private static readonly ComposeShape Config = Mapping("a config", "name content environment file driver template_driver")
        .With(External, "external").With(Options, "driver_opts").With(Pairs, "labels");

    /// <summary>A whole file.</summary>
    public static ComposeShape File { get; } = Mapping("a Compose file", "version name")
        .With(ListOf(Mapping("an include", "project_directory").With(TextOrTexts, "path env_file").OrText()), "include")
        .With(MappingOf(Service), "services")
        .With(MappingOf(Network), "networks")
        .With(MappingOf(Volume), "volumes")
        .With(MappingOf(Secret), "secrets")
        .With(MappingOf(Config), "configs")
        .With(MappingOf(Any), "models");
}
