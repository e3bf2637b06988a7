using BenchmarkDotNet.Running;
using ContainerSec.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(ComposeBenchmarks).Assembly).Run(args);
