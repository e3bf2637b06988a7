using BenchmarkDotNet.Running;
using ContainerSec.Benchmarks;

if (args is ["share", ..])
    CompileShare.Print();
else
    BenchmarkSwitcher.FromAssembly(typeof(AnalyzerBenchmarks).Assembly).Run(args);
