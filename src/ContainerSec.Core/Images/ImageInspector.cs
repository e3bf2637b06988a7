namespace ContainerSec.Images;

/// <summary>Looks into container images.</summary>
public static class ImageInspector
{
    /// <summary>Reads every layer of an image once and reports what is inside.</summary>
    /// <param name="image">Where the image is.</param>
    /// <param name="options">Platform, budgets, cache and policy; null for the defaults.</param>
    /// <param name="cancellationToken">Checked whenever bytes are read.</param>
    /// <returns>The report. What was refused or is unreadable is in its gaps, never thrown.</returns>
    /// <exception cref="ContainerSecException">There is no image; its manifest or configuration is unusable; a digest or diff id does not match and <see cref="InspectionOptions.AllowDigestMismatch"/> is off; no layer can be read.</exception>
    /// <exception cref="IOException">The source failed while it was read; the operation can be tried again.</exception>
    /// <remarks>OCI image-spec 1.1; whiteouts follow its "Image Layer Filesystem Changeset".</remarks>
    public static async Task<ImageReport> InspectAsync(ImageSource image, InspectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        options ??= InspectionOptions.Default;
        var opened = await image.OpenAsync(options, cancellationToken).ConfigureAwait(false);
        await using var _ = opened.ConfigureAwait(false);
        return await new Inspection.InspectionRun(image, opened, options).RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
