#!/usr/bin/env bash
# Everything that has to hold before a change lands: build, format, tests, native binary, packages, benchmarks' dry run.
# The last line is "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

step() { printf '\n== %s\n' "$1"; }

step "build"
dotnet build ContainerSec.Core.sln -c Release --nologo -v q

step "format"
dotnet format whitespace ContainerSec.Core.sln --verify-no-changes --no-restore

step "test"
# The README's test command, with the report that is counted below.
dotnet test ContainerSec.Core.sln -c Release --no-build | tee "$work/tests.log"

step "native binary"
dotnet publish src/ContainerSec.Tool -c Release -r linux-x64 --nologo -v q -o "$work/native" | tee "$work/publish.log"
if grep -E "warning (IL|CS|NETSDK)" "$work/publish.log"; then echo "the native publish has warnings"; exit 1; fi
tool="$work/native/containersec"
"$tool" check samples/Shop/hardened --fail-on info >/dev/null
status=0; "$tool" check samples/Shop/insecure --format sarif --output "$work/shop.sarif" || status=$?
[ "$status" -eq 1 ] || { echo "the insecure shop gave exit code $status, not 1"; exit 1; }
status=0; "$tool" threats samples/Shop/insecure --format json --output "$work/threats.json" || status=$?
[ "$status" -eq 1 ] || { echo "the threats to the insecure shop gave exit code $status, not 1"; exit 1; }
"$tool" threats samples/Shop/hardened --format html >/dev/null
"$tool" explain CSEC0901 >/dev/null
"$tool" caps decode 00000000a80425fb >/dev/null
"$tool" caps effective --user 1000 --cap-drop ALL --cap-add NET_BIND_SERVICE --userns --format json >/dev/null
"$tool" rules --format json >/dev/null

step "packages"
dotnet pack ContainerSec.Core.sln -c Release --no-build --nologo -v q -o "$work/packages"
# The tool has a package a runtime: the native one for this system, and the portable one for every system without its own.
dotnet pack src/ContainerSec.Tool -c Release -r linux-x64 --nologo -v q -o "$work/packages"
dotnet pack src/ContainerSec.Tool -c Release -r any -p:PublishAot=false --nologo -v q -o "$work/packages"
ls "$work/packages"
dotnet tool install ContainerSec.Tool --tool-path "$work/installed" --source "$work/packages" --prerelease >/dev/null
"$work/installed/containersec" caps explain NET_RAW >/dev/null

step "benchmarks, dry run"
dotnet run --project benchmarks/ContainerSec.Benchmarks -c Release --no-build -- --filter "*" --job Dry --inProcess --artifacts "$work/benchmarks" >"$work/benchmarks.log" 2>&1 \
  || { tail -40 "$work/benchmarks.log"; exit 1; }
if grep -q "There are not any results runs\|Benchmarks with issues" "$work/benchmarks.log"; then tail -40 "$work/benchmarks.log"; exit 1; fi

step "result"
awk '/^ *total:/ {t+=$2} /^ *succeeded:/ {p+=$2} /^ *failed:/ {f+=$2} /^ *skipped:/ {s+=$2}
     END { if (t == 0) { print "no test ran"; exit 1 } printf "%d passed, %d failed, %d skipped\n", p, f, s }' "$work/tests.log"
