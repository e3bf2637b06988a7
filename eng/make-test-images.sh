#!/usr/bin/env bash
# Makes what tests compare the inspectors with, by the tools whose formats they read.
# Usage: make-test-images.sh KIND FOLDER
#   debian      a minimal Debian root by debootstrap: layer.tar, and what dpkg-query says of it in packages.tsv (needs root and the mirror)
#   rpm         three small packages by rpmbuild, installed into an empty root: layer.tar, and what rpm says of it in packages.tsv
# Exit code 3: a tool that it needs is not here.
set -euo pipefail
kind=$1
mkdir -p "$2"
out=$(cd "$2" && pwd)

need() { for tool in "$@"; do command -v "$tool" >/dev/null || { echo "$tool is not installed" >&2; exit 3; }; done; }

debian() {
    need debootstrap dpkg-query tar
    [ "$(id -u)" -eq 0 ] || { echo "debootstrap needs root" >&2; exit 3; }
    local mirror
    mirror=$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | head -1 | tr -d ' ' || true)
    debootstrap --variant=minbase bookworm "$out/root" "${mirror:-http://deb.debian.org/debian}" >"$out/debootstrap.log" 2>&1 || { tail -3 "$out/debootstrap.log" >&2; exit 3; }
    dpkg-query --admindir="$out/root/var/lib/dpkg" -W -f '${Package}\t${Version}\t${Architecture}\t${source:Package}\t${source:Version}\t${db:Status-Status}\n' >"$out/packages.tsv"
    tar -C "$out/root" --numeric-owner --xattrs --xattrs-include='security.*' -cf "$out/layer.tar" --exclude=./proc/* --exclude=./sys/* --exclude=./dev/* .
    rm -rf "$out/root"
}

# Three packages of one source: one has an epoch, one needs what it provides and a file of it.
rpm_root() {
    need rpm rpmbuild tar
    local top="$out/build" root="$out/root"
    mkdir -p "$top" "$root"
    cat >"$top/shop.spec" <<'SPEC'
Name: shop
Version: 1.2
Release: 3.fc40
Summary: A shop
License: GPLv2+ and MIT
Vendor: Fedora Project
Modularitylabel: shop:1:20240101:abcdef
%description
A shop.
%package libs
Epoch: 2
Summary: Its library
BuildArch: noarch
Provides: libshop.so.1()(64bit)
%description libs
A library.
%package -n shop-tools
Summary: Tools
Requires: libshop.so.1()(64bit), /usr/share/shop/data.txt
%description -n shop-tools
Tools.
%install
mkdir -p %{buildroot}/usr/share/shop %{buildroot}/etc %{buildroot}/usr/bin
echo data > %{buildroot}/usr/share/shop/data.txt
echo conf > %{buildroot}/etc/shop.conf
echo tool > %{buildroot}/usr/bin/shop-tool
for i in $(seq 1 400); do echo "$i" > %{buildroot}/usr/share/shop/a-file-with-a-long-name-so-that-the-header-needs-more-than-one-page-$i.txt; done
%files
%config /etc/shop.conf
%files libs
/usr/share/shop
%files -n shop-tools
/usr/bin/shop-tool
SPEC
    rpmbuild -bb --quiet --define "_topdir $top" "$top/shop.spec" >"$out/rpmbuild.log" 2>&1
    rpm --root "$root" --dbpath /var/lib/rpm --define "_db_backend sqlite" --nodeps --noscripts -i "$top"/RPMS/*/*.rpm 2>"$out/rpm.log"
    rpm --root "$root" --dbpath /var/lib/rpm --define "_db_backend sqlite" -qa \
        --qf '%{NAME}\t%{EPOCHNUM}\t%{VERSION}-%{RELEASE}\t%{ARCH}\t%{SOURCERPM}\t%{LICENSE}\t%{VENDOR}\t%{MODULARITYLABEL}\n' 2>>"$out/rpm.log" | sort >"$out/packages.tsv"
    tar -C "$root" --numeric-owner --owner=0 --group=0 -cf "$out/layer.tar" .
    rm -rf "$root" "$top"
}

case $kind in
    debian) debian ;;
    rpm) rpm_root ;;
    *) echo "no such kind: $kind" >&2; exit 2 ;;
esac
