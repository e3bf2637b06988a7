namespace ContainerSec;

/// <summary>A value that comes from outside of the program and reaches a container without a check.</summary>
/// <param name="Use">What it decides.</param>
/// <param name="Source">Where it comes from, for messages: <c>parameter 'image' of the action 'Run'</c>, <c>the request's query</c>.</param>
public readonly record struct UntrustedInput(InputUse Use, string Source);
