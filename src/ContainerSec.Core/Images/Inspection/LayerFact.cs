using System.Text.Json.Serialization;
using ContainerSec.Images.Inspectors;
using ContainerSec.Images.Inspectors.DotNet;
using ContainerSec.Images.Inspectors.Ecosystems;
using ContainerSec.Images.Inspectors.Keys;
using ContainerSec.Images.Inspectors.Secrets;

namespace ContainerSec.Images.Inspection;

/// <summary>Something that an inspector saw in one layer.</summary>
/// <remarks>Facts are kept as JSON: each kind has its line below, in the order of their names; but for the packages of an operating system, see <see cref="PackageFactFormat"/>. They hold what the bytes say, nothing that another layer could change.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(AuthorizedKeysFact), "authorized-keys")]
[JsonDerivedType(typeof(CertificateFact), "certificate")]
[JsonDerivedType(typeof(ComposerPackageFact), "composer-package")]
[JsonDerivedType(typeof(CondaPackageFact), "conda-package")]
[JsonDerivedType(typeof(AssemblyFact), "dotnet-assembly")]
[JsonDerivedType(typeof(BundleFact), "dotnet-bundle")]
[JsonDerivedType(typeof(DependencyManifestFact), "dotnet-deps")]
[JsonDerivedType(typeof(NativeApplicationFact), "dotnet-native")]
[JsonDerivedType(typeof(RuntimeConfigurationFact), "dotnet-runtimeconfig")]
[JsonDerivedType(typeof(DotNetToolFact), "dotnet-tool")]
[JsonDerivedType(typeof(GoProgramFact), "go-program")]
[JsonDerivedType(typeof(GroupsFact), "groups")]
[JsonDerivedType(typeof(JavaPackageFact), "java-package")]
[JsonDerivedType(typeof(NpmPackageFact), "npm-package")]
[JsonDerivedType(typeof(NpmTokenFact), "npm-token")]
[JsonDerivedType(typeof(OsReleaseFact), "os-release")]
[JsonDerivedType(typeof(PasswdFact), "passwd")]
[JsonDerivedType(typeof(PrivateKeyFact), "private-key")]
[JsonDerivedType(typeof(PythonPackageFact), "python-package")]
[JsonDerivedType(typeof(RubyGemFact), "ruby-gem")]
[JsonDerivedType(typeof(RustProgramFact), "rust-program")]
[JsonDerivedType(typeof(SecretFact), "secret")]
[JsonDerivedType(typeof(ShadowFact), "shadow")]
[JsonDerivedType(typeof(SshServerFact), "ssh-server")]
[JsonDerivedType(typeof(SudoersFact), "sudoers")]
internal abstract record LayerFact
{
    /// <summary>The file that it was seen in, as <see cref="LayerEntry.Path"/>.</summary>
    public required string Path { get; init; }

    /// <summary>Which entry of the layer it is; set by <see cref="LayerSink"/>. A name may stand twice in an archive, and only its last entry counts.</summary>
    public int Entry { get; set; }
}
