namespace ContainerSec;

/// <summary>A program that containers often run and that strangers should not reach.</summary>
/// <param name="Product">What it is called.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Images">Names of its images: the last part of the repository, or its last parts joined by slashes.</param>
/// <param name="Ports">Ports that belong to it alone, so that they name it without the image.</param>
internal sealed record WellKnownService(string Product, ServiceKind Kind, IReadOnlyList<string> Images, IReadOnlyList<int> Ports)
{
    /// <summary>Whether an image is one of its.</summary>
    /// <param name="image">The image's name.</param>
    public bool Runs(ImageReference image)
    {
        foreach (var name in Images)
        {
            var repository = image.Repository;
            if (repository.EndsWith(name, StringComparison.Ordinal) && (repository.Length == name.Length || repository[repository.Length - name.Length - 1] == '/'))
                return true;
        }

        return false;
    }
}
