namespace ContainerSec.Rules;

internal static class Chapter12
{
    public static IReadOnlyList<Rule> Create() =>
    [
        new SecretInEnvironment(),
        new SecretInParameterValue(),
        new ParameterNotMarkedSecret(),
        new SecretPublishedWithParameter(),
        new SecretInBuildArgument(),
        new SecretInCommandLine(),
        new WellKnownCredentials(),
        new AuthenticationDisabled(),
        new SecretInImage(),
        new RegistryCredentialsInText(),
        new SecretInManifest(),
        new WeakGeneratedPassword(),
        new CredentialFileShared(),
        new ServiceAccountTokenMounted(),
        new BuildSecretReadableByOthers(),
        new SecretObjectAsVariable(),
        new CredentialInLayer(),
        new CredentialsInBuildCommand(),
        new DefaultServiceAccountUsed(),
        new ServiceAccountNotDefined(),
        new BoundTokenMounted(),
        new SensitiveVolumeMounted(),
    ];
}
