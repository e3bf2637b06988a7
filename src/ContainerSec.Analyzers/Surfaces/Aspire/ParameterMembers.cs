using ContainerSec.Analyzers.Lifting;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>Members that declare parameters and connection strings.</summary>
internal static class ParameterMembers
{
    private const string Extensions = "ParameterResourceBuilderExtensions.";

    // The least that the library generates by itself.
    private const int DefaultLength = 22;

    public static void AddTo(Dictionary<string, Meaning> members)
    {
        members[Extensions + "AddParameter"] = AddParameter;
        members[Extensions + "AddParameterFromConfiguration"] = static call => Declare(call, Parameter(call));
        members[Extensions + "CreateParameter"] = static call => Declare(call, Parameter(call));
        members[Extensions + "CreateGeneratedParameter"] = static call => Declare(call, Generated(Parameter(call), call["parameterDefault"]));
        members[Extensions + "CreateDefaultPasswordParameter"] = static call => Declare(call, DefaultPassword(call));
        members["ConnectionStringBuilderExtensions.AddConnectionString"] = AddConnectionString;
    }

    private static ParameterValue Declare(Call call, Parameter parameter) => call.Run.Lift(new ParameterValue(parameter.IsSecret) { Declared = parameter });

    private static ParameterValue AddParameter(Call call)
    {
        var parameter = Parameter(call);
        var value = call["value"];
        if (value.Value is ObjectValue)
            return Declare(call, Generated(parameter, value));
        // A function that gives the value: what it returns is the value.
        if (call["valueGetter"] is { Value: FunctionValue getter } && call.Run.Invoke(getter, []) is var got)
            value = new Argument(got.Value, got.Place ?? call["valueGetter"].Place, true);
        var isPublished = call["publishValueAsDefault"];
        return Declare(call, parameter with { Value = value.Text, IsPublished = isPublished.IsGiven ? isPublished.Bool : default });
    }

    private static Parameter Parameter(Call call) => new()
    {
        Name = call["name"].Text is { IsKnown: true, Value: var name } ? name : "",
        Kind = "parameter",
        Origin = call["name"].Place,
        Context = call.Run.Context,
        Surface = Surface.AspireAppHost,
        IsSecret = call["secret"].IsGiven ? call["secret"].Bool : default,
    };

    // new GenerateParameterDefault { MinLength = 22, Special = false }
    private static Parameter Generated(Parameter parameter, Argument by)
    {
        if (by.Value is not ObjectValue { Type.Name: "GenerateParameterDefault" } generate)
            return parameter;
        var length = generate["MinLength"] is { } stated ? new Argument(stated.Value, stated.Place ?? by.Place, true).Number : default;
        return parameter with
        {
            GeneratedMinLength = length.Select(static n => (int)Math.Min(Math.Max(n, 0), int.MaxValue)),
            GeneratedCharacterClasses = Classes(name => generate[name]?.Value, by.Place),
        };
    }

    private static Parameter DefaultPassword(Call call)
    {
        var classes = Classes(name => call[name.ToLowerInvariant()].Value, call.Place);
        return Parameter(call) with
        {
            IsSecret = Fact.Known(true, call.Place),
            GeneratedMinLength = Fact.Known(DefaultLength, call.Place),
            GeneratedCharacterClasses = classes,
        };
    }

    // Each class is allowed unless it is switched off.
    private static Fact<int> Classes(Func<string, Value?> valueOf, TextProvenance? place)
    {
        var count = 0;
        foreach (var name in (string[])["Lower", "Upper", "Numeric", "Special"])
        {
            switch (valueOf(name))
            {
                case null or ConstantValue { Bool: true }:
                    count++;
                    break;
                case not ConstantValue { Bool: false }:
                    return Fact.Unknown<int>(place);
            }
        }

        return Fact.Known(count, place);
    }

    private static ResourceValue AddConnectionString(Call call)
    {
        if (call["connectionStringExpression"] is { Value: TextValue } text)
            call.Run.Lift(new ParameterValue(default) { Declared = Parameter(call) with { Kind = "connection string", Value = text.Text, IsSecret = Fact.Known(true, text.Place) } });
        return IntegrationMembers.Add(call);
    }
}
