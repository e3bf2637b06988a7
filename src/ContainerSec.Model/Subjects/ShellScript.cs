using System.Collections;

namespace ContainerSec;

/// <summary>Commands of a shell, as far as they can be told from its text.</summary>
/// <param name="Pipelines">The pipelines in the order of writing; those of nested shells follow the command that starts them.</param>
public sealed record ShellScript(IReadOnlyList<ShellPipeline> Pipelines)
{
    /// <summary>No commands.</summary>
    public static ShellScript Empty { get; } = new([]);

    /// <summary>Whether a part could not be understood, so that there may be more commands.</summary>
    public bool MayHaveMore { get; init; }

    /// <summary>Every command, in the order of writing.</summary>
    public CommandList Commands => new(Pipelines);

    /// <summary>The commands of pipelines, one after the other.</summary>
    public readonly struct CommandList : IEnumerable<ShellCommand>
    {
        // None for the default value, which has no commands.
        private readonly IReadOnlyList<ShellPipeline>? _pipelines;

        internal CommandList(IReadOnlyList<ShellPipeline> pipelines) => _pipelines = pipelines;

        /// <summary>Goes through the commands; for <c>foreach</c>, which so makes nothing to collect.</summary>
        public Enumerator GetEnumerator() => new(_pipelines ?? []);

        IEnumerator<ShellCommand> IEnumerable<ShellCommand>.GetEnumerator() => GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>Goes through the commands of a script.</summary>
    public struct Enumerator : IEnumerator<ShellCommand>
    {
        private readonly IReadOnlyList<ShellPipeline> _pipelines;
        private int _pipeline;
        private int _command;

        internal Enumerator(IReadOnlyList<ShellPipeline> pipelines) => (_pipelines, _pipeline, _command) = (pipelines, 0, -1);

        /// <summary>The command.</summary>
        public readonly ShellCommand Current => _pipelines[_pipeline].Commands[_command];

        readonly object IEnumerator.Current => Current;

        /// <summary>Goes to the next command.</summary>
        /// <returns>False behind the last one.</returns>
        public bool MoveNext()
        {
            _command++;
            while (_pipeline < _pipelines.Count && _command >= _pipelines[_pipeline].Commands.Count)
                (_pipeline, _command) = (_pipeline + 1, 0);
            return _pipeline < _pipelines.Count;
        }

        /// <summary>Goes back before the first command.</summary>
        public void Reset() => (_pipeline, _command) = (0, -1);

        /// <summary>There is nothing to free.</summary>
        public readonly void Dispose()
        {
        }
    }
}
