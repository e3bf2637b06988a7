using ContainerSec.Images.Inspectors;
using ContainerSec.Images.Inspectors.DotNet;
using ContainerSec.Images.Inspectors.Ecosystems;
using ContainerSec.Images.Inspectors.Keys;

namespace ContainerSec.Images.Inspection;

/// <summary>All inspectors, in the order in which they conclude: later ones see what earlier ones reported.</summary>
internal static class InspectorList
{
    public static IReadOnlyList<Inspector> Create(InspectionOptions options) =>
    [
        new OsRelease(),
        new FileModes(),
        new Dpkg(),
        new Apk(),
        new Rpm(),
        new Accounts(),
        new SshServer(),
        new AttackTools(),
        new Leftovers(),
        new NpmPackages(),
        new PythonPackages(),
        new RubyGems(),
        new ComposerPackages(),
        new CondaPackages(),
        new DotNetManifests(),
        new DotNetExecutables(),
        new DotNetAssemblies(),
        new DotNetApplications(),
        new GoPrograms(),
        new RustPrograms(),
        new JavaArchives(),
        new KeysAndCertificates(),
        .. options.FindSecrets ? (Inspector[])[new SecretFiles()] : [],
    ];
}
