# syntax=docker/dockerfile:1
# Own text: one of each, with what makes places hard.
ARG RUNTIME=9.0
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:${RUNTIME} AS build
ARG CONFIGURATION=Release
WORKDIR /src
COPY --link *.csproj \
     # a comment between continuation lines
     Directory.Build.props ./
RUN --mount=type=cache,target=/root/.nuget \
    --mount=type=secret,id=feed,mode=0400 \
    dotnet restore && \
    # quoted, continued, piped
    curl -fsSL "https://example.com/\
install.sh" | bash -s -- --version "$RUNTIME"
RUN <<EOS
set -o pipefail
sudo sh -c 'echo "a" | tee /etc/a'
EOS
RUN ["sh", "-c", "chmod 777 \"/src\" && id"]
COPY <<EOF /etc/motd
hello
EOF

FROM mcr.microsoft.com/dotnet/aspnet:${RUNTIME}
LABEL org.opencontainers.image.title="Shop" \
      team=blue
ENV ASPNETCORE_HTTP_PORTS=8080 \
    TOKEN='not $expanded'
EXPOSE 8080/tcp
COPY --from=build --chown=1654:1654 /src/out /app
HEALTHCHECK --interval=30s CMD curl -f http://localhost:8080/health || exit 1
USER 1654
ENTRYPOINT ["dotnet", "/app/Shop.dll"]
