using System.Text.Json;
using ContainerSec.Reports;
using ContainerSec.Threats;

namespace ContainerSec.Tests.Threats;

/// <summary>The page about a threat model in a browser: what is clicked does what the model says.</summary>
[TestClass]
public class ThreatPageTests
{
    private const string Helpers = """
        const buttons = () => [...document.querySelectorAll('#assets button')];
        const reach = () => buttons().filter(b => b.lastChild.textContent !== 'safe').map(b => b.dataset.asset).sort();
        const box = id => [...document.querySelectorAll('[data-control]')].find(b => b.dataset.control === id);
        const view = () => document.getElementById('view').getAttribute('transform');
        const click = id => document.getElementById(id).click();

        """;

    [TestInitialize]
    public void NeedsABrowser()
    {
        if (Chromium.Program is null)
            Assert.Inconclusive("There is no Chromium on this machine.");
    }

    [TestMethod]
    public async Task Page_ListsTheAssets_AndShowsTheWayToThePickedOne()
    {
        var report = await ShopReports.Of("insecure");

        var result = await DriveAsync(report, """
            buttons().find(b => b.dataset.asset === 'cluster-admin').click();
            return {
              assets: buttons().map(b => b.dataset.asset + ' ' + b.lastChild.textContent).sort(),
              path: document.getElementById('path').textContent,
              places: [...document.querySelectorAll('#path .place')].map(p => p.textContent),
              picked: document.querySelectorAll('.node.picked').length,
              on: document.querySelectorAll('.edge.on').length,
            };
            """);

        var path = report.Assets.Single(static a => a.Asset.Kind == PrivilegeKind.ClusterAdmin).Paths[0];
        CollectionAssert.AreEqual(report.Assets.Select(static a => $"{a.Asset.Id} {(a.IsProven ? "proven" : "possible")}").Order(StringComparer.Ordinal).ToArray(), Texts(result.GetProperty("assets")));
        foreach (var step in path.Steps)
            Assert.Contains($"{step.Technique.Id} {step.Technique.Name}", result.GetProperty("path").GetString()!);
        Assert.Contains(path.Steps.SelectMany(static s => s.Because).First(static e => e.Origin?.Text is not null).Origin!.Description, Texts(result.GetProperty("places")));
        Assert.AreEqual(1, result.GetProperty("picked").GetInt32());
        Assert.AreEqual(path.Steps.Count, result.GetProperty("on").GetInt32());
    }

    [TestMethod]
    [DataRow("insecure")]
    [DataRow("hardened")]
    public async Task EachControl_LeavesWhatTheModelSays_AndTakenBackNothingIsChanged(string shop)
    {
        var report = await ShopReports.Of(shop);

        var result = await DriveAsync(report, """
            const before = reach(), left = {};
            for (const b of document.querySelectorAll('[data-control]')) { b.click(); left[b.dataset.control] = reach(); b.click(); }
            return { before, left, after: reach() };
            """);

        CollectionAssert.AreEqual(Texts(result.GetProperty("before")), Texts(result.GetProperty("after")));
        var left = result.GetProperty("left").EnumerateObject().ToArray();
        Assert.IsNotEmpty(left);
        foreach (var control in left)
        {
            var remaining = report.Model.With([report.Model.Controls.Single(c => c.Id == control.Name)]).Remaining;
            CollectionAssert.AreEqual(remaining.Select(static p => p.Asset.Id).Order(StringComparer.Ordinal).ToArray(), Texts(control.Value), control.Name);
        }
    }

    [TestMethod]
    public async Task LeastSet_MakesItsAssetsSafe_AndIsTakenBack()
    {
        var report = await ShopReports.Of("insecure");

        var result = await DriveAsync(report, """
            click('possible');
            const before = reach();
            click('plan');
            const after = reach(), applied = [...document.querySelectorAll('[data-control]')].filter(b => b.checked).map(b => b.dataset.control).sort(), summary = document.getElementById('summary').textContent;
            click('none');
            return { before, after, applied, summary, again: reach() };
            """);

        var after = Texts(result.GetProperty("after"));
        Assert.IsNotEmpty(report.Plan.Before);
        foreach (var path in report.Plan.Before)
        {
            Assert.Contains(path.Asset.Id, Texts(result.GetProperty("before")));
            Assert.DoesNotContain(path.Asset.Id, after);
        }

        CollectionAssert.AreEqual(report.Model.With(report.Plan.Controls, provenOnly: true).Remaining.Select(static p => p.Asset.Id).Order(StringComparer.Ordinal).ToArray(), after);
        CollectionAssert.AreEqual(report.Plan.Controls.Select(static c => c.Id).Order(StringComparer.Ordinal).ToArray(), Texts(result.GetProperty("applied")));
        Assert.Contains($"{report.Plan.Controls.Count} controls applied", result.GetProperty("summary").GetString()!);
        CollectionAssert.AreEqual(Texts(result.GetProperty("before")), Texts(result.GetProperty("again")));
    }

    [TestMethod]
    public async Task Graph_IsZoomedPannedAndFitted_ControlsAreFiltered()
    {
        var result = await DriveAsync(await ShopReports.Of("insecure"), """
            const svg = document.getElementById('svg'), start = view();
            click('in');
            const near = view();
            click('out');
            const far = view();
            svg.dispatchEvent(new WheelEvent('wheel', { deltaY: -200, clientX: 700, clientY: 400, cancelable: true }));
            const wheel = view();
            svg.dispatchEvent(new PointerEvent('pointerdown', { clientX: 700, clientY: 400 }));
            window.dispatchEvent(new PointerEvent('pointermove', { clientX: 760, clientY: 440 }));
            window.dispatchEvent(new PointerEvent('pointerup', {}));
            const dragged = view();
            click('fit');
            const fitted = view(), filter = document.getElementById('filter');
            filter.value = 'docker.sock';
            filter.dispatchEvent(new Event('input'));
            const labels = [...document.querySelectorAll('#controls label')];
            return { views: [start, near, wheel, dragged], far, fitted, start, shown: labels.filter(l => l.offsetParent).map(l => l.textContent), all: labels.length };
            """);

        Assert.HasCount(4, Texts(result.GetProperty("views")).Distinct().ToArray(), "Each changes what is seen.");
        Assert.AreEqual(result.GetProperty("start").GetString(), result.GetProperty("fitted").GetString());
        var shown = Texts(result.GetProperty("shown"));
        Assert.IsNotEmpty(shown);
        Assert.IsLessThan(result.GetProperty("all").GetInt32(), shown.Length);
        Assert.IsTrue(shown.All(static s => s!.Contains("docker.sock", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task HostileName_IsText()
    {
        var result = await DriveAsync(ThreatReportTests.HostileReport(), """
            buttons().forEach(b => b.click());
            return { scripts: document.querySelectorAll('script').length, images: document.images.length, page: document.body.innerText, boxes: [...document.querySelectorAll('.node title')].map(t => t.textContent) };
            """);

        // The page's two and the two of this test.
        Assert.AreEqual(4, result.GetProperty("scripts").GetInt32());
        Assert.Contains("<script>alert(1)</script>|[x](y)", result.GetProperty("page").GetString()!);
        Assert.IsTrue(Texts(result.GetProperty("boxes")).Any(static t => t!.Contains("<script>alert(1)</script>|[x](y)", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task PageOfNothing_HasNoError()
    {
        var result = await DriveAsync(ThreatReport.Of(ThreatModel.Build(new Deployment())), "return { assets: buttons().length };");

        Assert.AreEqual(0, result.GetProperty("assets").GetInt32());
    }

    private static async Task<JsonElement> DriveAsync(ThreatReport report, string script)
    {
        var driven = await Chromium.DriveAsync(ThreatReportTests.Write(ThreatReportFormat.Html, report), Helpers + script);
        Assert.AreEqual("", string.Join('\n', Texts(driven.GetProperty("failures"))));
        return driven.GetProperty("result");
    }

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(static e => e.GetString()!).Order(StringComparer.Ordinal)];
}
