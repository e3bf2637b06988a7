using ContainerSec.Readers.DockerSyntax;

namespace ContainerSec.Readers.DockerRun;

/// <summary>One argument of a command line.</summary>
/// <param name="Text">Quotes removed; parts that are not known are holes.</param>
/// <param name="Origin">Where it was written.</param>
/// <param name="MayBeSeveral">An unquoted variable, which a shell splits at blanks: none, one or many arguments.</param>
/// <param name="IsImageName">The variable's name says that an image stands there.</param>
/// <param name="IsList">The variable is a list, or its name says so: <c>"$@"</c>, <c>$OPTIONS</c>.</param>
internal readonly record struct RunArgument(string Text, Provenance? Origin, bool MayBeSeveral = false, bool IsImageName = false, bool IsList = false)
{
    public static RunArgument From(Fact<string> fact) =>
        fact.IsKnown ? new RunArgument(fact.Value, fact.Origin) : new RunArgument(Holes.Hole.ToString(), fact.Origin, MayBeSeveral: true, IsList: true);
}
