using ContainerSec.Analyzers.Lifting;
using ContainerSec.Readers.DockerSyntax;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>What the members of all builders say, and those of images and networks.</summary>
internal static class BuilderMembers
{
    public delegate BuilderState Saying(BuilderState state, Call call);

    /// <summary>What every builder has.</summary>
    public static Dictionary<string, Saying> OfAll { get; } = new(StringComparer.Ordinal)
    {
        ["WithDockerEndpoint"] = static (state, call) => state with { Endpoint = Address(call) },
        ["WithCleanUp"] = static (state, call) => state.With(w => w with { Lifecycle = w.Lifecycle with { CleanUp = call["cleanUp"].Bool } }),
        ["WithReuse"] = static (state, call) => state.With(w => w with { Lifecycle = w.Lifecycle with { Reused = Reused(call) } }),
        ["WithLabel"] = static (state, call) => state.With(w => w with { Configuration = w.Configuration with { Labels = w.Configuration.Labels.Concat(Labels(call)) } }),
    };

    public static Dictionary<string, Saying> OfImage { get; } = new(StringComparer.Ordinal)
    {
        ["WithName"] = static (state, call) => state with { Build = state.Build with { Name = (call.Has("name") ? call["name"] : call["image"]).Text.Value ?? "" } },
        ["WithDockerfile"] = static (state, call) => state with { Build = state.Build with { DockerfilePath = call["dockerfile"].Text } },
        ["WithContextDirectory"] = static (state, call) => state with { Build = state.Build with { BuildContext = call["contextDirectory"].Text } },
        ["WithTarget"] = static (state, call) => state with { Build = state.Build with { Target = call["target"].Text } },
        ["WithBuildArgument"] = static (state, call) => state with { Build = state.Build with { Arguments = state.Build.Arguments.Concat(Variable(call)) } },
    };

    public static Dictionary<string, Saying> OfNetwork { get; } = new(StringComparer.Ordinal)
    {
        ["WithDriver"] = static (state, call) => state with { Driver = call["driver"].Member },
        ["WithName"] = static (state, call) => state,
    };

    /// <summary>A variable that a call names and gives a value.</summary>
    public static FactList<EnvironmentVariable> Variable(Call call)
    {
        var value = call["value"];
        return new FactList<EnvironmentVariable>(
            [call["name"].Text is { IsKnown: true, Value: var name } ? Variable(name, value.TextWithHoles, value.Place) : Fact.Unknown<EnvironmentVariable>(call.Place)],
            call.Place);
    }

    /// <summary>A variable with a value in which holes stand for what is not known.</summary>
    public static Fact<EnvironmentVariable> Variable(string name, Fact<string> value, TextProvenance? place) => Fact.Known(
        new EnvironmentVariable
        {
            Name = name,
            Value = value.IsKnown ? value.Value.ToFact(place) : value,
            Source = value.Value?.HasHole() == true ? ValueSource.Interpolated : ValueSource.Literal,
        },
        place);

    // A configuration of an endpoint was made of the address.
    private static Fact<string> Address(Call call) => call.Arguments.Values.FirstOrDefault(static a => a.Value is not BuilderValue).Text;

    // A function that names the container is a way to ask for it, too.
    private static Fact<bool> Reused(Call call) => call.Has("reuse") ? call["reuse"].Bool : Fact.Known(true, call.Place);

    private static FactList<Label> Labels(Call call)
    {
        if (call.Has("name"))
        {
            var (name, value) = (call["name"].Text, call["value"].Text);
            return new FactList<Label>([name.IsKnown && value.IsKnown ? Fact.Known(new Label(name.Value, value.Value), call.Place) : Fact.Unknown<Label>(call.Place)], call.Place);
        }

        if (call.Arguments.Values.LastOrDefault().Value is not MapValue map)
            return FactList<Label>.Unknown(call.Place);
        return new FactList<Label>(
            [.. map.Entries.Select(static e => e.Value is TextValue { Text: var text } && !text.HasHole() && !e.Key.HasHole() ? Fact.Known(new Label(e.Key, text), e.Place) : Fact.Unknown<Label>(e.Place))],
            call.Place,
            map.MayHaveMore);
    }
}
