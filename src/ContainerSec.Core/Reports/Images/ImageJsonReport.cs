using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContainerSec.Images;

namespace ContainerSec.Reports;

/// <summary>For programs: everything that was seen in an image, in a form that is only ever added to.</summary>
internal static class ImageJsonReport
{
    public static void Write(ImageReport report, TextWriter writer, ReportOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            new Session(report, json, options).Write();
        writer.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        writer.Write('\n');
    }

    private sealed class Session(ImageReport report, Utf8JsonWriter json, ReportOptions options)
    {
        public void Write()
        {
            json.WriteStartObject();
            WriteImage();
            WriteList("layers", report.Layers, WriteLayer);
            WriteConfig();
            WriteList("history", report.History, WriteStep);
            WriteSystem();
            WriteFiles();
            WriteList("packages", report.Packages, WritePackage);
            WriteList("dotnet", report.DotNetApplications, WriteApplication);
            WriteList("secrets", report.Secrets, WriteSecret);
            WriteList("keys", report.Keys, WriteKey);
            WriteList("accounts", report.Accounts, WriteAccount);
            WriteList("tools", report.Tools, WriteTool);
            WriteList("referrers", report.Referrers, WriteReferrer);
            WriteList("gaps", report.Gaps, WriteGap);
            WriteFindings();
            json.WriteEndObject();
        }

        private void WriteImage()
        {
            json.WriteStartObject("image");
            json.WriteString("source", report.Source);
            Text("digest", report.Digest);
            Text("indexDigest", report.IndexDigest);
            Text("configDigest", report.ConfigDigest);
            Texts("names", report.Names);
            Text("platform", report.Platform?.ToString());
            Time("created", report.Created);
            json.WriteNumber("size", report.Size);
            json.WriteEndObject();
        }

        private void WriteLayer(ImageLayer layer)
        {
            json.WriteString("digest", layer.Digest);
            json.WriteString("diffId", layer.DiffId);
            json.WriteString("mediaType", layer.MediaType);
            json.WriteNumber("size", layer.Size);
            json.WriteNumber("unpackedSize", layer.UnpackedSize);
            Text("createdBy", layer.CreatedBy);
            json.WriteNumber("files", layer.Files);
            json.WriteNumber("removed", layer.Removed);
            json.WriteNumber("wastedSize", layer.WastedSize);
        }

        private void WriteConfig()
        {
            var settings = report.Settings;
            json.WriteStartObject("config");
            json.WriteString("user", settings.User);
            Texts("entrypoint", settings.Entrypoint);
            Texts("cmd", settings.Command);
            Texts("env", settings.Environment);
            Texts("exposedPorts", settings.ExposedPorts);
            json.WriteStartObject("labels");
            foreach (var (name, value) in settings.Labels)
                json.WriteString(name, value);
            json.WriteEndObject();
            if (settings.HealthCheck is { } check)
                Texts("healthcheck", check);
            else
                json.WriteNull("healthcheck");
            json.WriteString("workingDir", settings.WorkingDirectory);
            Texts("volumes", settings.Volumes);
            json.WriteEndObject();
        }

        private void WriteStep(ImageHistoryEntry step)
        {
            json.WriteString("command", step.Command);
            Time("created", step.Created);
            Text("layer", step.Layer);
        }

        private void WriteSystem()
        {
            if (report.OperatingSystem is not { } system)
            {
                json.WriteNull("os");
                return;
            }

            json.WriteStartObject("os");
            json.WriteString("id", system.Id);
            Text("versionId", system.VersionId);
            Text("versionCodename", system.VersionCodename);
            Text("prettyName", system.PrettyName);
            Texts("idLike", system.IdLike);
            json.WriteString("path", system.Path);
            json.WriteEndObject();
        }

        private void WriteFiles()
        {
            json.WriteStartObject("files");
            WriteList("setuid", report.SetuidFiles, WriteOwnedFile);
            WriteList("fileCapabilities", report.FileCapabilities, WriteCapableFile);
            WriteList("worldWritable", report.WorldWritable, WriteOwnedFile);
            WriteList("devices", report.Devices, WriteOwnedFile);
            json.WriteEndObject();
        }

        private void WriteOwnedFile(ImageFile file)
        {
            json.WriteString("path", file.Path);
            json.WriteString("mode", Names.OfMode(file.Mode));
            json.WriteNumber("uid", file.UserId);
            json.WriteNumber("gid", file.GroupId);
            json.WriteString("layer", file.Layer);
        }

        private void WriteCapableFile(CapableFile file)
        {
            json.WriteString("path", file.Path);
            json.WriteBoolean("effective", file.IsEffective);
            Texts("permitted", NamesOf(file.Permitted));
            Texts("inheritable", NamesOf(file.Inheritable));
            if (file.RootId is { } root)
                json.WriteNumber("rootId", root);
            else
                json.WriteNull("rootId");
            json.WriteString("layer", file.Layer);
        }

        private void WritePackage(ImagePackage package)
        {
            json.WriteString("purl", package.Purl.ToString());
            json.WriteString("name", package.Name);
            json.WriteString("version", package.Version);
            json.WriteString("type", package.Type);
            json.WriteString("location", package.Location);
            json.WriteString("layer", package.Layer);
            Texts("licenses", package.Licenses);
            if (package.SourcePackage is { } source)
            {
                json.WriteStartObject("source");
                json.WriteString("name", source.Name);
                json.WriteString("version", source.Version);
                json.WriteEndObject();
            }

            if (package.DependsOn.Count > 0)
                Texts("dependsOn", package.DependsOn);
            if (package.Files.Count > 0)
                Texts("files", package.Files);
        }

        private void WriteApplication(DotNetApplication application)
        {
            json.WriteString("path", application.Path);
            json.WriteString("deployment", Camel(application.Deployment.ToString()));
            Text("targetFramework", application.TargetFramework);
            WriteList("frameworks", application.Frameworks, framework =>
            {
                json.WriteString("name", framework.Name);
                json.WriteString("requested", framework.Requested);
                Text("resolved", framework.Resolved);
            });
            Texts("compilation", [.. Enum.GetValues<DotNetCompilation>().Where(c => c != DotNetCompilation.None && application.Compilation.HasFlag(c)).Select(static c => Camel(c.ToString()))]);
            json.WriteBoolean("packagesKnown", application.HasKnownPackages);
            Text("nativeCompiler", application.NativeCompiler);
            json.WriteString("layer", application.Layer);
        }

        private void WriteSecret(ImageSecret secret)
        {
            json.WriteString("ruleId", secret.RuleId);
            json.WriteString("kind", secret.Kind);
            json.WriteString("path", secret.Path);
            if (secret.Line is { } line)
                json.WriteNumber("line", line);
            else
                json.WriteNull("line");
            Text("layer", secret.Layer);
            json.WriteBoolean("deleted", secret.Deleted);
            json.WriteString("redacted", secret.Redacted);
        }

        private void WriteKey(ImageKey key)
        {
            json.WriteString("kind", Camel(key.Kind.ToString()));
            json.WriteString("path", key.Path);
            json.WriteString("layer", key.Layer);
            json.WriteBoolean("deleted", key.Deleted);
            Text("algorithm", key.Algorithm);
            json.WriteBoolean("encrypted", key.IsEncrypted);
            Text("subject", key.Subject);
            Time("notAfter", key.NotAfter);
            Texts("weaknesses", key.Weaknesses);
        }

        private void WriteAccount(ImageAccount account)
        {
            json.WriteString("name", account.Name);
            json.WriteNumber("uid", account.UserId);
            json.WriteNumber("gid", account.GroupId);
            json.WriteString("shell", account.Shell);
            json.WriteString("password", Camel(account.Password.ToString()));
            json.WriteBoolean("sudoer", account.IsSudoer);
        }

        private void WriteTool(AttackTool tool)
        {
            json.WriteString("name", tool.Name);
            json.WriteString("kind", Camel(tool.Kind.ToString()));
            json.WriteString("path", tool.Path);
            json.WriteString("layer", tool.Layer);
        }

        private void WriteReferrer(ImageReferrer referrer)
        {
            json.WriteString("type", referrer.Type);
            json.WriteString("digest", referrer.Digest);
        }

        private void WriteGap(Gap gap)
        {
            json.WriteString("code", gap.Code);
            Text("layer", gap.Layer);
            Text("path", gap.Path);
            json.WriteString("message", gap.Message);
        }

        private void WriteFindings()
        {
            var fingerprints = Fingerprint.Of(report.Findings);
            json.WriteStartArray("findings");
            for (var i = 0; i < report.Findings.Count; i++)
            {
                if (report.Findings[i].Severity >= options.MinimumSeverity)
                    WriteFinding(report.Findings[i], fingerprints[i]);
            }

            json.WriteEndArray();
        }

        private void WriteFinding(Finding finding, string fingerprint)
        {
            json.WriteStartObject();
            json.WriteString("ruleId", finding.RuleId);
            json.WriteString("severity", Names.Of(finding.Severity));
            json.WriteString("message", finding.Message);
            WriteLocation(finding.Origin);
            json.WriteString("fix", finding.Rule.Info.Fix);
            json.WriteString("fingerprint", fingerprint);
            if (finding.Suppression is { } suppression)
            {
                json.WriteStartObject("suppression");
                json.WriteString("kind", Names.Of(suppression.Kind));
                json.WriteString("reason", suppression.Reason);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        private void WriteLocation(Provenance? origin)
        {
            if (origin is null)
            {
                json.WriteNull("location");
                return;
            }

            json.WriteStartObject("location");
            var (path, line, layer) = origin switch
            {
                ImageProvenance place => (place.Path, place.Line, place.Layer),
                _ when origin.Text is { } text => (text.Source.Path, (int?)text.Start.Line, null),
                _ => (null, null, null),
            };
            Text("path", path);
            if (line is { } number)
                json.WriteNumber("line", number);
            Text("layer", layer);
            json.WriteString("description", origin.Description);
            json.WriteEndObject();
        }

        private void WriteList<T>(string name, IReadOnlyList<T> items, Action<T> write)
        {
            json.WriteStartArray(name);
            foreach (var item in items)
            {
                json.WriteStartObject();
                write(item);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        private void Texts(string name, IReadOnlyList<string> values)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }

        private void Text(string name, string? value) => json.WriteString(name, value);

        private void Time(string name, DateTimeOffset? value) =>
            json.WriteString(name, value?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));

        // In lower case and without the prefix: net_raw.
        private static IReadOnlyList<string> NamesOf(CapabilitySet capabilities) => [.. capabilities.Select(static c => CapabilityInfo.Of(c).ShortName.ToLowerInvariant())];

        private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
    }
}
