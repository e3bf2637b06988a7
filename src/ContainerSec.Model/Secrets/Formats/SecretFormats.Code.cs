namespace ContainerSec.Secrets;

internal static partial class SecretFormats
{
    // GitHub's documentation, "About authentication to GitHub" and "Behind GitHub's new authentication token formats". GitLab's, "Token overview". Atlassian, Gitea, Sourcegraph: as other scanners have them.
    private static IEnumerable<SecretFormat> CodeHosts() =>
    [
        Token("github-token", "a GitHub personal access token", "ghp_", "[A-Za-z0-9]{36}", SecretChecksum.IsBase62, hasChecksum: true),
        Token("github-oauth-token", "a GitHub OAuth token", "gho_", "[A-Za-z0-9]{36}", SecretChecksum.IsBase62, hasChecksum: true),
        Token("github-user-token", "a GitHub App user token", "ghu_", "[A-Za-z0-9]{36}", SecretChecksum.IsBase62, hasChecksum: true),
        Token("github-app-token", "a GitHub App installation token", "ghs_", "[A-Za-z0-9]{36}", SecretChecksum.IsBase62, hasChecksum: true),
        // Since 2026 a JSON web token behind the prefix, about 520 characters.
        Token("github-app-stateless-token", "a GitHub App installation token", "ghs_", "[A-Za-z0-9_]{20,200}\\.[A-Za-z0-9_-]{40,800}\\.[A-Za-z0-9_-]{40,800}", least: 200),
        Token("github-refresh-token", "a GitHub refresh token", "ghr_", "[A-Za-z0-9]{36}", SecretChecksum.IsBase62, hasChecksum: true),
        Token("github-fine-grained-token", "a GitHub fine-grained personal access token", "github_pat_", "[A-Za-z0-9]{22}_[A-Za-z0-9]{59}", least: 40),
        Token("gitlab-token", "a GitLab personal access token", "glpat-", "[A-Za-z0-9_-]{20}"),
        Token("gitlab-routable-token", "a GitLab personal access token", "glpat-", "[A-Za-z0-9_-]{27,300}\\.[0-9a-z]{9}"),
        Token("gitlab-deploy-token", "a GitLab deploy token", "gldt-", "[A-Za-z0-9_-]{20}"),
        Token("gitlab-runner-token", "a GitLab runner token", "glrt-", "[A-Za-z0-9_-]{20}"),
        Token("gitlab-routable-runner-token", "a GitLab runner token", "glrt-t[0-9]_", "[A-Za-z0-9_-]{27,300}\\.[0-9a-z]{9}"),
        Token("gitlab-job-token", "a GitLab CI job token", "glcbt-", "[A-Za-z0-9]{1,5}_[A-Za-z0-9_-]{20}"),
        Token("gitlab-trigger-token", "a GitLab trigger token", "glptt-", "[0-9a-f]{40}"),
        Token("gitlab-feed-token", "a GitLab feed token", "glft-", "[A-Za-z0-9_-]{20}"),
        Token("gitlab-mail-token", "a GitLab incoming mail token", "glimt-", "[A-Za-z0-9_-]{25}"),
        Token("gitlab-agent-token", "a GitLab agent token", "glagent-", "[A-Za-z0-9_-]{50}"),
        Token("gitlab-oauth-secret", "a GitLab OAuth secret", "gloas-", "[A-Za-z0-9_-]{64}"),
        Token("gitlab-feature-flags-token", "a GitLab feature flags token", "glffct-", "[A-Za-z0-9_-]{20}"),
        Token("gitlab-scim-token", "a GitLab SCIM token", "glsoat-", "[A-Za-z0-9_-]{20}"),
        Token("gitlab-registration-token", "a GitLab runner registration token", "GR1348941", "[A-Za-z0-9_-]{20}"),
        Token("bitbucket-app-password", "a Bitbucket app password", "ATBB", "[A-Za-z0-9]{24}[0-9A-F]{8}"),
        Token("bitbucket-data-center-token", "a Bitbucket Data Center token", "BBDC-", "[A-Za-z0-9+/@_-]{40,50}"),
        Token("atlassian-api-token", "an Atlassian API token", "ATATT3", "[A-Za-z0-9_-]{100,240}=[0-9A-F]{8}"),
        Token("atlassian-admin-key", "an Atlassian access token", "ATCTT3", "[A-Za-z0-9_-]{100,240}=[0-9A-F]{8}"),
        Named("gitea-token", "a Gitea access token", "[0-9a-f]{40}", "gitea_token", "gitea_access_token"),
        Token("sourcegraph-token", "a Sourcegraph access token", "sgp_", "[0-9a-f]{16}_[0-9a-f]{40}"),
        Token("circleci-token", "a CircleCI token", "CCIPAT_", "[A-Za-z0-9]{22}_[0-9a-f]{40}"),
        Token("buildkite-token", "a Buildkite token", "bkua_", "[0-9a-z]{40}"),
        Named("codecov-token", "a Codecov token", Uuid, "codecov_token"),
        Token("sonarqube-token", "a SonarQube token", "sq[pua]_", "[0-9a-f]{40}"),
        Named("jenkins-token", "a Jenkins API token", "11[0-9a-f]{32}", "jenkins_api_token", "jenkins_token"),
        Named("snyk-token", "a Snyk token", Uuid, "snyk_token", "snyk_api_key"),
        Token("octopus-api-key", "an Octopus Deploy API key", "API-", "[A-Z0-9]{26}"),
        Token("harness-token", "a Harness token", "[ps]at\\.", "[A-Za-z0-9_-]{22}\\.[0-9a-f]{24}\\.[A-Za-z0-9]{20}"),
    ];

    // npm: "Announcing npm's new access token format". PyPI: a macaroon whose first packet is "pypi.org". NuGet: Microsoft's security-utilities. Docker: "Personal access tokens". JFrog, RubyGems, crates.io, Clojars: their documentation.
    private static IEnumerable<SecretFormat> Registries() =>
    [
        Token("npm-token", "an npm access token", "npm_", "[A-Za-z0-9]{36}", SecretChecksum.IsBase62, hasChecksum: true),
        Named("npmrc-token", "an npm registry token", "[A-Za-z0-9_=+/.-]{20,400}", "_authtoken"),
        Token("pypi-token", "a PyPI token", "pypi-AgEIcHlwaS5vcmc", "[A-Za-z0-9_-]{50,1000}"),
        Token("test-pypi-token", "a TestPyPI token", "pypi-AgENdGVzdC5weXBpLm9yZw", "[A-Za-z0-9_-]{50,1000}"),
        Token("nuget-api-key", "a NuGet API key", "oy2", "[a-p][0-9a-z]{15}[aq][0-9a-z]{11}[eu][bdfhjlnprtvxz357][a-p][0-9a-z]{11}[aeimquy4]", least: 46),
        Token("rubygems-key", "a RubyGems API key", "rubygems_", "[0-9a-f]{48}"),
        Token("crates-token", "a crates.io token", "cio", "[A-Za-z0-9]{32}"),
        Token("docker-hub-token", "a Docker Hub personal access token", "dckr_pat_", "[A-Za-z0-9_-]{27}", least: 30),
        Token("docker-organization-token", "a Docker organization access token", "dckr_oat_", "[A-Za-z0-9_-]{27,32}"),
        Token("jfrog-api-key", "a JFrog API key", "AKCp", "[A-Za-z0-9]{69}"),
        Token("jfrog-reference-token", "a JFrog reference token", "cmVmdGtu", "[A-Za-z0-9]{56}"),
        Token("clojars-token", "a Clojars deploy token", "CLOJARS_", "[0-9a-z]{60}"),
    ];

    // HashiCorp: "Tokens" of Vault and HCP Terraform. Doppler: "Auth token formats". Tailscale: "Key prefixes". age: its specification. 1Password, Pulumi, Infracost, OpenShift: as other scanners have them.
    private static IEnumerable<SecretFormat> Infrastructure() =>
    [
        Token("vault-service-token", "a Vault service token", "hvs\\.", "[A-Za-z0-9_-]{24,200}", least: 24),
        Token("vault-batch-token", "a Vault batch token", "hvb\\.", "[A-Za-z0-9_-]{100,300}"),
        Token("vault-recovery-token", "a Vault recovery token", "hvr\\.", "[A-Za-z0-9_-]{24,200}"),
        Around("terraform-cloud-token", "an HCP Terraform token", "[A-Za-z0-9]{14}", "\\.atlasv1\\.", "[A-Za-z0-9_=-]{60,70}"),
        Named("consul-token", "a Consul token", Uuid, "consul_http_token"),
        Named("nomad-token", "a Nomad token", Uuid, "nomad_token"),
        Token("doppler-personal-token", "a Doppler personal token", "dp\\.pt\\.", "[A-Za-z0-9]{40,44}"),
        Token("doppler-service-token", "a Doppler service token", "dp\\.st\\.", "[A-Za-z0-9._-]{40,80}"),
        Token("doppler-cli-token", "a Doppler CLI token", "dp\\.ct\\.", "[A-Za-z0-9]{40,44}"),
        Token("doppler-service-account-token", "a Doppler service account token", "dp\\.sa\\.", "[A-Za-z0-9]{40,44}"),
        Token("doppler-scim-token", "a Doppler SCIM token", "dp\\.scim\\.", "[A-Za-z0-9]{40,44}"),
        Token("doppler-audit-token", "a Doppler audit token", "dp\\.audit\\.", "[A-Za-z0-9]{40,44}"),
        Token("pulumi-token", "a Pulumi access token", "pul-", "[0-9a-f]{40}"),
        Token("infracost-key", "an Infracost API key", "ico-", "[A-Za-z0-9]{32}"),
        Token("prefect-key", "a Prefect API key", "pnu_", "[A-Za-z0-9]{36}"),
        Token("tailscale-auth-key", "a Tailscale auth key", "tskey-auth-", "[A-Za-z0-9]{8,30}-[A-Za-z0-9]{16,64}"),
        Token("tailscale-api-key", "a Tailscale API key", "tskey-api-", "[A-Za-z0-9]{8,30}-[A-Za-z0-9]{16,64}"),
        Token("tailscale-client-secret", "a Tailscale OAuth client secret", "tskey-client-", "[A-Za-z0-9]{8,30}-[A-Za-z0-9]{16,64}"),
        Token("onepassword-service-token", "a 1Password service account token", "ops_eyJ", "[A-Za-z0-9+/_-]{250,2000}={0,3}"),
        Token("onepassword-secret-key", "a 1Password secret key", "A3-", "[A-Z0-9]{6}-[A-Z0-9]{6}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}"),
        Token("age-secret-key", "an age secret key", "AGE-SECRET-KEY-1", "[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}", SecretChecksum.IsBech32, hasChecksum: true),
        Token("openshift-token", "an OpenShift token", "sha256~", "[A-Za-z0-9_-]{43}"),
        Named("okta-token", "an Okta API token", "00[A-Za-z0-9_-]{40}", "okta_api_token", "okta_token", "okta-api-token", "okta_client_token"),
        Named("auth0-client-secret", "an Auth0 client secret", "[A-Za-z0-9_-]{64}", "auth0_client_secret"),
        Named("wireguard-key", "a WireGuard private key", "[A-Za-z0-9+/]{43}=", "privatekey", "presharedkey"),
        Named("kubernetes-client-key", "a client key of a kubeconfig", "[A-Za-z0-9+/]{100,6000}={0,2}", "client-key-data"),
    ];
}
