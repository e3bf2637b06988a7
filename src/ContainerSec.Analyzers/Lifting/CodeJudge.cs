using ContainerSec.Analyzers.Inputs;
using ContainerSec.Analyzers.Surfaces;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>Judges a piece of code: runs it on its paths, as it is published and where it asks as on a developer's machine, and weighs what the rules say.</summary>
internal sealed class CodeJudge(Compilation compilation, Libraries libraries, CodeTexts texts, bool isTest)
{
    // Every way of every decision is taken at least once in far fewer runs, unless the code is a maze.
    private const int MaxRuns = 16;

    private readonly RequestSources? _requests = RequestSources.Of(compilation);
    private readonly ContainerUses _uses = new(new BuilderTypes());

    /// <summary>What is wrong with it, in the order of the text.</summary>
    /// <param name="block">The code.</param>
    /// <param name="model">The model of its tree.</param>
    /// <param name="settings">What is judged, and how.</param>
    /// <param name="today">The day by which things end.</param>
    /// <param name="cancellationToken">Checked at every operation.</param>
    public IReadOnlyList<Finding> Judge(CodeBlock block, SemanticModel model, AnalyzerSettings settings, DateTime today, CancellationToken cancellationToken)
    {
        if (block.OperationIn(model, cancellationToken) is not { } code)
            return [];
        var context = new LiftContext { Compilation = compilation, Libraries = libraries, Texts = texts, IsTest = isTest, Model = model, CancellationToken = cancellationToken };
        var inputs = _requests is null ? [] : UntrustedInputs.In(code, _requests, _uses, block.Owner, texts, isTest ? RunContext.Test : RunContext.Production);
        var findings = new Findings(block, texts.Of(block.Root.SyntaxTree), includesPossible: settings.Mode == AnalyzerMode.Strict);
        if (RunAll(isDevelopment: false))
            RunAll(isDevelopment: true);
        return findings.Settled();

        // Whether the code asked where it runs.
        bool RunAll(bool isDevelopment)
        {
            var decisions = new Decisions();
            var asked = false;
            for (var i = 0; i < MaxRuns && (i == 0 || decisions.HasOpen); i++)
            {
                var run = new Interpreter(context, decisions, block, isDevelopment);
                asked |= run.TryRun(code);
                findings.Add(run, settings.Engine.Evaluate(With(inputs, run.ToDeployment()), today).Findings);
            }

            findings.EndMode();
            return asked;
        }
    }

    private static Deployment With(IReadOnlyList<Workload> inputs, Deployment deployment) =>
        inputs.Count == 0 ? deployment : deployment with { Workloads = [.. deployment.Workloads, .. inputs] };
}
