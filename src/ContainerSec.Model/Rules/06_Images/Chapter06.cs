namespace ContainerSec.Rules;

internal static class Chapter06
{
    public static IReadOnlyList<Rule> Create() =>
    [
        new FloatingTag(),
        new ImageWithoutDigest(),
        new UntrustedRegistry(),
        new InsecureRegistry(),
        new MalformedImageReference(),
        new StaleDefaultImage(),
        new RemoteAdd(),
        new NeverPulledMutableTag(),
        new PublishedAsLatest(),
        new BroadBuildContext(),
        new AddInsteadOfCopy(),
        new PullPolicyNotAlways(),
        new BuildLeftovers(),
        new PackageSignatureCheckOff(),
        new UnpinnedPackage(),
        new IndexUpdateAlone(),
        new DistributionUpgrade(),
        new NeedlessPackages(),
        new PackageCacheLeft(),
        new UnsignedImage(),
        new CopyFromUnpinnedImage(),
        new WholeFileSystemCopied(),
        new PipeWithoutPipefail(),
        new RetiredRegistry(),
        new GitSyncProgramReplaced(),
        new WholeContextCopied(),
    ];
}
