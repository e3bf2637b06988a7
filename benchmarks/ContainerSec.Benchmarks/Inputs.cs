using System.Globalization;
using System.Text;

namespace ContainerSec.Benchmarks;

/// <summary>Configuration as teams write it, made from a fixed seed: hardened and careless services, small and large ones, no two alike.</summary>
internal static class Inputs
{
    private static readonly string[] Names = ["api", "web", "worker", "orders", "billing", "search", "cache", "gateway", "identity", "mail", "report", "stock"];

    /// <summary>The day by which is judged.</summary>
    public static DateTime Today { get; } = new(2026, 1, 15, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>A Dockerfile of at least so many characters: one project's stages after the other's.</summary>
    public static string Dockerfile(int length) => Fill(length, "# syntax=docker/dockerfile:1\n", Stages);

    /// <summary>A Compose file of at least so many characters.</summary>
    public static string Compose(int length) => Fill(length, "services:\n", Service) + "networks:\n  back:\n    internal: true\n";

    /// <summary>Manifests of at least so many characters in one text.</summary>
    public static string Manifests(int length) => Fill(length, "", Manifest);

    /// <summary>The manifests of so many workloads in one text.</summary>
    public static string ManifestsOf(int count)
    {
        var random = new Random(3);
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            Manifest(text, random, i);
        return text.ToString();
    }

    /// <summary>Writes a repository: in ten files three manifests, two Compose files, two Dockerfiles, a project and two of code, which are not judged.</summary>
    public static void WriteRepository(string directory, int files)
    {
        var random = new Random(5);
        for (var i = 0; i < files; i++)
        {
            var text = new StringBuilder();
            var folder = Directory.CreateDirectory(Path.Combine(directory, $"area{i / 50}", $"service{i / 10}")).FullName;
            var name = (i % 10) switch
            {
                < 3 => Add($"manifest{i}.yaml", Manifest),
                < 5 => Add($"compose.{i}.yaml", static (t, r, n) => Service(t.Append("services:\n"), r, n)),
                < 7 => Add($"{i}.Dockerfile", Stages),
                7 => Add($"service{i}.csproj", static (t, _, n) => t.Append(CultureInfo.InvariantCulture, $"<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n    <ContainerRepository>shop/{n}</ContainerRepository>\n  </PropertyGroup>\n</Project>\n")),
                _ => Add($"Program{i}.cs", static (t, r, _) => t.Insert(0, "Console.WriteLine(args.Length);\n", r.Next(10, 200))),
            };
            File.WriteAllText(Path.Combine(folder, name), text.ToString());

            string Add(string file, Action<StringBuilder, Random, int> write)
            {
                write(text, random, i);
                return file;
            }
        }
    }

    private static string Fill(int length, string head, Action<StringBuilder, Random, int> write)
    {
        var random = new Random(1);
        var text = new StringBuilder(head);
        for (var i = 0; text.Length < length; i++)
            write(text, random, i);
        return text.ToString();
    }

    private static bool Sometimes(this Random random, double share) => random.NextDouble() < share;

    private static string Name(Random random, int i) => $"{Names[random.Next(Names.Length)]}-{i}";

    private static void Stages(StringBuilder text, Random random, int i)
    {
        var name = Name(random, i);
        text.Append(CultureInfo.InvariantCulture, $"""
            # {name}
            ARG VERSION=10.0
            FROM mcr.microsoft.com/dotnet/sdk:{"${VERSION}"} AS build-{i}
            WORKDIR /src
            COPY ["src/{name}/{name}.csproj", "src/{name}/"]
            RUN --mount=type=cache,target=/root/.nuget dotnet restore src/{name}/{name}.csproj
            COPY . .
            RUN dotnet publish src/{name} -c Release -o /app \
                --no-restore \
                -p:Version=1.{i}.0

            """);
        if (random.Sometimes(0.4))
            text.Append("RUN apt-get update && apt-get install -y --no-install-recommends curl ca-certificates \\\n    && rm -rf /var/lib/apt/lists/*\n");
        if (random.Sometimes(0.2))
            text.Append("RUN curl -fsSL https://get.contoso.com/install.sh | bash\n");
        if (random.Sometimes(0.1))
            text.Append("RUN <<EOF\nset -e\ngroupadd --gid 1000 app\nuseradd --uid 1000 --gid app app\nEOF\n");
        text.Append(CultureInfo.InvariantCulture, $"""

            FROM mcr.microsoft.com/dotnet/aspnet:10.0
            WORKDIR /app
            COPY --from=build-{i} /app .
            ENV ASPNETCORE_HTTP_PORTS=8080 \
                DOTNET_EnableDiagnostics=0
            LABEL org.opencontainers.image.title="{name}"
            EXPOSE 8080

            """);
        if (random.Sometimes(0.6))
            text.Append("USER $APP_UID\n");
        text.Append(CultureInfo.InvariantCulture, $"HEALTHCHECK CMD [\"/app/{name}\", \"--health\"]\nENTRYPOINT [\"dotnet\", \"{name}.dll\"]\n\n");
    }

    private static void Service(StringBuilder text, Random random, int i)
    {
        var name = Name(random, i);
        text.Append(CultureInfo.InvariantCulture, $"""
              {name}:
                image: registry.contoso.com/shop/{name}:{random.Next(1, 9)}.{random.Next(20)}.{random.Next(20)}
                restart: unless-stopped
                environment:
                  ASPNETCORE_HTTP_PORTS: "8080"
                  Database__Host: {"${DB_HOST:-db}"}
                  Database__Password: {"${DB_PASSWORD}"}

            """);
        for (var n = random.Next(12); n > 0; n--)
            text.Append(CultureInfo.InvariantCulture, $"      Setting__{n}: \"{random.Next(100_000)}\"\n");
        text.Append(CultureInfo.InvariantCulture, $"""
                ports:
                  - "127.0.0.1:{8000 + (i % 1000)}:8080"
                volumes:
                  - ./data/{name}:/data
                  - type: volume
                    source: keys
                    target: /keys
                networks: [back]
                healthcheck:
                  test: ["CMD", "/app/{name}", "--health"]
                  interval: 30s
                deploy:
                  resources:
                    limits: {"{"} cpus: "0.50", memory: 256M {"}"}

            """);
        if (random.Sometimes(0.5))
            text.Append("    read_only: true\n    cap_drop: [ALL]\n    security_opt:\n      - no-new-privileges:true\n    user: \"1000:1000\"\n");
        else if (random.Sometimes(0.1))
            text.Append("    privileged: true\n");
    }

    private static void Manifest(StringBuilder text, Random random, int i)
    {
        var name = Name(random, i);
        var isHardened = random.Sometimes(0.5);
        text.Append(CultureInfo.InvariantCulture, $"""
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: {name}
              namespace: shop-{i % 7}
              labels:
                app.kubernetes.io/name: {name}
                app.kubernetes.io/part-of: shop
            spec:
              replicas: {random.Next(1, 6)}
              selector:
                matchLabels:
                  app.kubernetes.io/name: {name}
              template:
                metadata:
                  labels:
                    app.kubernetes.io/name: {name}
                    app.kubernetes.io/part-of: shop
                spec:
                  serviceAccountName: {name}
                  automountServiceAccountToken: {(isHardened ? "false" : "true")}
                  containers:
                    - name: app
                      image: registry.contoso.com/shop/{name}:{random.Next(1, 9)}.{random.Next(20)}.{random.Next(20)}
                      ports:
                        - name: http
                          containerPort: 8080
                      env:
                        - name: ConnectionStrings__Main
                          valueFrom:
                            secretKeyRef:
                              name: {name}-database
                              key: connection

            """);
        for (var n = random.Next(12); n > 0; n--)
            text.Append(CultureInfo.InvariantCulture, $"            - name: SETTING_{n}\n              value: \"{random.Next(100_000)}\"\n");
        text.Append("""
                      resources:
                        requests: { cpu: 100m, memory: 128Mi }
                        limits: { cpu: 500m, memory: 256Mi }
                      livenessProbe:
                        httpGet:
                          path: /healthz
                          port: http

            """);
        if (isHardened)
            text.Append("          securityContext:\n            runAsNonRoot: true\n            runAsUser: 1000\n            allowPrivilegeEscalation: false\n            readOnlyRootFilesystem: true\n            capabilities:\n              drop: [ALL]\n            seccompProfile:\n              type: RuntimeDefault\n");
        else if (random.Sometimes(0.1))
            text.Append("          securityContext:\n            privileged: true\n          volumeMounts:\n            - name: socket\n              mountPath: /var/run/docker.sock\n      volumes:\n        - name: socket\n          hostPath:\n            path: /var/run/docker.sock\n");
        text.Append(CultureInfo.InvariantCulture, $"""
            ---
            apiVersion: v1
            kind: Service
            metadata:
              name: {name}
              namespace: shop-{i % 7}
            spec:
              selector:
                app.kubernetes.io/name: {name}
              ports:
                - port: 80
                  targetPort: http
            ---

            """);
    }
}
