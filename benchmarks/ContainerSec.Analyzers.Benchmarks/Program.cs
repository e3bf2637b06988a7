using System.Globalization;
using BenchmarkDotNet.Running;
using ContainerSec.Benchmarks;

// share [part of a project's name] [rounds] [analyzers]: share "500 res" 30 SDK "SDK, ContainerSec"
if (args is ["share", .. var rest])
    CompileShare.Print(rest is [var only, ..] ? only : "", rest is [_, var rounds, ..] ? int.Parse(rounds, CultureInfo.InvariantCulture) : 25, [.. rest.Skip(2)]);
// app-host <folder> <resources>: an app host for a compiler of its own process
else if (args is ["app-host", var folder, var resources])
    Code.WriteAppHost(folder, int.Parse(resources, CultureInfo.InvariantCulture));
else
    BenchmarkSwitcher.FromAssembly(typeof(AnalyzerBenchmarks).Assembly).Run(args);
