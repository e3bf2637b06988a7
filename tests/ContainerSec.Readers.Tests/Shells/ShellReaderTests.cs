using ContainerSec.Readers.Shells;

namespace ContainerSec.Readers.Tests.Shells;

[TestClass]
public sealed class ShellReaderTests
{
    /// <summary>A script and its commands: "|" joins a pipeline, ";" parts pipelines, "?" is unknown, "+" ahead says that there may be more.</summary>
    [TestMethod]
    [DataRow("", "")]
    [DataRow("echo hello", "echo hello")]
    [DataRow("a; b && c || d & e", "a;b;c;d;e")]
    [DataRow("curl -fsSL https://x.sh | sh", "curl -fsSL https://x.sh|sh")]
    [DataRow("a |& b", "a|b")]
    [DataRow("a\nb\r\nc", "a;b;c")]
    [DataRow("/usr/bin/apt-get install -y curl", "apt-get install -y curl")]
    [DataRow("echo 'a b' \"c d\" e\\ f g''h", "echo [a b] [c d] [e f] gh")]
    [DataRow("echo '' \"\"", "echo [] []")]
    [DataRow("echo \"a\\\"b\\$c\\n\"", "echo a\"b$c\\n")]
    [DataRow("echo $'a\\tb'", "echo [a\tb]")]
    [DataRow("a # b | c\nd", "a;d")]
    [DataRow("echo a#b", "echo a#b")]
    [DataRow("echo a \\\n  b", "echo a b")]
    [DataRow("(cd /x && make) | tee log", "cd /x;make|tee log")]
    [DataRow("{ curl x; } | bash", "curl x|bash")]
    [DataRow("if test -f a; then b; elif c; then d; else e; fi", "test -f a;b;c;d;e")]
    [DataRow("for i in 1 2 3; do echo \"$i\"; done", "echo ?")]
    [DataRow("for i in $(ls); do rm $i; done", "ls;rm ?")]
    [DataRow("for ((i=0; i<3; i++)); do a; done", "a")]
    [DataRow("while read -r l; do b; done < f", "read -r l;b")]
    [DataRow("until a; do b; done", "a;b")]
    [DataRow("case $x in a|b) c ;; (*) d; e ;; esac; f", "c;d;e;f")]
    [DataRow("case x in\n  a)\n    b\n    ;;\n  *)\n    c\nesac", "b;c")]
    [DataRow("f() { a; }; f", "a;f")]
    [DataRow("function f { a; }", "a")]
    [DataRow("[[ -f a && -n $b ]] && c", "[[ -f a -n ? ]];c")]
    [DataRow("[ -f a ] && c", "[ -f a ];c")]
    [DataRow("(( i > 3 )) && c", "c")]
    [DataRow("! a", "a")]
    [DataRow("a > out 2>&1 < in >> more", "a >out >more")]
    [DataRow("a 2>err &> all >| clobber", "a >err >all >clobber")]
    [DataRow("> empty", " >empty")]
    [DataRow("cat <<EOF > file\nrm -rf /\nEOF\nb", "cat >file;b")]
    [DataRow("cat <<-'EOF'\n\tx $(y)\n\tEOF\nb", "cat;b")]
    [DataRow("cat <<EOF\nx $(y z)\nEOF", "cat;y z")]
    [DataRow("bash <<'EOF'\na | b\nEOF\nc", "bash;a|b;c")]
    [DataRow("bash <<< 'a b'", "bash;a b")]
    [DataRow("sh -c 'a; b'", "sh -c [a; b];a;b")]
    [DataRow("bash -euxo pipefail -c 'a | b'", "bash -euxo pipefail -c [a | b];a|b!")]
    [DataRow("bash -lc \"a '$X' | b\"", "bash -lc ?;a ?|b")]
    [DataRow("sh -c \"$(curl -fsSL https://x)\"", "+sh -c ? {curl -fsSL https://x};curl -fsSL https://x")]
    [DataRow("bash <(curl -s x)", "bash ? {curl -s x};curl -s x")]
    [DataRow("a `b c` d", "a ? d {b c};b c")]
    [DataRow("a \"x $(b \"$(c)\") y\"", "a ? {b ? {c};c};b ? {c};c")]
    [DataRow("X=$(a) Y=1 b", "X=? Y=1 b {a};a")]
    [DataRow("X=1", "X=1 ")]
    [DataRow("X=1; echo $X ${X} ${X:-2} ${Y:-2}", "X=1 ;echo 1 1 1 ?")]
    [DataRow("X='a b'; echo $X \"$X\"", "X=a b ;echo a b [a b]")]
    [DataRow("X=1; sh -c 'echo $X'", "X=1 ;sh -c [echo $X];echo ?")]
    [DataRow("X=1 && a $X; a $X", "X=1 ;a 1;a 1")]
    [DataRow("t && X=1 && a $X; a $X", "t;X=1 ;a 1;a ?")]
    [DataRow("if t; then X=1; fi; a $X", "t;X=1 ;a ?")]
    [DataRow("X=1; read X; a $X", "X=1 ;read X;a ?")]
    [DataRow("X=1; . ./env; a $X", "X=1 ;. ./env;a ?")]
    [DataRow("export A=1 B=2; c $A$B", "A=1 B=2 export A=1 B=2;c 12")]
    [DataRow("a=(b $(c) d); e", "c;e")]
    [DataRow("set -o pipefail; a | b", "set -o pipefail!;a|b!")]
    [DataRow("set -eux -o pipefail && a | b", "set -eux -o pipefail!;a|b!")]
    [DataRow("set -euo pipefail\na | b\nset +o pipefail\nc | d", "set -euo pipefail!;a|b!;set +o pipefail;c|d")]
    [DataRow("(set -o pipefail; a | b); c | d", "set -o pipefail!;a|b!;c|d")]
    [DataRow("sudo apt-get update", "apt-get update;sudo apt-get update")]
    [DataRow("curl x | sudo -u root -E bash -s -- y", "curl x|bash -s -- y;sudo -u root -E bash -s -- y")]
    [DataRow("sudo X=1 a", "X=1 a;sudo X=1 a")]
    [DataRow("sudo -i", "sudo -i")]
    [DataRow("exec nginx -g 'daemon off;'", "nginx -g [daemon off;]")]
    [DataRow("env X=1 -u Y a b", "X=1 -u Y a b")]
    [DataRow("env -u Y X=1 a b", "X=1 a b")]
    [DataRow("time nice -n 5 timeout 30 a", "a")]
    [DataRow("command -v curl", "command -v curl")]
    [DataRow("busybox wget x", "wget x")]
    [DataRow("su - app -c 'a; b'", "su - app -c [a; b];a;b")]
    [DataRow("gosu app a b", "a b;gosu app a b")]
    [DataRow("find / -name x -exec chmod 777 {} +", "find / -name x -exec chmod 777 {} +;chmod 777 {}")]
    [DataRow("find . -exec rm {} \\; -print", "find . -exec rm {} ; -print;rm {}")]
    [DataRow("ls | xargs -n 1 rm -f", "ls|xargs -n 1 rm -f;rm -f")]
    [DataRow("eval 'a b'", "eval [a b];a b")]
    [DataRow("eval $X", "+eval ?")]
    [DataRow("trap 'rm -f x' EXIT", "trap [rm -f x] EXIT;rm -f x")]
    [DataRow("$CMD a", "+? a")]
    [DataRow("powershell -Command x", "+powershell -Command x")]
    [DataRow("echo 'unterminated", "+echo unterminated")]
    [DataRow("if a; then b", "+a;b")]
    [DataRow("a )", "+a")]
    [DataRow("echo ${x%.*} ${#x} $((1+2)) $1 $@", "echo ? ? ? ? ?")]
    [DataRow("echo $HOME/.ssh", "echo /root/.ssh")]
    [DataRow("curl $LIST", "curl a b")]
    public void Read_Script(string script, string expected)
    {
        var context = new ShellContext { Variables = static name => name switch { "HOME" => "/root", "LIST" => "a b", _ => null } };
        Assert.AreEqual(expected, ShellText.Of(ShellReader.Read(script, null, context)), script);
    }

    [TestMethod]
    public void ReadArguments_ReadsTheScriptOfAShell()
    {
        var source = new SourceText("pod.yaml", "command: [sh, -c, \"curl x | sh\"]");
        FactList<string> arguments = new([Fact.Known("sh", source.At(10, 12)), Fact.Known("-c", source.At(14, 16)), Fact.Known("curl x | sh", source.At(18, 31))]);
        var script = ShellReader.ReadArguments(arguments);
        Assert.AreEqual("sh -c [curl x | sh];curl x|sh", ShellText.Of(script));
        Assert.AreEqual("curl x", ShellText.PlaceOf(script.Pipelines[1].Commands[0]));
    }
}
