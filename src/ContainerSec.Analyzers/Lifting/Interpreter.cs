using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>Runs a piece of code with what is known of its values, once, on one path: what it says about containers comes out.</summary>
/// <remarks>
/// Statements are taken in order, so a value is what was assigned last, a builder is what the chain made of it, a list holds what was added.
/// Where the code decides by something that is not known, <see cref="Decisions"/> chooses; the code is run again for the other paths.
/// Methods of the same compilation are followed when they are small; nothing is ever executed.
/// </remarks>
internal sealed partial class Interpreter
{
    private const int MaxDepth = 8;
    private const int MaxIterations = 100;

    // A large app host states ten thousand things: one list of them would be copied as it grows, and end among the large objects.
    private const int StatedTogether = 1024;

    private readonly LiftContext _context;
    private readonly Decisions _decisions;
    private readonly CodeBlock _block;
    private readonly SyntaxNode _root;
    private readonly SyntaxTree _tree;
    private readonly Dictionary<ISymbol, Stated> _fields = new(SymbolEqualityComparer.Default);
    private readonly List<ILifted> _lifted = [];
    private readonly List<ObjectValue> _objects = [];
    private readonly SourceText _text;
    private readonly List<List<TextSpan>> _stated = [];
    private HashSet<TextSpan>? _statements;
    private readonly Dictionary<SourceText, IReadOnlyList<(int Start, TextProvenance Place)>> _written = [];
    private readonly List<FunctionValue> _functions = [];
    private readonly Stack<Value> _initialized = new();
    private readonly Stack<Value> _conditional = new();
    private readonly Stack<IOperation> _running = new();
    private Frame _frame;
    private Frame? _returned;
    private int _steps;
    private int _timesAsked;

    public Interpreter(LiftContext context, Decisions decisions, CodeBlock block, bool isDevelopment)
    {
        (_context, _decisions, _block, _root, IsDevelopment) = (context, decisions, block, block.Root, isDevelopment);
        (_tree, _text) = (_root.SyntaxTree, context.Texts.Of(_root.SyntaxTree));
        _frame = new Frame(block.Owner as IMethodSymbol, null, null, depth: 0);
    }

    /// <summary>Whether the code is run as on a developer's machine: <c>IsRunMode</c>, <c>IsDevelopment</c> and <c>#if DEBUG</c> hold. Else as it is published.</summary>
    public bool IsDevelopment { get; }

    /// <summary>Whether the code asked which of the two it is.</summary>
    public bool AskedForMode { get; private set; }

    /// <summary>What the subjects of this run are for.</summary>
    public RunContext Context => _context.IsTest ? RunContext.Test : IsDevelopment ? RunContext.Development : RunContext.Production;

    /// <summary>The compilation's texts, for places.</summary>
    public CodeTexts Texts => _context.Texts;

    /// <summary>The compilation that the code belongs to.</summary>
    public Compilation Compilation => _context.Compilation;

    /// <summary>The objects that the code made, in the order of making; those that it only looked at are among them.</summary>
    public IReadOnlyList<ObjectValue> Objects => _objects;

    /// <summary>Runs the code, as far as it goes within its budget.</summary>
    /// <returns>Whether the code asked whether it runs on a developer's machine.</returns>
    public bool TryRun(IOperation code)
    {
        var start = _frame;
        try
        {
            if (start.Method is { } method)
                DeclareParameters(method);
            Execute(code);
            RunUncalledFunctions();
        }
        catch (OutOfStepsException)
        {
            // What was said until then is judged.
        }
        catch (ThrownException)
        {
            // A method that is called ended this path.
        }
        catch (InsufficientExecutionStackException)
        {
            // Code that is nested deeper than the compiler's own stack.
        }

        return AskedForMode;
    }

    /// <summary>Remembers a value that says something, in the order of making.</summary>
    public T Lift<T>(T value)
        where T : Value, ILifted
    {
        _lifted.Add(value);
        return value;
    }

    /// <summary>What a call gives of which only the type is known.</summary>
    public Value Result(IMethodSymbol method, TextProvenance place) => FromOutside(method.ReturnType, place);

    /// <summary>The code asks whether it runs on a developer's machine.</summary>
    public Value AskForMode(bool trueInDevelopment)
    {
        AskedForMode = true;
        _timesAsked++;
        return trueInDevelopment == IsDevelopment ? ConstantValue.True : ConstantValue.False;
    }

    /// <summary>What was said.</summary>
    public Deployment ToDeployment()
    {
        var deployment = new LiftedDeployment();
        foreach (var value in _lifted)
            value.AddTo(deployment);
        foreach (var library in _context.Libraries.All)
            library.AddTo(deployment, this);
        return deployment.ToDeployment();
    }

    /// <summary>What states the fact at a place of the code that is judged: the smallest argument, element or assignment around it. A reader may point at a part of its text.</summary>
    public TextSpan StatementAt(TextProvenance place)
    {
        var smallest = TextSpan.FromBounds(place.StartOffset, place.EndOffset);
        if (CameBy(smallest))
            return smallest;
        var length = int.MaxValue;
        foreach (var statement in Statements)
        {
            if (statement.Start <= place.StartOffset && statement.End >= place.EndOffset && statement.Length < length)
                (smallest, length) = (statement, statement.Length);
        }

        return smallest;
    }

    /// <summary>Whether this run came by a statement of the code that is judged.</summary>
    public bool CameBy(TextSpan statement) => Statements.Contains(statement);

    // Only code that decides something is run more than once, and asked where a run came by.
    private HashSet<TextSpan> Statements => _statements ??= [.. _stated.SelectMany(static part => part)];

    /// <summary>Code wrote a text of another format: what is found in it stands where the code wrote it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="places">Where each part of it begins, in order, and where the code wrote that part.</param>
    public void Wrote(SourceText text, IReadOnlyList<(int Start, TextProvenance Place)> places) => _written[text] = places;

    /// <summary>The place in the code: that of a text that the code wrote is where it wrote it.</summary>
    public Provenance? PlaceInCode(Provenance? origin)
    {
        if (origin?.Text is not { } place || !_written.TryGetValue(place.Source, out var parts))
            return origin;
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            if (parts[i].Start <= place.StartOffset)
                return parts[i].Place;
        }

        return origin;
    }

    /// <summary>The place of a node; remembered when it belongs to the code that is judged.</summary>
    public TextProvenance At(SyntaxNode node) => At(node.SyntaxTree, node.Span);

    private TextProvenance At(SyntaxTree tree, TextSpan span)
    {
        if (tree != _tree)
            return Texts.At(tree, span);
        if (_stated.Count == 0 || _stated[_stated.Count - 1].Count == StatedTogether)
            _stated.Add(new List<TextSpan>(_stated.Count == 0 ? 16 : StatedTogether));
        _stated[_stated.Count - 1].Add(span);
        return _text.At(span.Start, span.End);
    }

    // What came from outside: a library may know what its type says.
    private Value FromOutside(ITypeSymbol? type, SyntaxNode node) => FromOutside(type, At(node));

    private Value FromOutside(ITypeSymbol? type, TextProvenance place)
    {
        // What is awaited is meant.
        if (type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var awaited] })
            type = awaited;
        if (type is null)
            return Value.Unknown;
        foreach (var library in _context.Libraries.All)
        {
            if (library.FromOutside(type, place, this) is { } value)
                return value;
        }

        return Value.Unknown;
    }

    private void DeclareParameters(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
            _frame.Declare(parameter, FromOutside(parameter.Type, NodeOf(parameter) ?? _root));
    }

    private static SyntaxNode? NodeOf(ISymbol symbol) => symbol.DeclaringSyntaxReferences is [var reference, ..] ? reference.GetSyntax() : null;

    // A budget for code that would take for ever: what was said until then is judged.
    private void Step()
    {
        _context.CancellationToken.ThrowIfCancellationRequested();
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++_steps > _context.MaxSteps)
            throw new OutOfStepsException();
    }

    // A handler of an event, a factory, a local function that nobody calls here: it is code all the same.
    private void RunUncalledFunctions()
    {
        for (var i = 0; i < _functions.Count; i++)
        {
            if (!_functions[i].WasCalled)
                Invoke(_functions[i], (IReadOnlyList<Value>)[]);
        }
    }

    /// <summary>Code threw: what follows is not run, up to whoever catches it.</summary>
    private sealed class ThrownException : Exception;

    /// <summary>Code needs more steps than one piece may take.</summary>
    internal sealed class OutOfStepsException : Exception;
}
