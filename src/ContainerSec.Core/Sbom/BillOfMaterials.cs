using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContainerSec.Images.Sbom;

namespace ContainerSec.Images;

/// <summary>Writes what is in an image as a bill of materials.</summary>
public static class BillOfMaterials
{
    /// <summary>Writes a bill of materials.</summary>
    /// <param name="report">What is in the image.</param>
    /// <param name="format">The format.</param>
    /// <param name="writer">Where it is written to; its line ends are <c>\n</c>.</param>
    /// <remarks>The same image gives the same text: times are those of the image, ids are made from its digest. What could not be inspected makes it incomplete, and it says so.</remarks>
    public static void Write(ImageReport report, BillOfMaterialsFormat format, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        var inventory = new Inventory(report);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            switch (format)
            {
                case BillOfMaterialsFormat.CycloneDx16: new CycloneDxWriter(inventory, json, "1.6").Write(); break;
                case BillOfMaterialsFormat.CycloneDx17: new CycloneDxWriter(inventory, json, "1.7").Write(); break;
                case BillOfMaterialsFormat.Spdx23: new SpdxWriter(inventory, json).Write(); break;
                default: throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format.");
            }
        }

        writer.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        writer.Write('\n');
    }
}
