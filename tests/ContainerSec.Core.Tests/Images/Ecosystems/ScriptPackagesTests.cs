using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images.Ecosystems;

/// <summary>Packages of Python, Ruby, PHP and conda.</summary>
[TestClass]
public class ScriptPackagesTests
{
    [TestMethod]
    public async Task Inspect_PythonDistributions_AreTold()
    {
        var text = await InventoryText.OfFilesAsync(
            ("usr/lib/python3/dist-packages/PyYAML-6.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: PyYAML\nVersion: 6.0\nLicense: MIT\nClassifier: License :: OSI Approved :: MIT License\n\nName: ignored\n"),
            ("venv/lib/python3.12/site-packages/requests-2.32.0.dist-info/METADATA", "Metadata-Version: 2.1\r\nName: requests\r\nVersion: 2.32.0\r\nLicense: Apache-2.0\r\nRequires-Dist: charset-normalizer (<4,>=2)\r\nRequires-Dist: zope.interface>=1\r\nRequires-Dist: PyYAML ; python_version >= \"3\"\r\nRequires-Dist: PySocks!=1.5.7,>=1.5.6; extra == 'socks'\r\n"),
            ("venv/lib/python3.12/site-packages/charset_normalizer-3.3.dist-info/METADATA", "Name: charset_normalizer\nVersion: 3.3\nLicense: Some text\nClassifier: License :: OSI Approved :: GNU General Public License v2 or later (GPLv2+)\nClassifier: License :: OSI Approved\n"),
            ("venv/lib/python3.12/site-packages/zope.interface-6.4.post2.dist-info/METADATA", "Name: Zope.Interface\nVersion: 6.4.post2\nLicense: ZPL 2.1\nSummary: a\n  Version: 9\n"),
            ("venv/lib/python3.12/site-packages/new-1.dist-info/METADATA", "Metadata-Version: 2.4\nName: new\nVersion: 1\nLicense-Expression: MIT OR Apache-2.0\nLicense-File: LICENSE\n"),
            ("venv/lib/python3.12/site-packages/old-0.1.egg-info", "Metadata-Version: 1.0\nName: old\nVersion: 0.1\nLicense: UNKNOWN\n"),
            ("venv/lib/python3.12/site-packages/older-0.2-py3.12.egg-info/PKG-INFO", "Name: older\nVersion: 0.2\nLicense: BSD\n"),
            ("venv/lib/python3.12/site-packages/egg-0.3-py3.12.egg/EGG-INFO/PKG-INFO", "Name: egg\nVersion: 0.3\n"),
            ("venv/lib/python3.12/site-packages/setuptools/_vendor/wheel-0.43.0.dist-info/METADATA", "Name: wheel\nVersion: 0.43.0\n"),
            ("venv/lib/python3.12/site-packages/lib/tests/data/fake-1.dist-info/METADATA", "Name: fake\nVersion: 1\n"),
            ("src/app.egg-info/PKG-INFO", "Name: app\nVersion: 1\n"),
            ("src/METADATA", "Name: app\nVersion: 1\n"));

        Assert.AreEqual("""
            pkg:pypi/charset-normalizer@3.3 | GPL-2.0-or-later |  | venv/lib/python3.12/site-packages/charset_normalizer-3.3.dist-info/METADATA
            pkg:pypi/egg@0.3 |  |  | venv/lib/python3.12/site-packages/egg-0.3-py3.12.egg/EGG-INFO/PKG-INFO
            pkg:pypi/new@1 | MIT OR Apache-2.0 |  | venv/lib/python3.12/site-packages/new-1.dist-info/METADATA
            pkg:pypi/old@0.1 |  |  | venv/lib/python3.12/site-packages/old-0.1.egg-info
            pkg:pypi/older@0.2 | LicenseRef-BSD |  | venv/lib/python3.12/site-packages/older-0.2-py3.12.egg-info/PKG-INFO
            pkg:pypi/pyyaml@6.0 | MIT |  | usr/lib/python3/dist-packages/PyYAML-6.0.dist-info/METADATA
            pkg:pypi/requests@2.32.0 | Apache-2.0 | pkg:pypi/charset-normalizer@3.3, pkg:pypi/pyyaml@6.0, pkg:pypi/zope.interface@6.4.post2 | venv/lib/python3.12/site-packages/requests-2.32.0.dist-info/METADATA
            pkg:pypi/wheel@0.43.0 |  |  | venv/lib/python3.12/site-packages/setuptools/_vendor/wheel-0.43.0.dist-info/METADATA
            pkg:pypi/zope.interface@6.4.post2 | ZPL-2.1 |  | venv/lib/python3.12/site-packages/zope.interface-6.4.post2.dist-info/METADATA
            """, text);
    }

    [TestMethod]
    [DataRow("Name: a\n")]
    [DataRow("\0\0\0\0")]
    [DataRow("Version: 1\n\nName: a\n")]
    public async Task Inspect_BadMetadata_IsGap(string content) =>
        Assert.AreEqual("package-evidence x/site-packages/a-1.dist-info/METADATA", await InventoryText.OfFilesAsync(("x/site-packages/a-1.dist-info/METADATA", content)));

    // What importlib.metadata of the machine's own Python lists.
    [TestMethod]
    public async Task Inspect_MachinesPython_TellsWhatPythonLists()
    {
        const string folder = "/usr/lib/python3/dist-packages";
        if (!File.Exists("/usr/bin/python3") || !Directory.Exists(folder))
        {
            Assert.Inconclusive("Debian's Python is not installed.");
            return;
        }

        using var python = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/usr/bin/python3", ["-c", $"import importlib.metadata as m\nfor d in m.distributions(path=['{folder}']):\n  if d.metadata['Name']: print(d.metadata['Name'], d.version)"]) { RedirectStandardOutput = true })!;
        var listed = (await python.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Order(StringComparer.Ordinal).ToArray();
        var image = new ImageForge().Layer(t =>
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }).Order(StringComparer.Ordinal))
            {
                if (Path.GetFileName(file) is "METADATA" or "PKG-INFO" || file.EndsWith(".egg-info", StringComparison.Ordinal))
                    t.File(file[1..], File.ReadAllBytes(file));
            }
        });

        var report = await image.InspectAsync();

        CollectionAssert.AreEqual(listed, report.Packages.Select(static p => $"{p.Name} {p.Version}").Distinct().Order(StringComparer.Ordinal).ToArray());
        Assert.IsEmpty(report.Gaps);
    }

    [TestMethod]
    public async Task Inspect_Gems_AreTold()
    {
        var text = await InventoryText.OfFilesAsync(
            ("usr/local/bundle/specifications/rack-3.0.8.gemspec", "# -*- encoding: utf-8 -*-\n# stub: rack 3.0.8 ruby lib\n\nGem::Specification.new do |s|\n  s.name = \"rack\".freeze\n  s.version = \"3.0.8\".freeze\n  s.authors = [\"Leah \\\"N\\\"\".freeze, \"B\".freeze]\n  s.licenses = [\"MIT\".freeze]\nend\n"),
            ("usr/local/bundle/specifications/nokogiri-1.16.2-x86_64-linux.gemspec", "Gem::Specification.new do |s|\n  s.name = \"nokogiri\"\n  s.version = \"1.16.2\"\n  s.platform = \"x86_64-linux\".freeze\n  s.licenses = [\"MIT\", \"Ruby\"]\n  if s.respond_to? :specification_version then\n    s.add_runtime_dependency(%q<racc>.freeze, [\"~> 1.4\"])\n    s.add_development_dependency(%q<rack>.freeze, [\">= 0\"])\n  else\n    s.add_dependency(%q<rack>.freeze, [\">= 0\"])\n  end\nend\n"),
            ("usr/lib/ruby/gems/3.1.0/specifications/default/racc-1.6.0.gemspec", "# stub: racc 1.6.0 java lib\n"),
            ("usr/local/bundle/gems/rack-3.0.8/rack.gemspec", "Gem::Specification.new do |s|\n  s.name = \"no\"\n  s.version = \"1\"\nend\n"),
            ("x/specifications/bad-1.gemspec", "s.name = `id`\ns.version = Foo::VERSION"));

        Assert.AreEqual("""
            pkg:gem/nokogiri@1.16.2?platform=x86_64-linux | MIT, Ruby | pkg:gem/racc@1.6.0?platform=java | usr/local/bundle/specifications/nokogiri-1.16.2-x86_64-linux.gemspec
            pkg:gem/racc@1.6.0?platform=java |  |  | usr/lib/ruby/gems/3.1.0/specifications/default/racc-1.6.0.gemspec
            pkg:gem/rack@3.0.8 | MIT |  | usr/local/bundle/specifications/rack-3.0.8.gemspec
            package-evidence x/specifications/bad-1.gemspec
            """, text);
    }

    // Specifications as Ruby's own package of Debian installs them, against what RubyGems itself reads of them.
    [TestMethod]
    public async Task Inspect_MachinesGems_TellWhatGemLists()
    {
        if (!File.Exists("/usr/bin/ruby"))
        {
            Assert.Inconclusive("Ruby is not installed.");
            return;
        }

        using var ruby = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/usr/bin/ruby", ["-e", "Gem::Specification.each { |s| puts [s.loaded_from, s.name, s.version, s.platform].join(' ') }"]) { RedirectStandardOutput = true })!;
        var listed = (await ruby.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static l => l.Contains("/specifications/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();

        var report = await new ImageForge().Layer(t =>
        {
            foreach (var line in listed)
                t.File(line.Split(' ')[0][1..], File.ReadAllBytes(line.Split(' ')[0]));
        }).InspectAsync();

        CollectionAssert.AreEqual(listed, report.Packages.Select(static p => $"/{p.Location} {p.Name} {p.Version} {(p.Purl.Qualifiers.Count > 0 ? p.Purl.Qualifiers[0].Value : "ruby")}").Order(StringComparer.Ordinal).ToArray());
        Assert.IsEmpty(report.Gaps);
    }

    [TestMethod]
    public async Task Inspect_OfOperatingSystem_IsMarked()
    {
        var report = await new ImageForge()
            .Layer(t => t.File("etc/os-release", "ID=debian\nVERSION_ID=12\n").File("var/lib/dpkg/status", "Package: python3-yaml\nStatus: install ok installed\nArchitecture: all\nVersion: 6.0-3\n")
                .File("var/lib/dpkg/info/python3-yaml.md5sums", "d41d8cd98f00b204e9800998ecf8427e  usr/lib/python3/dist-packages/PyYAML-6.0.dist-info/METADATA\n").File("usr/lib/python3/dist-packages/PyYAML-6.0.dist-info/METADATA", "Name: PyYAML\nVersion: 6.0\n"))
            .Layer(t => t.File("usr/local/lib/python3.11/dist-packages/a-1.dist-info/METADATA", "Name: a\nVersion: 1\n"))
            .InspectAsync();

        Assert.AreEqual("pyyaml True, a False", string.Join(", ", report.Packages.Where(static p => p.Type == "pypi").OrderByDescending(static p => p.Purl.Name).Select(static p => $"{p.Purl.Name} {p.IsFromOperatingSystem}")));
    }

    [TestMethod]
    public async Task Inspect_ComposerPackages_AreTold()
    {
        var text = await InventoryText.OfFilesAsync(
            ("app/composer.lock", """{ "packages": [{ "name": "a/ghost", "version": "1" }] }"""),
            ("app/vendor/composer/installed.json", """{ "packages": [{ "name": "Monolog/Monolog", "version": "3.5.0", "license": ["MIT"], "require": { "php": ">=8", "psr/log": "^2" } }, { "name": "psr/log", "version": "v3.0.0", "license": ["MIT", "GPL-2.0-or-later"], "authors": [{ "name": "PHP-FIG" }] }, { "name": "x/meta", "version": "1", "type": "metapackage" }, { "name": "x/y" }], "dev": false }"""),
            ("old/vendor/composer/installed.json", """[{ "name": "a/b", "version": "dev-main", "license": [] }]"""),
            ("bad/vendor/composer/installed.json", """{ "dev": true }"""),
            ("other/installed.json", "[]"));

        Assert.AreEqual("""
            pkg:composer/a/b@dev-main |  |  | old/vendor/composer/installed.json
            pkg:composer/monolog/monolog@3.5.0 | MIT | pkg:composer/psr/log@v3.0.0 | app/vendor/composer/installed.json
            pkg:composer/psr/log@v3.0.0 | MIT OR GPL-2.0-or-later |  | app/vendor/composer/installed.json
            package-evidence app/vendor/composer/installed.json
            package-evidence bad/vendor/composer/installed.json
            """, text);
    }

    [TestMethod]
    public async Task Inspect_CondaPackages_AreTold()
    {
        var text = await InventoryText.OfFilesAsync(
            ("opt/conda/conda-meta/numpy-1.26.4-py311h64a7726_0.json", """{ "name": "numpy", "version": "1.26.4", "build": "py311h64a7726_0", "channel": "https://conda.anaconda.org/conda-forge/linux-64", "subdir": "linux-64", "fn": "numpy-1.26.4-py311h64a7726_0.conda", "license": "BSD-3-Clause", "depends": ["python >=3.11,<3.12.0a0", "ghost"] }"""),
            ("opt/conda/conda-meta/python-3.11.8-h955ad1f_0.json", """{ "name": "python", "version": "3.11.8", "build": "h955ad1f_0", "channel": "conda-forge", "subdir": "linux-64", "license": "PSF-2.0" }"""),
            ("opt/conda/conda-meta/bad-1-0.json", "{"),
            ("opt/conda/conda-meta/history", "x"),
            ("opt/other/a-1.json", "x"));

        Assert.AreEqual("""
            pkg:conda/numpy@1.26.4?build=py311h64a7726_0&channel=conda-forge&subdir=linux-64&type=conda | BSD-3-Clause | pkg:conda/python@3.11.8?build=h955ad1f_0&channel=conda-forge&subdir=linux-64 | opt/conda/conda-meta/numpy-1.26.4-py311h64a7726_0.json
            pkg:conda/python@3.11.8?build=h955ad1f_0&channel=conda-forge&subdir=linux-64 | PSF-2.0 |  | opt/conda/conda-meta/python-3.11.8-h955ad1f_0.json
            package-evidence opt/conda/conda-meta/bad-1-0.json
            """, text);
    }
}
