using ContainerSec.Readers.DockerRun;

namespace ContainerSec.Readers;

/// <summary>Reads <c>docker run</c> and <c>docker create</c> command lines, Podman's and nerdctl's too.</summary>
public static class DockerRunReader
{
    /// <summary>Reads every such command of a text: one command line, or a script with several.</summary>
    internal static ReadResult Read(SourceText text, ReadOptions options)
    {
        var problems = new List<ReadProblem>();
        var workloads = ReadCommands(CommandLineSplitter.Split(text), options, problems);
        return new ReadResult { Deployment = new Deployment { Workloads = workloads }, Problems = problems };
    }

    /// <summary>Reads those of some commands that start a container.</summary>
    internal static List<Workload> ReadCommands(IReadOnlyList<CommandLine> commands, ReadOptions options, ICollection<ReadProblem> problems)
    {
        var workloads = new List<Workload>();
        foreach (var command in commands)
        {
            if (RunCommand.Find(command.Words) is not { } run)
                continue;
            var (first, last) = (command.Words[run.Program].Origin!.Text!, command.Words[run.FirstArgument - 1].Origin!.Text!);
            var head = first.Source.At(first.StartOffset, last.EndOffset);
            var parsed = new RunOptions(options, problems, run.IsPodman);
            new RunArgumentReader(parsed, command.Words, run.FirstArgument).Read(imageExpected: true, head);
            workloads.Add(parsed.ToWorkload(head));
        }

        return workloads;
    }

    /// <summary>Reads the arguments that stand behind <c>docker run</c>: options, then an image and a command if there are any.</summary>
    /// <param name="arguments">One item an argument. Nothing is known of an unknown item: it may be any option, and what no known item says becomes unknown.</param>
    /// <param name="origin">The head of what they belong to.</param>
    /// <param name="options">How files that they refer to are opened; null for the defaults.</param>
    /// <param name="problems">Takes what could not be read; null when nobody asks.</param>
    /// <returns>The container that the engine would be asked for.</returns>
    /// <remarks>A part of an item that is not known is written as U+FFFF: <c>"\uFFFF/.ssh:/root/.ssh:ro"</c> is a read-only mount of an unknown path.</remarks>
    public static Workload ReadArguments(
        IReadOnlyList<Fact<string>> arguments, Provenance? origin = null, ReadOptions? options = null, ICollection<ReadProblem>? problems = null)
    {
        if (arguments is null)
            throw new ArgumentNullException(nameof(arguments));
        return ReadArguments([.. arguments.Select(RunArgument.From)], origin, options ?? ReadOptions.Default, problems ?? []);
    }

    internal static Workload ReadArguments(IReadOnlyList<RunArgument> arguments, Provenance? origin, ReadOptions options, ICollection<ReadProblem> problems)
    {
        var parsed = new RunOptions(options, problems, isPodman: false);
        new RunArgumentReader(parsed, arguments, 0).Read(imageExpected: false, origin);
        return parsed.ToWorkload(origin);
    }
}
