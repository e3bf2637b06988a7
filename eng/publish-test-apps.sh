#!/usr/bin/env bash
# Publishes one small .NET application in every way that .NET knows, for the tests of image inspection.
# Usage: eng/publish-test-apps.sh FOLDER. Each way is a folder below; one that cannot be published here has a file NAME.failed with the reason instead.
set -uo pipefail
out=$(mkdir -p "$1" && cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1
rid=linux-$(case "$(uname -m)" in aarch64) echo arm64 ;; *) echo x64 ;; esac)

mkdir "$work/shop"
# Nothing of the repository's own build may reach the application.
for name in Directory.Build.props Directory.Build.targets Directory.Packages.props; do echo '<Project />' >"$work/$name"; done
cat >"$work/shop/shop.csproj" <<'EOF'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <InvariantGlobalization>true</InvariantGlobalization>
    <NuGetAudit>false</NuGetAudit>
    <SuppressTrimAnalysisWarnings>true</SuppressTrimAnalysisWarnings>
    <SatelliteResourceLanguages>en</SatelliteResourceLanguages>
    <DebugType>none</DebugType>
    <Version>1.2.3</Version>
    <PackageId>shop.tool</PackageId>
    <ToolCommandName>shop</ToolCommandName>
  </PropertyGroup>
  <ItemGroup Condition="'$(PublishAot)' != 'true'">
    <PackageReference Include="Newtonsoft.Json" Version="13.0.1" />
    <Compile Remove="Native.cs" />
  </ItemGroup>
  <ItemGroup Condition="'$(PublishAot)' == 'true'">
    <Compile Remove="Program.cs" />
  </ItemGroup>
  <ItemGroup Condition="'$(IsWeb)' == 'true'">
    <FrameworkReference Include="Microsoft.AspNetCore.App" />
  </ItemGroup>
</Project>
EOF
echo 'System.Console.WriteLine(Newtonsoft.Json.Linq.JObject.Parse("{\"a\":1}")["a"]);' >"$work/shop/Program.cs"
echo 'System.Console.WriteLine("native");' >"$work/shop/Native.cs"

publish() {
  local name=$1
  shift
  if [ -d "$out/$name" ]; then return; fi
  # Each way has its own copy: what one leaves behind must not serve the next.
  cp -r "$work/shop" "$work/$name"
  if (cd "$work/$name" && dotnet publish -v q -o "$work/out-$name" "$@") >"$work/$name.log" 2>&1; then
    rm -f "$out/$name.failed"
    mv "$work/out-$name" "$out/$name"
  else
    tail -20 "$work/$name.log" >"$out/$name.failed"
  fi
  rm -rf "${work:?}/$name"
}

publish portable
publish web -p:IsWeb=true
publish self -r "$rid" --self-contained
publish single -r "$rid" --no-self-contained -p:PublishSingleFile=true
publish single-bare -r "$rid" --no-self-contained -p:PublishSingleFile=true -p:GenerateDependencyFile=false
publish self-single -r "$rid" --self-contained -p:PublishSingleFile=true
publish trimmed -r "$rid" --self-contained -p:PublishTrimmed=true
publish trimmed-single -r "$rid" --self-contained -p:PublishTrimmed=true -p:PublishSingleFile=true -p:EnableCompressionInSingleFile=true
publish ready -r "$rid" --no-self-contained -p:PublishReadyToRun=true
publish native -r "$rid" -p:PublishAot=true
publish native-symbols -r "$rid" -p:PublishAot=true -p:StripSymbols=false

if [ ! -d "$out/tool" ]; then
  if (cd "$work/shop" && dotnet pack -v q -p:PackAsTool=true -o "$work/packages" \
      && dotnet tool install shop.tool --version 1.2.3 --tool-path "$work/tool" --source "$work/packages") >"$work/tool.log" 2>&1; then
    rm -f "$out/tool.failed"
    mv "$work/tool" "$out/tool"
  else
    tail -20 "$work/tool.log" >"$out/tool.failed"
  fi
fi
ls "$out"
