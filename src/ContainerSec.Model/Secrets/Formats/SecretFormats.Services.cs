namespace ContainerSec.Secrets;

internal static partial class SecretFormats
{
    // Keys of services that run language models; forms as their consoles show them and as other scanners have them.
    private static IEnumerable<SecretFormat> Models() =>
    [
        Token("anthropic-api-key", "an Anthropic API key", "sk-ant-api03-", "[A-Za-z0-9_-]{93}AA", least: 40),
        Token("anthropic-admin-key", "an Anthropic admin key", "sk-ant-admin01-", "[A-Za-z0-9_-]{93}AA", least: 40),
        Token("anthropic-oauth-token", "an Anthropic OAuth token", "sk-ant-oat01-", "[A-Za-z0-9_-]{80,120}", least: 40),
        Token("openai-project-key", "an OpenAI project key", "sk-proj-", "[A-Za-z0-9_-]{80,220}", IsOpenAI, least: 40),
        Token("openai-service-key", "an OpenAI service account key", "sk-svcacct-", "[A-Za-z0-9_-]{80,220}", IsOpenAI),
        Token("openai-admin-key", "an OpenAI admin key", "sk-admin-", "[A-Za-z0-9_-]{80,220}", IsOpenAI),
        Around("openai-api-key", "an OpenAI API key", "sk-[A-Za-z0-9]{20}", "T3BlbkFJ", "[A-Za-z0-9]{20}"),
        Token("hugging-face-token", "a Hugging Face token", "hf_", "[A-Za-z]{34}"),
        Token("hugging-face-organization-token", "a Hugging Face organization token", "api_org_", "[A-Za-z]{34}"),
        Token("groq-api-key", "a Groq API key", "gsk_", "[A-Za-z0-9]{52}"),
        Token("xai-api-key", "an xAI API key", "xai-", "[A-Za-z0-9]{70,90}"),
        Token("perplexity-api-key", "a Perplexity API key", "pplx-", "[A-Za-z0-9]{48}"),
        Token("replicate-token", "a Replicate token", "r8_", "[A-Za-z0-9]{37}"),
        Token("openrouter-key", "an OpenRouter key", "sk-or-v1-", "[0-9a-f]{64}"),
        Token("nvidia-api-key", "an NVIDIA API key", "nvapi-", "[A-Za-z0-9_-]{60,70}"),
        Token("pinecone-api-key", "a Pinecone API key", "pcsk_", "[A-Za-z0-9]{5,6}_[A-Za-z0-9]{63}"),
        Token("langsmith-key", "a LangSmith key", "lsv2_[ps][tk]_", "[0-9a-f]{32}_[0-9a-f]{10}"),
        Token("langfuse-secret-key", "a Langfuse secret key", "sk-lf-", Uuid),
        Token("wandb-key", "a Weights & Biases key", "wandb_v1_", "[A-Za-z0-9]{27}_[A-Za-z0-9]{49}"),
        Named("wandb-legacy-key", "a Weights & Biases key of the older form", "[0-9a-f]{40}", "wandb_api_key"),
        Named("cohere-api-key", "a Cohere API key", "[A-Za-z0-9]{40}", "cohere_api_key", "co_api_key"),
        Named("mistral-api-key", "a Mistral API key", "[A-Za-z0-9]{32}", "mistral_api_key"),
        Named("deepseek-api-key", "a DeepSeek API key", "sk-[0-9a-f]{32}", "deepseek_api_key"),
        Named("elevenlabs-api-key", "an ElevenLabs API key", "sk_[0-9a-f]{48}", "elevenlabs_api_key", "eleven_api_key", "xi-api-key"),
        Token("apify-token", "an Apify token", "apify_api_", "[A-Za-z0-9]{36}"),
    ];

    // Slack: "Token types"; webhooks of Slack, Discord, Teams and Google Chat: whoever has the address may write. Telegram: "Bot API". SendGrid, Mailgun, Mailchimp, Brevo, Postmark, Twilio: their API documentation.
    private static IEnumerable<SecretFormat> Messages() =>
    [
        Token("slack-bot-token", "a Slack bot token", "xoxb-", "[0-9]{9,14}-[0-9A-Za-z-]{18,60}", least: 24),
        Token("slack-user-token", "a Slack user token", "xoxp-", "[0-9]{9,14}-[0-9]{9,14}-[0-9A-Za-z-]{20,60}", least: 24),
        Token("slack-workspace-token", "a Slack workspace token", "xox[ar]-", "[0-9A-Za-z-]{20,80}", least: 24),
        Token("slack-legacy-token", "a Slack legacy token", "xox[os]-", "[0-9]{8,14}-[0-9]{8,14}-[0-9]{8,14}-[0-9a-f]{10,40}"),
        Token("slack-app-token", "a Slack app token", "xapp-", "[0-9]-[A-Z0-9]{8,14}-[0-9]{9,14}-[0-9a-f]{40,80}", least: 24),
        Token("slack-refresh-token", "a Slack refresh token", "xoxe-", "[0-9]-[A-Za-z0-9]{140,150}"),
        Token("slack-configuration-token", "a Slack configuration token", "xoxe\\.xox[bp]-", "[0-9]-[A-Za-z0-9]{160,170}"),
        Token("slack-webhook", "a Slack webhook", "hooks\\.slack\\.com/services/", "T[A-Z0-9]{8,12}/B[A-Z0-9]{8,12}/[A-Za-z0-9]{23,25}"),
        Token("slack-workflow-webhook", "a Slack workflow webhook", "hooks\\.slack\\.com/workflows/", "T[A-Z0-9]{8,12}/A[A-Z0-9]{8,12}/[0-9]{16,20}/[A-Za-z0-9]{23,25}"),
        Named("discord-bot-token", "a Discord bot token", "[A-Za-z0-9_-]{23,28}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,38}", "discord_token", "discord_bot_token", "bot_token"),
        Token("discord-webhook", "a Discord webhook", "discord\\.com/api/webhooks/", "[0-9]{17,20}/[A-Za-z0-9_-]{60,70}"),
        Token("discord-legacy-webhook", "a Discord webhook", "discordapp\\.com/api/webhooks/", "[0-9]{17,20}/[A-Za-z0-9_-]{60,70}"),
        Token("teams-webhook", "a Microsoft Teams webhook", "/IncomingWebhook/", "[0-9a-z]{32}/" + Uuid),
        Token("google-chat-webhook", "a Google Chat webhook", "chat\\.googleapis\\.com/v1/spaces/", "[A-Za-z0-9_-]{8,20}/messages[?]key=[A-Za-z0-9_-]{39}&token=[A-Za-z0-9_%-]{40,60}"),
        Around("telegram-bot-token", "a Telegram bot token", "[0-9]{8,10}", ":AA", "[A-Za-z0-9_-]{33}"),
        Token("twilio-api-key", "a Twilio API key", "SK[0-9a-f]", "[0-9a-f]{31}"),
        Named("twilio-auth-token", "a Twilio auth token", "[0-9a-f]{32}", "twilio_auth_token", "twilio_authtoken"),
        Named("twilio-api-secret", "a Twilio API secret", "[A-Za-z0-9]{32}", "twilio_api_secret", "twilio_api_key_secret"),
        Token("sendgrid-key", "a SendGrid key", "SG\\.", "[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}", least: 60),
        Token("mailgun-key", "a Mailgun key", "key-", "[0-9a-f]{32}"),
        Named("mailgun-signing-key", "a Mailgun key", "[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}", "mailgun_api_key", "mailgun_signing_key", "mailgun_key"),
        Around("mailchimp-key", "a Mailchimp key", "[0-9a-f]{32}", "-us[1-9]", "[0-9]{0,1}"),
        Named("postmark-token", "a Postmark token", Uuid, "postmark_server_token", "postmark_api_token", "postmark_account_token", "x-postmark-server-token"),
        Token("brevo-key", "a Brevo API key", "xkeysib-", "[0-9a-f]{64}-[A-Za-z0-9]{16}"),
        Token("brevo-smtp-key", "a Brevo SMTP key", "xsmtpsib-", "[0-9a-f]{64}-[A-Za-z0-9]{16}"),
        Named("resend-key", "a Resend API key", "re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}", "resend_api_key"),
    ];

    // Stripe, Square, Braintree, Shopify, Plaid, Shippo, EasyPost, Duffel, Flutterwave, Paddle, PayPal: live keys as their documentation shows them; keys of sandboxes are no secrets.
    private static IEnumerable<SecretFormat> Payments() =>
    [
        Token("stripe-secret-key", "a Stripe secret key", "sk_live_", "[A-Za-z0-9]{16,120}", least: 24),
        Token("stripe-restricted-key", "a Stripe restricted key", "rk_live_", "[A-Za-z0-9]{16,120}", least: 24),
        Token("stripe-webhook-secret", "a Stripe webhook secret", "whsec_", "[A-Za-z0-9+/]{32,64}={0,2}"),
        Token("square-token", "a Square access token", "sq0atp-", "[A-Za-z0-9_-]{22}"),
        Token("square-oauth-secret", "a Square OAuth secret", "sq0csp-", "[A-Za-z0-9_-]{43}"),
        Token("square-access-token", "a Square access token", "EAAA[A-Za-z0-9_-]", "[A-Za-z0-9_-]{59}"),
        Token("braintree-token", "a Braintree access token", "access_token$production$", "[0-9a-z]{16}$[0-9a-f]{32}"),
        Named("paypal-secret", "a PayPal client secret", "E[A-Za-z0-9_-]{79}", "paypal_client_secret", "paypal_secret"),
        Token("shopify-token", "a Shopify access token", "shpat_", "[0-9a-fA-F]{32}"),
        Token("shopify-custom-token", "a Shopify token of a custom app", "shpca_", "[0-9a-fA-F]{32}"),
        Token("shopify-private-token", "a Shopify token of a private app", "shppa_", "[0-9a-fA-F]{32}"),
        Token("shopify-shared-secret", "a Shopify shared secret", "shpss_", "[0-9a-fA-F]{32}"),
        Token("plaid-token", "a Plaid access token", "access-production-", Uuid),
        Token("shippo-token", "a Shippo token", "shippo_live_", "[0-9a-f]{40}"),
        Token("easypost-key", "an EasyPost API key", "EZAK", "[A-Za-z0-9]{54}"),
        Token("duffel-token", "a Duffel token", "duffel_live_", "[A-Za-z0-9_=-]{43}"),
        Token("flutterwave-key", "a Flutterwave secret key", "FLWSECK-", "[0-9a-z]{32}-X"),
        Token("paddle-key", "a Paddle API key", "pdl_live_apikey_", "[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}"),
    ];

    // Datadog, New Relic, Grafana, Sentry, Dynatrace, PostHog, Splunk, Rollbar: their documentation of keys.
    private static IEnumerable<SecretFormat> Monitoring() =>
    [
        Named("datadog-api-key", "a Datadog API key", "[0-9a-f]{32}", "dd_api_key", "datadog_api_key", "dd-api-key"),
        Named("datadog-app-key", "a Datadog application key", "[0-9a-f]{40}", "dd_app_key", "datadog_app_key", "dd_application_key", "datadog_application_key"),
        Token("new-relic-user-key", "a New Relic user key", "NRAK-", "[A-Z0-9]{27}"),
        Token("new-relic-insert-key", "a New Relic insert key", "NRII-", "[A-Za-z0-9_-]{32}"),
        Around("new-relic-license-key", "a New Relic license key", "[0-9a-fA-F]{36}", "NRAL", ""),
        Token("grafana-token", "a Grafana service account token", "glsa_", "[A-Za-z0-9]{32}_[0-9a-f]{8}"),
        Token("grafana-cloud-token", "a Grafana Cloud token", "glc_", "[A-Za-z0-9+/]{32,400}={0,3}"),
        Token("grafana-api-key", "a Grafana API key", "eyJrIjoi", "[A-Za-z0-9]{60,400}={0,3}"),
        Token("sentry-organization-token", "a Sentry organization token", "sntrys_eyJ", "[A-Za-z0-9+/]{30,400}={0,2}_[A-Za-z0-9+/]{43}"),
        Token("sentry-user-token", "a Sentry user token", "sntryu_", "[0-9a-f]{64}"),
        Token("dynatrace-token", "a Dynatrace token", "dt0c01\\.", "[A-Z0-9]{24}\\.[A-Z0-9]{64}"),
        Token("posthog-key", "a PostHog personal key", "phx_", "[A-Za-z0-9]{43,50}"),
        Named("splunk-token", "a Splunk HEC token", Uuid, "splunk_hec_token", "splunk_token"),
        Named("rollbar-token", "a Rollbar token", "[0-9a-f]{32}", "rollbar_access_token", "rollbar_server_token"),
        Token("launchdarkly-sdk-key", "a LaunchDarkly SDK key", "sdk-", "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"),
        Around("maxmind-key", "a MaxMind license key", "[A-Za-z0-9]{6}_[A-Za-z0-9]{29}", "_mmk", ""),
    ];

    // Linear, Notion, Figma, Postman, Typeform, Contentful, HubSpot, ReadMe, Frame.io, Adobe, Facebook: as GitHub's secret scanning and other scanners have them.
    private static IEnumerable<SecretFormat> Applications() =>
    [
        Token("linear-api-key", "a Linear API key", "lin_api_", "[A-Za-z0-9]{40}"),
        Token("linear-oauth-token", "a Linear OAuth token", "lin_oauth_", "[0-9a-f]{64}"),
        Token("notion-token", "a Notion token", "ntn_", "[0-9]{11}[A-Za-z0-9]{35}"),
        Token("notion-legacy-token", "a Notion token of the older form", "secret_", "[A-Za-z0-9]{43}"),
        Token("figma-token", "a Figma token", "figd_", "[A-Za-z0-9_-]{40}"),
        Token("postman-key", "a Postman API key", "PMAK-", "[0-9a-f]{24}-[0-9a-f]{34}"),
        Token("typeform-token", "a Typeform token", "tfp_", "[A-Za-z0-9_.=-]{59}"),
        Token("contentful-token", "a Contentful token", "CFPAT-", "[A-Za-z0-9_-]{43}"),
        Token("hubspot-token", "a HubSpot token", "pat-[ne][au]1-", Uuid),
        Token("readme-key", "a ReadMe API key", "rdme_", "[0-9a-z]{70}"),
        Token("frameio-token", "a Frame.io token", "fio-u-", "[A-Za-z0-9_=-]{64}"),
        Token("adobe-client-secret", "an Adobe client secret", "p8e-", "[A-Za-z0-9]{32}"),
        Token("facebook-token", "a Facebook access token", "EAA[MC][A-Za-z0-9]", "[A-Za-z0-9]{99,400}"),
        Named("airtable-token", "an Airtable token", "pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}", "airtable_token", "airtable_api_key", "airtable_pat", "airtable_api_token"),
        Token("rootly-key", "a Rootly API key", "rootly_", "[0-9a-f]{64}"),
        Token("ramp-secret", "a Ramp client secret", "ramp_sec_", "[A-Za-z0-9]{48}"),
    ];

    private static bool IsOpenAI(string key) => key.Contains("T3BlbkFJ");
}
