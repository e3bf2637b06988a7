using System.Text;
using ContainerSec.Readers.Shells;
using CsCheck;

namespace ContainerSec.Readers.Tests.Dockerfiles;

/// <summary>What holds for every text, however broken.</summary>
[TestClass]
public sealed class DockerfilePropertyTests
{
    private static readonly string[] Pieces =
    [
        "FROM a", "FROM a AS b", "FROM b", "from $V AS $V", "ARG V=1", "ARG V", "ENV A=$V B=\"c d\" C='e", "ENV A ${V:-${A%%x*}}", "RUN a && b | c", "RUN sh -c 'a; b' || sudo d",
        "RUN [\"a\", \"b\\u0041\"]", "RUN <<EOF", "RUN cat <<-'X' <<EOF > f", "EOF", "\tX", "COPY --from=b --chown=1 a b", "COPY <<EOF /x", "RUN --mount=type=secret,id=a,", "\\", " \\", "# c", "# escape=`",
        "`", "\"", "'", "$(", ")", "`a`", "${", "}", "{ a; } |", "case x in a)", ";;", "esac", "if", "then", "fi", "for i in a", "do", "done", "((", "[[", "]]", "<(", ">", "<<<", "&", "&&", "|", ";", "\r",
        "SHELL [\"bash\", \"-o\", \"pipefail\", \"-c\"]", "ONBUILD", "HEALTHCHECK --retries=x CMD a", "EXPOSE 1-2/udp $V", "USER a:b", "\uFFFF", "\uFEFF", "é漢😀", "X=1", "export Y=$X", "echo $X ${Y:+z}", "eval a", " ", "\t", "--", "--x=",
    ];

    private static readonly string[] Ends = ["\n", "\n", "\r\n", " ", "", "\\\n"];

    private static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(static i => Pieces[i]);

    private static readonly Gen<string> Fragments =
        Gen.Select(Piece, Gen.Int[0, Ends.Length - 1].Select(static i => Ends[i])).Select(static (piece, end) => piece + end).Array[0, 40].Select(static a => string.Concat(a));

    private static readonly Gen<string> Mutated =
        Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 20], Piece).Array[1, 6].Select(static edits =>
        {
            var text = new StringBuilder(Corpus);
            foreach (var (place, length, piece) in edits)
            {
                var at = place * text.Length / 1001;
                text.Remove(at, Math.Min(length, text.Length - at)).Insert(at, piece);
            }

            return text.ToString();
        });

    private static string Corpus { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Dockerfiles", "Corpus", "everything.Dockerfile"));

    [TestMethod]
    public void Read_Fragments_HasPlacesInsideOfInstructions() => Fragments.Sample(Check, iter: 20_000);

    [TestMethod]
    public void Read_MutatedFile_HasPlacesInsideOfInstructions() => Mutated.Sample(Check, iter: 5_000);

    [TestMethod]
    public void Read_AnyText_DoesNotThrow() => Gen.String.Sample(static text => Check("FROM a\nRUN " + text), iter: 10_000);

    [TestMethod]
    public void ReadScript_Fragments_HasPlacesInsideOfTheScript() => Fragments.Sample(
        static text =>
        {
            var source = new SourceText("script", "(" + text + ")");
            foreach (var command in ShellReader.Read(text, source.At(1, 1 + text.Length)).Commands)
                CheckInside(command.Origin, source.At(1, 1 + text.Length), text);
        },
        iter: 20_000);

    /// <summary>Twice the text costs twice the objects: nothing is copied again and again.</summary>
    [TestMethod]
    [DataRow("FROM a\nRUN ", "a && ")]
    [DataRow("FROM a\nRUN ", "sudo ")]
    [DataRow("FROM a\nRUN ", "env A=1 ")]
    [DataRow("FROM a\nRUN ", "{ a; } | ")]
    [DataRow("FROM a\nRUN ", "$(")]
    [DataRow("FROM a\nRUN ", "\"$(a ")]
    [DataRow("FROM a\nRUN ", "$(a ")]
    [DataRow("FROM a\nRUN ", "`a` ")]
    [DataRow("FROM a\nRUN ", "sh -c 'sh -c \"a\"'; ")]
    [DataRow("FROM a\nRUN ", "a \\\n # c\n")]
    [DataRow("FROM a\nRUN ", "case x in a) ")]
    [DataRow("FROM a\nRUN ", "find -exec a \\; ")]
    [DataRow("FROM a\nENV A=1\nRUN ", "$A")]
    [DataRow("FROM a\nRUN ", "<<E ")]
    [DataRow("", "FROM a\nRUN cat <<E\nb\nE\n")]
    [DataRow("FROM a AS s\n", "FROM s AS s\nENV X=1\n")]
    [DataRow("FROM a\nENV A=123456789\n", "ENV A=$A$A\n")]
    [DataRow("FROM a\nENV A=1.2.3.4.5.6.7.8.9\n", "WORKDIR ${A%%*.*.*x}\n")]
    [DataRow("FROM a\nCOPY ", "--exclude=x ")]
    [DataRow("FROM a\nCOPY ", "x ")]
    [DataRow("FROM a\n", "ENV A=1 \\\n  B=2\n")]
    public void Read_CostsInProportion(string head, string piece)
    {
        Allocated(head, piece, 100);
        var once = Allocated(head, piece, 4_000);
        var twice = Allocated(head, piece, 8_000);
        Assert.IsLessThan((once * 2.6) + 100_000, twice, $"{once} bytes, and {twice} for twice the text");
    }

    private static double Allocated(string head, string piece, int count)
    {
        var text = head + string.Concat(Enumerable.Repeat(piece, count));
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = ConfigurationReader.Read(Surface.Dockerfile, new SourceText("Dockerfile", text));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Check(string text)
    {
        var result = ConfigurationReader.Read(Surface.Dockerfile, new SourceText("Dockerfile", text));
        foreach (var problem in result.Problems)
            Assert.IsNotNull(problem.Origin?.Text, problem.Message);
        var end = 0;
        foreach (var instruction in result.Deployment.Dockerfiles.SelectMany(static d => d.Instructions))
        {
            var place = instruction.Origin!.Text!;
            Assert.IsGreaterThanOrEqualTo(end, place.StartOffset, text);
            end = place.EndOffset;
            foreach (var command in CommandsOf(instruction))
                CheckCommand(command, place, text);
        }
    }

    private static IEnumerable<ShellCommand> CommandsOf(DockerfileInstruction instruction) => instruction switch
    {
        RunInstruction run => run.Script.Commands,
        CommandInstruction command => command.Script.Commands,
        _ => [],
    };

    private static void CheckCommand(ShellCommand command, TextProvenance instruction, string text)
    {
        CheckInside(command.Origin, instruction, text);
        foreach (var origin in command.Arguments.Select(static a => a.Origin).Concat(command.OutputFiles.Select(static f => f.Origin)).Append(command.Name.Origin))
        {
            if (origin is not null)
                CheckInside(origin, instruction, text);
        }
    }

    private static void CheckInside(Provenance? inner, TextProvenance outer, string text)
    {
        var place = inner!.Text!;
        Assert.IsTrue(outer.StartOffset <= place.StartOffset && place.EndOffset <= outer.EndOffset, $"{place.StartOffset}-{place.EndOffset} is outside of {outer.StartOffset}-{outer.EndOffset} in {text}");
    }
}
