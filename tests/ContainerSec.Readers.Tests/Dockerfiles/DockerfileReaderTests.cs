using ContainerSec.Testing;
using ContainerSec.Tests;

namespace ContainerSec.Readers.Tests.Dockerfiles;

[TestClass]
public sealed class DockerfileReaderTests
{
    // Shape of the file: directives, comments, continuation, case, line ends.
    [TestMethod]
    [DataRow("FROM alpine", "FROM alpine")]
    [DataRow("from alpine as X\r\nrun a\r\n", "FROM alpine AS x\n  RUN: a")]
    [DataRow("\uFEFFFROM a\n", "FROM a")]
    [DataRow("# syntax=docker/dockerfile:1\n# escape=`\nFROM a\nRUN b `\n  c", "FROM a\n  RUN: +")]
    [DataRow("#escape=`\nFROM a\nSHELL [\"bash\", \"-c\"]\nRUN b `\n  c\\d", "FROM a\n  SHELL [bash, -c]\n  RUN: b cd")]
    [DataRow("\n# escape=`\nFROM a\nRUN b `\n  RUN c", "FROM a\n  RUN: +b ?\n  RUN: c")]
    [DataRow("# a comment\n# escape=`\nFROM a\nRUN b \\\nc", "FROM a\n  RUN: b c")]
    [DataRow("FROM a\nRUN b \\\n# comment\n\n  c\\\n  d", "FROM a\n  RUN: b c d")]
    [DataRow("FROM a\nRUN b \\  \n c", "FROM a\n  RUN: b c")]
    [DataRow("FROM a\nRUN b \\\\\nRUN c", "FROM a\n  RUN: b \\\n  RUN: c")]
    [DataRow("FROM a\nRUN b \\", "FROM a\n  RUN: b")]
    [DataRow("FR\\\nOM a", "FROM a")]
    [DataRow("FROM a\n  # indented\n  RUN b # c", "FROM a\n  RUN: b")]
    // FROM, ARG and scopes
    [DataRow("ARG V=3\nFROM a:$V", "ARG V=3\nFROM a:3")]
    [DataRow("FROM a:$V", "FROM ?\n! Dockerfile(1,6): warning CSEC0104: no ARG before the first FROM declares V")]
    [DataRow("ARG V\nFROM a:$V", "ARG V\nFROM ?")]
    [DataRow("ARG V\nFROM a:${V:-4}", "ARG V\nFROM a:4")]
    [DataRow("ARG R=r.io/ V=1\nARG I=${R}x:$V\nFROM $I", "ARG R=r.io/ V=1\nARG I=r.io/x:1\nFROM r.io/x:1")]
    [DataRow("FROM --platform=$BUILDPLATFORM a AS b\nFROM b\nFROM --platform=linux/amd64 scratch", "FROM a AS b platform=?\nFROM stage 0\nFROM scratch platform=linux/amd64")]
    [DataRow("ARG V=1\nFROM a\nENV X=$V\nARG V\nENV Y=$V", "ARG V=1\nFROM a\n  ENV X=?\n  ARG V\n  ENV Y=1")]
    [DataRow("FROM scratch\nENV X=$V\nARG W=2\nENV Y=$W Z=$Y", "FROM scratch\n  ENV X=\n  ARG W=2\n  ENV Y=2 Z=")]
    [DataRow("FROM a AS b\nARG V=1\nENV W=2\nFROM b\nENV X=$V$W", "FROM a AS b\n  ARG V=1\n  ENV W=2\nFROM stage 0\n  ENV X=12")]
    [DataRow("FROM a\nARG TARGETARCH\nENV X=$TARGETARCH", "FROM a\n  ARG TARGETARCH\n  ENV X=?")]
    [DataRow("FROM a\nENV V=1\nARG V\nENV X=$V", "FROM a\n  ENV V=1\n  ARG V\n  ENV X=1")]
    // ENV, LABEL and quoting
    [DataRow("FROM a\nENV A=\"b c\" D='e $A' F=g\\ h", "FROM a\n  ENV A=b c D=e $A F=g h")]
    [DataRow("FROM a\nENV A b \"c\"  d", "FROM a\n  ENV A=b c  d")]
    [DataRow("FROM a\nENV A=1\\\n  B=2", "FROM a\n  ENV A=1 B=2")]
    [DataRow("FROM a\nENV A=\\$B C=\"\\$B\"", "FROM a\n  ENV A=$B C=$B")]
    [DataRow("FROM a\nLABEL a.b=\"c\" \"d e\"=f", "FROM a\n  LABEL a.b=c d e=f")]
    [DataRow("FROM a\nENV PATH=/x:$PATH", "FROM a\n  ENV PATH=?")]
    // COPY and ADD
    [DataRow("FROM a\nCOPY --chown=1:2 --chmod=755 --link b c/ /d/", "FROM a\n  COPY [b, c/] -> /d/ owner=1:2 mode=755")]
    [DataRow("FROM a AS s\nFROM b\nCOPY --from=s x y\nCOPY --from=0 x y\nCOPY --from=S x y", "FROM a AS s\nFROM b\n  COPY [x] -> y from=s stage=0\n  COPY [x] -> y from=0 stage=0\n  COPY [x] -> y from=S stage=0")]
    [DataRow("FROM a\nCOPY --from=nginx:1 x y\nCOPY --from=ctx x y", "FROM a\n  COPY [x] -> y from=nginx:1 image=nginx:1\n  COPY [x] -> y from=ctx image=?")]
    [DataRow("FROM a\nADD --checksum=sha256:1 --keep-git-dir=true --unpack=false https://x /y", "FROM a\n  ADD [https://x] -> /y checksum=sha256:1")]
    [DataRow("FROM a\nCOPY [\"a b\", \"c\"]", "FROM a\n  COPY [a b] -> c")]
    [DataRow("FROM a\nCOPY --parents --exclude=*.md --exclude=x . .", "FROM a\n  COPY [.] -> .")]
    [DataRow("FROM a\nCOPY <<EOF <<\"X\" b /c\nt $x\nEOF\nu\nX\nRUN d", "FROM a\n  COPY [b] -> /c heredoc\n  RUN: d")]
    // RUN
    [DataRow("FROM a\nRUN [\"b\", \"c d\"]", "FROM a\n  RUN exec: b [c d]")]
    [DataRow("FROM a\nRUN [\"sh\", \"-c\", \"b | c\"]", "FROM a\n  RUN exec: sh -c [b | c];b|c")]
    [DataRow("FROM a\nRUN ['b', 'c']", "FROM a\n  RUN: [b, c]")]
    [DataRow("FROM a\nRUN [ -f x ] && y", "FROM a\n  RUN: [ -f x ];y")]
    [DataRow("FROM a\nRUN <<EOF\nb\nc | d\nEOF\nRUN e", "FROM a\n  RUN: b;c|d\n  RUN: e")]
    [DataRow("FROM a\nRUN <<-\"EOF\"\n\tb\n\tEOF\nRUN e", "FROM a\n  RUN: b\n  RUN: e")]
    [DataRow("FROM a\nRUN <<EOF\n#!/usr/bin/env python\nprint(1) | x\nEOF", "FROM a\n  RUN: +")]
    [DataRow("FROM a\nRUN <<EOF\n#!/bin/bash -eo pipefail\na | b\nEOF", "FROM a\n  RUN: a|b!")]
    [DataRow("FROM a\nRUN python3 <<EOF && b\nx | y\nEOF", "FROM a\n  RUN: python3;b")]
    [DataRow("FROM a\nRUN bash <<EOF\nx | y\nEOF\nRUN z", "FROM a\n  RUN: bash;x|y\n  RUN: z")]
    [DataRow("FROM a\nRUN cat \\\n <<EOF \\\n && b\nx\nEOF\nRUN z", "FROM a\n  RUN: cat;b\n  RUN: z")]
    [DataRow("FROM a\nRUN echo '<<EOF'\nRUN z", "FROM a\n  RUN: echo <<EOF\n  RUN: z")]
    [DataRow("FROM a\nRUN echo $((1<<2))\nRUN z", "FROM a\n  RUN: echo ?\n  RUN: z")]
    [DataRow("FROM a\nRUN --mount=type=secret,id=x,target=/s,mode=0444,env=K --mount=target=/t,from=b:1,rw --network=none --security=insecure c",
        "FROM a\n  RUN mount(secret id=x target=/s mode=292 env=K) mount(bind target=/t from=b:1 image=b:1 rw=True) network=none security=insecure: c")]
    [DataRow("FROM a\nARG D=/x\nRUN --mount=type=cache,dst=$D,sharing=locked --device=vendor.com/x=all b", "FROM a\n  ARG D=/x\n  RUN mount(cache target=/x): b")]
    [DataRow("FROM a\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN a | b", "FROM a\n  SHELL [/bin/bash, -o, pipefail, -c]\n  RUN: a|b!")]
    [DataRow("FROM a\nSHELL [\"pwsh\", \"-Command\"]\nRUN a | b", "FROM a\n  SHELL [pwsh, -Command]\n  RUN: +")]
    [DataRow("FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN a | b", "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n  RUN: +")]
    [DataRow("FROM a\nENV U=https://x\nARG V=1\nRUN curl $U/$V/$W", "FROM a\n  ENV U=https://x\n  ARG V=1\n  RUN: curl ?")]
    [DataRow("FROM a\nENV U=https://x\nARG V=1\nRUN curl $U/$V", "FROM a\n  ENV U=https://x\n  ARG V=1\n  RUN: curl https://x/1")]
    // the others
    [DataRow("FROM a\nCMD b $C", "FROM a\n  CMD [/bin/sh, -c, b $C]: b ?")]
    [DataRow("FROM a\nARG C=1\nENV D=2\nENTRYPOINT b $C $D", "FROM a\n  ARG C=1\n  ENV D=2\n  ENTRYPOINT [/bin/sh, -c, b $C $D]: b ? 2")]
    [DataRow("FROM a\nCMD []\nENTRYPOINT [\"x\"]", "FROM a\n  CMD exec []: \n  ENTRYPOINT exec [x]: x")]
    [DataRow("FROM a\nHEALTHCHECK --interval=5m --timeout=3s --start-period=1m30s --retries=3 CMD curl -f http://x || exit 1", "FROM a\n  HEALTHCHECK [/bin/sh, -c, curl -f http://x || exit 1]: curl -f http://x;exit 1")]
    [DataRow("FROM a\nHEALTHCHECK CMD [\"x\", \"y\"]\nHEALTHCHECK none", "FROM a\n  HEALTHCHECK exec [x, y]: x y\n  HEALTHCHECK NONE")]
    [DataRow("FROM a\nEXPOSE 80 443/tcp 8000-8010/udp $P", "FROM a\n  EXPOSE [80, 443/tcp, 8000-8010/udp, ?]")]
    [DataRow("FROM a\nENV P=\"80 81\"\nEXPOSE $P", "FROM a\n  ENV P=80 81\n  EXPOSE [80, 81]")]
    [DataRow("FROM a\nVOLUME /a /b\nVOLUME [\"/c d\"]", "FROM a\n  VOLUME [/a, /b]\n  VOLUME [/c d]")]
    [DataRow("FROM a\nUSER app:app\nWORKDIR /a b\nSTOPSIGNAL SIGQUIT\nMAINTAINER me <a@b>", "FROM a\n  USER [app:app]\n  WORKDIR [/a b]\n  STOPSIGNAL [SIGQUIT]\n  MAINTAINER [me <a@b>]")]
    [DataRow("FROM a\nONBUILD RUN b\nonbuild copy c d\nONBUILD ENV X=1\nENV Y=$X", "FROM a\n  ONBUILD RUN: b\n  ONBUILD COPY [c] -> d\n  ONBUILD ENV X=1\n  ENV Y=?")]
    [DataRow("FROM a\nONBUILD RUN <<EOF\nb\nEOF\nRUN c", "FROM a\n  ONBUILD RUN: b\n  RUN: c")]
    public void Read_Instructions(string text, string expected) => Assert.AreEqual(expected, DockerfileText.Of(Read(text)), text);

    /// <summary>What is wrong, at which place, and what to do.</summary>
    [TestMethod]
    [DataRow("FROM a\nRUNN b", "2:1-2:5 there is no instruction 'RUNN'; did you mean 'RUN'?")]
    [DataRow("FROM a\nRUN b\n  && c", "3:3-3:5 there is no instruction '&&'; end the line before with a backslash if this continues it")]
    [DataRow("", "1:1-1:1 there is no FROM; a Dockerfile begins with the image that it builds on")]
    [DataRow("# only a comment", "1:1-1:1 there is no FROM; a Dockerfile begins with the image that it builds on")]
    [DataRow("RUN a\nFROM b", "1:1-1:4 RUN stands before the first FROM; only ARG may")]
    [DataRow("FROM", "1:1-1:5 FROM takes an image, and a name for the stage: FROM image AS name")]
    [DataRow("FROM a b", "1:6-1:9 FROM takes an image, and a name for the stage: FROM image AS name")]
    [DataRow("FROM a AS 1x", "1:11-1:13 '1x' is no name of a stage; begin with a letter and use letters, digits, '-', '_' and '.'")]
    [DataRow("FROM --plattform=x a", "1:6-1:19 FROM has no option --plattform; did you mean 'platform'?")]
    [DataRow("FROM a\nCOPY --form=b c d", "2:6-2:14 COPY has no option --form; did you mean 'from'?")]
    [DataRow("FROM a\nCOPY --chown b c", "2:6-2:13 --chown needs a value: --chown=…")]
    [DataRow("FROM a\nCOPY --link=maybe b c", "2:6-2:18 --link is true or false, not 'maybe'")]
    [DataRow("FROM a\nCOPY --chown=1 --chown=2 b c", "2:16-2:25 --chown stands here for the second time; remove one")]
    [DataRow("FROM a\nCOPY b", "2:6-2:7 COPY takes at least one source and a destination")]
    [DataRow("FROM a\nCOPY --from=$X b c", "2:13-2:15 the builder expands no variables here; name a stage that FROM builds on the variable")]
    [DataRow("FROM a\nCOPY --from=3 b c", "2:13-2:14 '3' is no earlier stage")]
    [DataRow("FROM a\nRUN --mount=type=secrt,id=x b", "2:18-2:23 'secrt' is no type of mount; did you mean 'secret'?")]
    [DataRow("FROM a\nRUN --mount=type=bind,targt=x b", "2:23-2:30 a mount has no option 'targt'; did you mean 'target'?")]
    [DataRow("FROM a\nRUN --mount=type=secret b", "2:5-2:24 a secret mount needs an id or a target: --mount=type=secret,id=…")]
    [DataRow("FROM a\nRUN --network=hots b", "2:15-2:19 --network is default or none or host, not 'hots'; did you mean 'host'?")]
    [DataRow("FROM a\nRUN <<EOF\nb", "2:5-2:10 the heredoc has no end; write EOF alone in the line behind its last one")]
    [DataRow("FROM a\nENV A", "2:5-2:6 ENV A needs a value: ENV A=value")]
    [DataRow("FROM a\nENV A=1 B", "2:9-2:10 'B' has no equals sign; write ENV NAME=value, and quote blanks")]
    [DataRow("FROM a\nENV =1", "2:5-2:7 there is no name before the equals sign")]
    [DataRow("FROM a\nENV A=\"b", "2:7-2:9 a double quote has no partner; close it or write \\\"")]
    [DataRow("FROM a\nENV A=${B", "2:7-2:10 the variable has no closing '}'")]
    [DataRow("FROM a\nENV A=${B^x}", "2:7-2:13 '^' is no modifier of a variable; use one of - + ? # % /")]
    [DataRow("FROM scratch\nENV A=${B:?set-it}", "2:7-2:19 B must be set: set-it")]
    [DataRow("FROM a\nEXPOSE 80x", "2:8-2:11 '80x' is no port; write it like 8080, 8080/udp or 8000-8010")]
    [DataRow("FROM a\nSHELL bash -c", "2:7-2:14 SHELL takes a JSON array: SHELL [\"/bin/bash\", \"-c\"]")]
    [DataRow("FROM a\nCMD [1, 2]", "2:5-2:11 a JSON array of an instruction has only strings; quote its items")]
    [DataRow("FROM a\nCMD --help", "2:5-2:11 CMD has no options; remove --help, or write the exec form if it belongs to the command")]
    [DataRow("FROM a\nHEALTHCHECK CMND x", "2:13-2:17 HEALTHCHECK takes CMD and a command, or NONE")]
    [DataRow("FROM a\nHEALTHCHECK --interval=5 CMD x", "2:24-2:25 '5' is no duration; write it like 30s or 1m30s")]
    [DataRow("FROM a\nHEALTHCHECK CMD", "2:13-2:16 HEALTHCHECK CMD needs a command behind it")]
    [DataRow("FROM a\nONBUILD FROM b", "2:9-2:13 ONBUILD FROM is not allowed")]
    [DataRow("FROM a\nONBUILD ONBUILD RUN b", "2:9-2:16 ONBUILD ONBUILD is not allowed")]
    [DataRow("FROM a\nUSER", "2:1-2:5 USER takes one value")]
    [DataRow("# escape=x\nFROM a", "1:3-1:11 'x' is no escape character; use \\ or `")]
    [DataRow("# escape=\\\n# escape=\\\nFROM a", "2:3-2:11 the parser directive 'escape' stands here for the second time; remove one")]
    [DataRow("ARG NODE=1\nFROM a:$NODDE", "2:6-2:14 no ARG before the first FROM declares NODDE; did you mean 'NODE'?")]
    public void Read_Problem(string text, string expected)
    {
        var problem = Assert.ContainsSingle(Read(text).Problems, text);
        var place = problem.Origin!.Text!;
        Assert.AreEqual(expected, $"{place.Start.Line}:{place.Start.Column}-{place.End.Line}:{place.End.Column} {problem.Message}");
    }

    /// <summary>The modifiers of the builder's variables; A is "a.b.c", E is empty, U is not set, N is not known.</summary>
    [TestMethod]
    [DataRow("$A", "a.b.c")]
    [DataRow("${A}x$A", "a.b.cxa.b.c")]
    [DataRow("$Ax", "")]
    [DataRow("${E:-x}${E-x}${U:-x}${U-x}", "xxx")]
    [DataRow("${A:+x}${E:+x}${E+x}${U+x}", "xx")]
    [DataRow("${A:?m}", "a.b.c")]
    [DataRow("${A#*.}", "b.c")]
    [DataRow("${A##*.}", "c")]
    [DataRow("${A%.*}", "a.b")]
    [DataRow("${A%%.*}", "a")]
    [DataRow("${A#?}", ".b.c")]
    [DataRow("${A#x}", "a.b.c")]
    [DataRow("${A/./-}", "a-b.c")]
    [DataRow("${A//./-}", "a-b-c")]
    [DataRow("${A//\\./}", "abc")]
    [DataRow("${A/b*/x}", "a.x")]
    [DataRow("${U:-${A%%.*}}", "a")]
    [DataRow("'$A'", "$A")]
    [DataRow("\"$A'x'\"", "a.b.c'x'")]
    [DataRow("\\$A", "$A")]
    [DataRow("\"\\x\"", "\\x")]
    [DataRow("$", "$")]
    [DataRow("$N", null)]
    [DataRow("${N:-x}", null)]
    [DataRow("x${N}y", null)]
    public void Read_Variable(string written, string? expected)
    {
        var text = $"FROM scratch\nENV A=a.b.c E=\nARG TARGETARCH\nENV N=$TARGETARCH\nWORKDIR {written}";
        var result = Read(text);
        Assert.IsEmpty(result.Problems);
        var value = ((ValueInstruction)result.Deployment.Dockerfiles[0].Stages[0].Instructions[^1]).Values[0];
        Assert.AreEqual(expected, value.IsKnown ? value.Value : null, written);
    }

    /// <summary>The configuration of the image that a build without options makes.</summary>
    [TestMethod]
    [DataRow("FROM a:1", "BaseImage = a:1")]
    [DataRow("FROM scratch", "")]
    [DataRow("FROM a\nUSER 1000:1001", "BaseImage = a; User = 1000; Group = 1001")]
    [DataRow("FROM a\nUSER app\nUSER $X", "BaseImage = a; User = ?; Group = ?")]
    [DataRow("FROM a AS b\nUSER app\nENV X=1 Y=2\nFROM c AS d\nUSER x\nFROM b\nENV X=3", "BaseImage = a; User = app; Environment = [{Name=X Value=3}, {Name=Y Value=2}]")]
    [DataRow("FROM a\nENTRYPOINT [\"x\"]\nCMD [\"y\"]", "BaseImage = a; Entrypoint = [x]; Command = [y]")]
    [DataRow("FROM a\nEXPOSE 80 53/udp 1-3\nVOLUME /v\nLABEL l=m\nWORKDIR /w\nWORKDIR x",
        "BaseImage = a; ExposedPorts = [{Port=80 Last=80}, {Port=53 Last=53 Protocol=udp}, {Port=1 Last=3}]; Volumes = [/v]; Labels = [{Name=l Value=m}]; WorkingDirectory = /w/x")]
    [DataRow("FROM a\nHEALTHCHECK CMD x y\nHEALTHCHECK NONE", "BaseImage = a; HealthCheck = {Disabled=True}")]
    [DataRow("FROM a\nHEALTHCHECK CMD x y", "BaseImage = a; HealthCheck = {Command=x y}")]
    [DataRow("FROM a AS b\nCMD x\nFROM b\nENTRYPOINT [\"y\"]", "BaseImage = a; Entrypoint = [y]")]
    [DataRow("FROM mcr.microsoft.com/windows/servercore:1\nCMD x", "BaseImage = mcr.microsoft.com/windows/servercore:1; Command = [cmd, /S, /C, x]; OperatingSystem = windows")]
    [DataRow("FROM a\nONBUILD USER x", "BaseImage = a")]
    public void Read_Image(string text, string expected)
    {
        var result = Read(text);
        Assert.IsEmpty(result.Problems);
        Assert.AreEqual(expected, FactPrinter.Print(Assert.ContainsSingle(result.Deployment.Images), "Script"), text);
    }

    [TestMethod]
    public void Read_WholeFile_WithPlaces()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Dockerfiles", "Corpus", "everything.Dockerfile");
        var result = ConfigurationReader.Read(Surface.Dockerfile, new SourceText("everything.Dockerfile", File.ReadAllText(path).ReplaceLineEndings("\n")));
        var actual = DockerfileText.Of(result, withPlaces: true) + "\n";
        Assert.AreEqual(Golden.Expected("everything.txt", actual), actual);
    }

    private static ReadResult Read(string text) => ConfigurationReader.Read(Surface.Dockerfile, new SourceText("Dockerfile", text));
}
