using System.Security.Cryptography;
using System.Text.Json;
using ContainerSec.Images;
using ContainerSec.Images.Inspection;
using ContainerSec.Images.Inspectors;

namespace ContainerSec.Core.Tests.Images;

[TestClass]
public class LayerResultFormatTests
{
    private const int HeadSize = 64;

    private static readonly LayerResult Kept = new()
    {
        DiffId = "sha256:1",
        UnpackedSize = 4711,
        Files = new FileTable(new FileRecord[3], default),
        Gaps = [new LayerGap(GapCodes.Budget, "a", "too much")],
        Facts =
        [
            new NpmTokenFact { Path = "root/.npmrc", Entry = 1 },
            new SystemPackageFact { Path = "var/lib/dpkg/status", Entry = 2, Type = "deb", Name = "bash", Version = "5.2", Epoch = uint.MaxValue, Architecture = "amd64", Licenses = [], Requires = ["libc6|libc7", "libc6"] },
            new SystemPackageFact
            {
                Path = "var/lib/dpkg/status", Entry = 2, Type = "deb", Name = "bäsh", Version = "", SourceName = "bash", SourceVersion = "5", SourceFile = "f", Module = "m", Supplier = "s", Provides = ["amd64"],
            },
            new SudoersFact { Path = "etc/sudoers", Entry = 0, Lines = ["root ALL=(ALL) ALL"] },
            new SudoersFact { Path = "etc/sudoers.d/x", Entry = 0, Lines = [] },
            new PackageFilesFact { Path = "var/lib/dpkg/info/bash.list", Package = "deb bash", Files = "bin/\nbash\n" },
            new PackageFilesFact { Path = "var/lib/dpkg/info/x.list", Files = "" },
            new CopyrightFact { Path = "usr/share/doc/bash/copyright", Licenses = ["GPL-3.0-or-later"] },
            new NpmTokenFact { Path = "root/.npmrc" },
        ],
    };

    [TestMethod]
    public void Read_WhatWasWritten_IsTheSameInTheSameOrder()
    {
        var read = LayerResultFormat.Read(LayerResultFormat.Write(Kept), "sha256:1")!;

        Assert.AreEqual(string.Join('\n', Kept.Facts.Select(Told)), string.Join('\n', read.Facts.Select(Told)));
        Assert.AreEqual(Kept.Gaps.Single(), read.Gaps.Single());
        Assert.AreEqual(4711, read.UnpackedSize);
    }

    [TestMethod]
    public void Read_WithoutPackages_IsTheSame()
    {
        var bare = Kept with { Facts = [Kept.Facts[0]] };

        Assert.AreEqual(Told(bare.Facts[0]), Told(LayerResultFormat.Read(LayerResultFormat.Write(bare), "sha256:1")!.Facts.Single()));
    }

    [TestMethod]
    public void Read_BytesThatSomebodyChanged_GivesNothingOrFacts()
    {
        var bytes = LayerResultFormat.Write(Kept);
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var value in (byte[])[0, 1, 2, 0x7F, 0x80, 0xFF])
            {
                var changed = (byte[])bytes.Clone();
                changed[at] = value;
                // With a checksum that fits, as who shares a cache can write it.
                SHA256.HashData(changed.AsSpan(HeadSize), changed.AsSpan(32, 32));

                var read = LayerResultFormat.Read(changed, "sha256:1");

                Assert.IsTrue(read is null || read.Facts.All(static f => f.Path is not null && f.Entry is >= 0 and < 3));
            }
        }
    }

    private static string Told(LayerFact fact) => fact.GetType().Name + JsonSerializer.Serialize(fact, fact.GetType());
}
