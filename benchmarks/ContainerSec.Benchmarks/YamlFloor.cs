using YamlDotNet.Core;

namespace ContainerSec.Benchmarks;

/// <summary>The least work that any reader of YAML does: YamlDotNet's parser runs over the text and nothing is kept.</summary>
internal static class YamlFloor
{
    /// <summary>How many events the text has.</summary>
    public static int Parse(string text)
    {
        var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        var events = 0;
        while (parser.MoveNext())
            events++;
        return events;
    }
}
