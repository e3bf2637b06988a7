using ContainerSec.Reports;
using ContainerSec.Testing;
using CsCheck;

namespace ContainerSec.Tests;

/// <summary>Whatever a text holds, it is read, judged and reported: nothing is thrown, places lie inside, and the work grows with the text.</summary>
[TestClass]
public sealed class HostileInputTests
{
    // A text of a megabyte may cost so much; the tests are of a few hundred kilobytes.
    private const long Budget = 700L << 20;

    private static readonly Surface[] Surfaces = [.. Enum.GetValues<Surface>().Where(RuleTester.CanRead)];

    public static IEnumerable<object[]> Kinds => HostileTexts.All.Select(static k => new object[] { k.Name });

    public static IEnumerable<object[]> GrowingKinds => HostileTexts.All.Where(static k => !k.IsFixed).Select(static k => new object[] { k.Name });

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Text_IsReadJudgedAndReported(string kind)
    {
        var text = HostileTexts.All.Single(k => k.Name == kind).Of(300);

        foreach (var surface in Surfaces)
        {
            var report = ContainerSecurity.Check(surface, "input", text);
            AssertPlaces(report, surface);
            foreach (var format in Enum.GetValues<ReportFormat>())
                Report.Write(report, format, TextWriter.Null, new ReportOptions { Verbose = true, MinimumSeverity = Severity.Hidden });
        }
    }

    [TestMethod]
    [DynamicData(nameof(GrowingKinds))]
    public void Work_GrowsWithTheText(string kind)
    {
        var make = HostileTexts.All.Single(k => k.Name == kind).Of;
        var (small, large) = (make(800), make(1600));

        foreach (var surface in Surfaces)
        {
            // The first call of a format has costs of its own.
            Allocated(surface, make(20));
            var (before, after) = (Allocated(surface, small), Allocated(surface, large));
            Assert.IsTrue(after <= (before * 2.8) + (1 << 20), $"{surface}: {before:N0} bytes became {after:N0} for a text of twice the size.");
            Assert.IsLessThan(Budget, after, $"{surface}: {after:N0} bytes.");
        }
    }

    // Far beyond any stack.
    [TestMethod]
    [DynamicData(nameof(GrowingKinds))]
    public void Depth_IsNoDanger(string kind)
    {
        // These are wide, and there are other tests of width.
        if (!HostileTexts.IsDeep(kind))
            return;
        var text = HostileTexts.All.Single(k => k.Name == kind).Of(100_000);
        foreach (var surface in Surfaces)
            AssertPlaces(ContainerSecurity.Check(surface, "input", text), surface);
    }

    [TestMethod]
    public void Line_OfTenMegabytes_IsRead()
    {
        foreach (var surface in Surfaces)
            AssertPlaces(ContainerSecurity.Check(surface, "input", new string('a', 10 << 20)), surface);
    }

    [TestMethod]
    public void Characters_InAnyOrder_AreReadAndReported()
    {
        // What means something to one of the formats, and some that mean nothing to any.
        const string Telling = "{}[]()<>\"'`\\$#&*!|:;,.=-+?%@/~^ \t\r\n0aAx\0\u001b\u0085\ufeff\ud800\udc00é";
        Gen.Select(Gen.Char[Telling].Array[0, 200], Gen.Int[0, Surfaces.Length - 1])
            .Sample(static (characters, surface) => Check(Surfaces[surface], new string(characters)), iter: 5_000, seed: "0N0XIzNsQ0O2");
    }

    [TestMethod]
    public void Samples_Mutated_AreReadAndReported()
    {
        var samples = HostileTexts.Samples;
        var gen = Gen.Select(Gen.Int[0, samples.Count - 1], Gen.Select(Gen.Double[0, 1], Gen.Int[0, 30], Gen.Int[0, 5], Gen.Double[0, 1]).Array[1, 5]);
        gen.Sample(
            (index, mutations) =>
            {
                var (surface, text) = samples[index];
                foreach (var (at, length, how, from) in mutations)
                    text = Mutate(text, (int)(at * text.Length), length, how, (int)(from * text.Length));
                Check(surface, text);
            },
            iter: 3_000,
            seed: "0N0XIzNsQ0O2");
    }

    private static string Mutate(string text, int at, int length, int how, int from)
    {
        var end = Math.Min(at + length, text.Length);
        var part = text[from..Math.Min(from + length, text.Length)];
        return how switch
        {
            0 => text[..at],
            1 => text.Remove(at, end - at),
            2 => text.Insert(at, part),
            3 => text.Remove(at, end - at).Insert(at, part),
            4 => text.Insert(at, "{}[]\"'`$\\#&*:-\n\0"[length % 16].ToString()),
            _ => text.Replace("\n", "\r\n", StringComparison.Ordinal),
        };
    }

    private static bool Check(Surface surface, string text)
    {
        var report = ContainerSecurity.Check(surface, "input", text);
        AssertPlaces(report, surface);
        foreach (var format in Enum.GetValues<ReportFormat>())
            Report.Write(report, format, TextWriter.Null);
        return true;
    }

    private static long Allocated(Surface surface, string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var report = ContainerSecurity.Check(surface, "input", text);
        foreach (var format in Enum.GetValues<ReportFormat>())
            Report.Write(report, format, TextWriter.Null);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void AssertPlaces(CheckReport report, Surface surface)
    {
        var places = report.Findings.SelectMany(static f => f.Related.Append(f.Origin))
            .Concat(report.Problems.Select(static p => p.Origin)).Concat(report.Unjudged.Select(static u => u.Origin));
        foreach (var place in places.Select(static p => p?.Text).OfType<TextProvenance>())
            Assert.IsTrue(place.StartOffset >= 0 && place.StartOffset <= place.EndOffset && place.EndOffset <= place.Source.Content.Length, $"{surface}: {place.StartOffset} to {place.EndOffset} lies outside.");
    }
}
