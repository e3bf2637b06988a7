namespace ContainerSec.Images;

/// <summary>Formats of a bill of materials.</summary>
public enum BillOfMaterialsFormat
{
    /// <summary>CycloneDX 1.6 as JSON (ECMA-424).</summary>
    CycloneDx16,

    /// <summary>CycloneDX 1.7 as JSON.</summary>
    CycloneDx17,

    /// <summary>SPDX 2.3 as JSON.</summary>
    Spdx23,
}
