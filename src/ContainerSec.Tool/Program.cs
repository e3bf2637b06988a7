using System.CommandLine;
using ContainerSec;
using ContainerSec.Tool.Commands;

// 0 nothing at or above the threshold, 1 findings, 2 bad usage or input that cannot be read.
const int Unusable = 2;

var root = new RootCommand("Judges container configuration: what is insecure, where it was written, why it matters and what to do.")
{
    CheckCommand.Create(),
    ExplainCommand.Create(),
    RulesCommand.Create(),
    CapsCommand.Create(),
    ImageCommand.Create(),
    ThreatsCommand.Create(),
};

// A path may begin with @: no file of arguments is read by surprise.
var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
        Console.Error.WriteLine($"error CSEC0001: {error.Message}");
    Console.Error.WriteLine("containersec --help says how it is used.");
    return Unusable;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
}
catch (ContainerSecException exception)
{
    Console.Error.WriteLine(exception.Message);
    return Unusable;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("error CSEC0001: cancelled");
    return Unusable;
}
catch (IOException exception)
{
    Console.Error.WriteLine($"error CSEC0001: {exception.Message}");
    return Unusable;
}
catch (UnauthorizedAccessException exception)
{
    Console.Error.WriteLine($"error CSEC0001: {exception.Message}");
    return Unusable;
}
#pragma warning disable CA1031 // A user should never see a stack trace: whatever happens is said in one line.
catch (Exception exception)
{
    Console.Error.WriteLine($"error CSEC0002: containersec itself failed ({exception.GetType().Name}: {exception.Message}); please report it with the input that caused it.");
    return Unusable;
}
#pragma warning restore CA1031
