using ContainerSec.Images.Licenses;
using CsCheck;

namespace ContainerSec.Tests.Images.Licenses;

[TestClass]
public class LicenseExpressionTests
{
    // What it is = what packages say.
    private const string Cases = """
        MIT = MIT | (MIT | mit | The MIT License | MIT License | MIT license (MIT) | The MIT License (MIT) | Expat | MIT/X11 | http://opensource.org/licenses/MIT | https://opensource.org/licenses/mit-license.php | (MIT) | MIT OR MIT
        Apache-2.0 = Apache-2.0 | apache-2.0 | Apache 2.0 | Apache 2 | Apache2 | Apache License, Version 2.0 | The Apache License, Version 2.0 | Apache License 2.0 | Apache Software License 2.0 | ASL 2.0 | http://www.apache.org/licenses/LICENSE-2.0.txt | https://www.apache.org/licenses/LICENSE-2.0 | Apache-2.0 (Apache License 2.0)
        Apache-2.0+ = Apache-2.0+
        BSD-3-Clause = BSD-3-Clause | BSD-3-clause | 3-Clause BSD License | New BSD License | BSD 3-Clause | BSD (3-clause) | BSD License (3-clause) | Modified BSD License | BSD-3 | BSD 3-Clause "New" or "Revised" License
        BSD-2-Clause = BSD-2-Clause | Simplified BSD | BSD 2-Clause License | BSD 2-Clause "Simplified" License
        ISC = ISC | ISC License (ISCL) | isc
        GPL-2.0-only = GPL-2.0 | GPL-2 | GPLv2 | GPL2 | GPL v2 | GNU GPL v2 | GNU General Public License v2 (GPLv2) | GPL-2.0-only | gnu general public license, version 2
        GPL-2.0-or-later = GPL-2.0+ | GPL-2+ | GPLv2+ | GPLv2 or later | GPL version 2 or later | GNU General Public License v2 or later (GPLv2+) | GPL-2.0-or-later
        GPL-3.0-or-later = GPL-3+ | GPLv3+ | GNU General Public License v3 or later (GPLv3+)
        LGPL-2.1-or-later = LGPL-2.1+ | LGPLv2.1+ | GNU Lesser General Public License v2.1 or later
        LGPL-3.0-only = LGPL-3 | LGPLv3 | GNU Lesser General Public License v3 (LGPLv3)
        AGPL-3.0-only = AGPL-3.0 | GNU Affero General Public License v3
        AGPL-3.0-or-later = AGPLv3+ | GNU Affero General Public License v3 or later (AGPLv3+)
        GFDL-1.3-or-later = GFDL-1.3+
        GPL-2.0-only WITH Classpath-exception-2.0 = GPL-2.0-with-classpath-exception | GPL-2.0 WITH Classpath-exception-2.0 | GPLv2 with Classpath exception
        Apache-2.0 WITH LLVM-exception = Apache-2.0 WITH LLVM-exception | apache-2.0 with llvm-exception
        MPL-2.0 = MPL-2.0 | MPLv2.0 | MPL 2.0 | Mozilla Public License 2.0 (MPL 2.0) | Mozilla Public License, Version 2.0 | https://www.mozilla.org/MPL/2.0/
        EPL-2.0 = EPL-2.0 | Eclipse Public License v2.0 | Eclipse Public License - v 2.0 | EPL 2.0 | http://www.eclipse.org/legal/epl-2.0
        CDDL-1.0 = Common Development and Distribution License (CDDL) v1.0 | CDDL 1.0
        PSF-2.0 = Python Software Foundation License | PSF | PSF License
        Python-2.0 = Python-2.0
        Zlib = zlib | zlib/libpng License | Zlib
        ZPL-2.1 = ZPL 2.1 | Zope Public License 2.1
        CC0-1.0 = CC0 | CC0-1.0 | CC0 1.0 Universal
        Unlicense = The Unlicense (Unlicense) | Unlicense
        NCSA = University of Illinois/NCSA Open Source License
        OFL-1.1 = OFL-1.1 | SIL Open Font License 1.1
        Artistic-2.0 = Artistic License 2.0
        MIT OR Apache-2.0 = MIT/Apache-2.0 | MIT OR Apache-2.0 | (MIT or Apache-2.0) | MIT License or Apache License 2.0
        Apache-2.0 OR MIT = Apache-2.0/MIT | Apache-2.0 OR MIT OR Apache-2.0
        GPL-2.0-or-later AND MIT = GPL-2+ and Expat | GPL-2+, Expat | GPL-2+, and Expat
        GPL-2.0-only AND MIT = GPL2 MIT
        (MIT OR GPL-2.0-only) AND BSD-3-Clause = (MIT OR GPL-2.0) AND BSD-3-Clause
        MIT OR GPL-2.0-only AND BSD-3-Clause = MIT OR GPL-2.0 AND BSD-3-Clause | MIT OR (GPL-2.0 AND BSD-3-Clause)
        Artistic-1.0-Perl OR GPL-1.0-or-later = Artistic-1.0-Perl OR GPL-1+
        LicenseRef-public-domain = public-domain
        LicenseRef-public-domain AND MIT = public-domain and MIT
        MIT OR LicenseRef-Acme = MIT OR LicenseRef-Acme
        LicenseRef-Acme-1.0 = LicenseRef-Acme-1.0
        LicenseRef-BSD = BSD
        LicenseRef-GPL = GPL
        LicenseRef-Apache-Software-License = Apache Software License
        LicenseRef-UNLICENSED = UNLICENSED
        LicenseRef-SEE-LICENSE-IN-LICENSE.md = SEE LICENSE IN LICENSE.md
        LicenseRef-GPL-2-with-OpenSSL-linking = GPL-2+ with OpenSSL linking
        LicenseRef-Proprietary = Proprietary
        LicenseRef-MIT-AND = MIT AND
        """;

    [TestMethod]
    public void Normalise_WhatPackagesSay_GivesExpressions()
    {
        var wrong = new List<string>();
        foreach (var line in Cases.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = line.IndexOf(" = ", StringComparison.Ordinal);
            foreach (var text in line[(equals + 3)..].Split(" | "))
            {
                if (LicenseExpression.Normalise(text) is var actual && actual != line[..equals])
                    wrong.Add($"{text} = {actual}, not {line[..equals]}");
            }
        }

        Assert.IsEmpty(wrong, string.Join('\n', wrong));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("  \n")]
    [DataRow("UNKNOWN")]
    [DataRow("NOASSERTION")]
    public void Normalise_Nothing_GivesNothing(string? text) => Assert.AreEqual("", LicenseExpression.Normalise(text));

    [TestMethod]
    public void Normalise_TextOfLicense_IsKnownByItsFirstLine()
    {
        Assert.AreEqual("MIT", LicenseExpression.Normalise("The MIT License (MIT)\n\nCopyright (c) 2020 Somebody\n"));
        StringAssert.Matches(LicenseExpression.Normalise("Copyright (c) 2020 Somebody\nAll rights reserved or not"), new("^LicenseRef-Copyright-c-2020-Somebody-All-rights-rese-[0-9a-f]{12}$|^LicenseRef-Copyright-c-2020-Somebody-All-rights-reserved-or-not$"));
    }

    [TestMethod]
    public void Normalise_EveryIdentifier_IsItselfOrWhatReplacedIt()
    {
        foreach (var id in SpdxLicenseList.Licenses)
        {
            var expected = LicenseExpression.Normalise(id);
            Assert.DoesNotStartWith("LicenseRef-", expected, id);
            Assert.AreEqual(expected, LicenseExpression.Normalise(expected), id);
            Assert.AreEqual(expected, LicenseExpression.Normalise(id.ToUpperInvariant()), id);
            Assert.IsTrue(expected == id || expected.StartsWith(id.TrimEnd('+') + "-o", StringComparison.Ordinal) || expected.Contains(" WITH ", StringComparison.Ordinal) || expected == "SMLNJ", $"{id} became {expected}");
        }

        Assert.HasCount(727, SpdxLicenseList.Licenses);
        Assert.HasCount(84, SpdxLicenseList.Exceptions);
    }

    [TestMethod]
    public void NormaliseAll_ManyTexts_GivesEachOnceInOrder() =>
        CollectionAssert.AreEqual(new[] { "Apache-2.0", "MIT" }, LicenseExpression.NormaliseAll(["The MIT License", null, "Apache 2.0", "MIT", ""]).ToArray());

    [TestMethod]
    public void Normalise_AnyText_GivesValidExpressionTwice()
    {
        string[] words = ["MIT", "GPL-2.0", "GPLv2+", "or", "OR", "and", "with", "(", ")", "/", ",", "+", "License", "2.0", "Classpath-exception-2.0", "foo", "\n", "é", "LicenseRef-x", "Apache", "\""];
        Gen.OneOf(Gen.String, Gen.Int[0, words.Length - 1].Select(i => words[i]).Array[0, 12].Select(static w => string.Join(' ', w)), Gen.Int[1, 3000].Select(static n => new string('(', n)), Gen.Int[1, 3000].Select(static n => string.Concat(Enumerable.Repeat("MIT OR ", n)))).Sample(static text =>
        {
            var once = LicenseExpression.Normalise(text);
            foreach (var c in once)
                Assert.IsTrue(char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '+' or '(' or ')' or ' ' or ':', $"'{text}' became '{once}'");
            Assert.AreEqual(once, LicenseExpression.Normalise(once), text);
        }, iter: 20_000);
    }
}
