using ContainerSec.Analyzers.Lifting;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>What the members of a container resource say: <c>ContainerResourceBuilderExtensions</c>.</summary>
internal static class ContainerMembers
{
    private const string Extensions = "ContainerResourceBuilderExtensions.";

    public static void AddTo(Dictionary<string, Meaning> members)
    {
        members[Extensions + "AddContainer"] = static call =>
        {
            var resource = IntegrationMembers.Add(call);
            resource.Image.Set(call["image"].TextWithHoles, call["tag"].Text);
            return resource;
        };
        members[Extensions + "AddDockerfile"] = static call => Built(IntegrationMembers.Add(call), call);
        members[Extensions + "AddDockerfileFactory"] = static call =>
        {
            var resource = Built(IntegrationMembers.Add(call), call);
            DockerfileModel.WriteText(call);
            return resource;
        };
        members[Extensions + "AddDockerfileBuilder"] = static call =>
        {
            var resource = Built(IntegrationMembers.Add(call), call);
            DockerfileModel.Write(call);
            return resource;
        };
        Say(members, "WithDockerfileBuilder", static (r, call) =>
        {
            Built(r, call);
            DockerfileModel.Write(call);
        });
        Say(members, "WithDockerfile", static (r, call) => Built(r, call));
        Say(members, "WithDockerfileFactory", static (r, call) =>
        {
            Built(r, call);
            DockerfileModel.WriteText(call);
        });
        Say(members, "WithImage", static (r, call) =>
        {
            r.Image.Set(call["image"].TextWithHoles, call["tag"].Text);
            r.Build = null;
        });
        Say(members, "WithImageTag", static (r, call) => r.Image.SetTag(call["tag"].Text));
        Say(members, "WithImageSHA256", static (r, call) => r.Image.SetDigest(call["sha256"].Text));
        Say(members, "WithImageRegistry", static (r, call) => r.Image.SetRegistry(call["registry"].Text));
        Say(members, "WithImagePullPolicy", static (r, call) => r.PullPolicy = call["pullPolicy"].Member.Select(static policy => policy.ToLowerInvariant()));
        Say(members, "WithLifetime", static (r, call) => r.IsPersistent = call["lifetime"].Member.Select(static lifetime => lifetime == "Persistent"));
        Say(members, "WithEntrypoint", static (r, call) => r.Entrypoint = call["entrypoint"].Text);
        Say(members, "WithBindMount", static (r, call) => r.Add(Mounted(call, MountKind.Bind, "source"), call["source"].Place));
        Say(members, "WithVolume", static (r, call) => r.Add(Mounted(call, MountKind.Volume, "name"), call.Place));
        Say(members, "WithContainerRuntimeArgs", static (r, call) => Told(r, call));
        Say(members, "WithBuildArg", static (r, call) => r.BuildArguments.Set(call["name"].Value ?? Value.Unknown, call["value"].Value ?? Value.Unknown, call["value"].Place ?? call.Place));
        Say(members, "WithBuildSecret", static (r, call) => r.BuildSecrets.Add(call["name"].Text));
        Say(members, "WithContainerFiles", static (r, call) => CopiedFiles.AddTo(r, call));
    }

    private static void Say(Dictionary<string, Meaning> members, string name, Action<ResourceValue, Call> say) => members[Extensions + name] = ResourceMembers.Of(say);

    private static ResourceValue Built(ResourceValue resource, Call call)
    {
        resource.Build = new ImageBuild { BuildContext = call["contextPath"].Text, DockerfilePath = call["dockerfilePath"].Text, Target = call["stage"].Text };
        return resource;
    }

    private static Mount Mounted(Call call, MountKind kind, string source) => new()
    {
        Kind = kind,
        Source = call[source].TextWithHoles,
        Target = call["target"].TextWithHoles,
        ReadOnly = call["isReadOnly"].IsGiven ? call["isReadOnly"].Bool : default,
    };

    // The arguments themselves, or a function that adds them.
    private static void Told(ResourceValue resource, Call call)
    {
        if (call.Has("args"))
            resource.RuntimeArguments.AddAll(call["args"].Value ?? Value.Unknown);
        else
            ResourceMembers.CallBack(call, "callback", "Args", resource.RuntimeArguments);
    }
}
