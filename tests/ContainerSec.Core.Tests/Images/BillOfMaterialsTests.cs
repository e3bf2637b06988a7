using ContainerSec.Images;
using ContainerSec.Testing;
using ContainerSec.Testing.Images;
using NJsonSchema;

namespace ContainerSec.Tests.Images;

/// <summary>Bills of materials: valid by the published schemas, the same for the same image, complete about what is missing.</summary>
[TestClass]
public class BillOfMaterialsTests
{
    private static ImagePackage Package(string name, string license, params string[] dependsOn) => new()
    {
        Purl = new PackageUrl { Type = "deb", Namespace = "debian", Name = name, Version = "1.0-1", Qualifiers = [new("distro", "debian-12"), new("arch", "amd64")] },
        Name = name,
        Version = "1.0-1",
        Location = "var/lib/dpkg/status",
        Layer = "sha256:" + new string('a', 64),
        Licenses = [license],
        DependsOn = dependsOn,
        SourcePackage = new SourcePackage(name + "-src", "1.0"),
        Supplier = "Jane Doe <jane@example.com>",
    };

    private static async Task<ImageReport> ReportAsync()
    {
        var report = await new ImageForge().Layer(static t => t.File("etc/os-release", "ID=debian\nVERSION_ID=12\n")).InspectAsync();
        return report with
        {
            Packages = [Package("libc6", "LGPL-2.1-only"), Package("bash", "GPL-3.0-or-later OR MIT", "pkg:deb/debian/libc6@1.0-1?arch=amd64&distro=debian-12"), Package("odd", "LicenseRef-odd")],
            Gaps = [new Gap { Code = GapCodes.Opaque, Path = "app/x", Message = "It is packed." }],
        };
    }

    private static string Write(ImageReport report, BillOfMaterialsFormat format)
    {
        var writer = new StringWriter();
        BillOfMaterials.Write(report, format, writer);
        return writer.ToString();
    }

    [TestMethod]
    [DataRow(BillOfMaterialsFormat.CycloneDx16, "bom-1.6.schema.json")]
    [DataRow(BillOfMaterialsFormat.CycloneDx17, "bom-1.7.schema.json")]
    [DataRow(BillOfMaterialsFormat.Spdx23, "spdx-2.3.json")]
    public async Task Write_IsValidByItsSchema(BillOfMaterialsFormat format, string schemaFile)
    {
        var path = Path.Combine(Repository.Root, "..", "shared", "schemas", schemaFile);
        if (!File.Exists(path))
            Assert.Inconclusive("The published schemas are not here.");
        var schema = await JsonSchema.FromFileAsync(path);

        var errors = schema.Validate(Write(await ReportAsync(), format));

        Assert.AreEqual("", string.Join('\n', errors));
    }

    [TestMethod]
    [DataRow(BillOfMaterialsFormat.CycloneDx16)]
    [DataRow(BillOfMaterialsFormat.Spdx23)]
    public async Task Write_Twice_IsTheSame(BillOfMaterialsFormat format) => Assert.AreEqual(Write(await ReportAsync(), format), Write(await ReportAsync(), format));

    [TestMethod]
    [DataRow(BillOfMaterialsFormat.CycloneDx16)]
    [DataRow(BillOfMaterialsFormat.Spdx23)]
    public async Task Write_IsAsAccepted(BillOfMaterialsFormat format) =>
        Assert.AreEqual("", Golden.Difference(Path.Combine(Repository.Root, "tests", "ContainerSec.Core.Tests", "Images", "Golden", $"{format}.json"), Write(await ReportAsync(), format)));
}
