using System.Globalization;
using BenchmarkDotNet.Running;
using ContainerSec.Benchmarks;

// share [part of a name] [rounds]
if (args is ["share", .. var rest])
    CompileShare.Print(rest is [var only, ..] ? only : "", rest is [_, var rounds] ? int.Parse(rounds, CultureInfo.InvariantCulture) : 25);
else
    BenchmarkSwitcher.FromAssembly(typeof(AnalyzerBenchmarks).Assembly).Run(args);
