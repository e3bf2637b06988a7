namespace ContainerSec;

/// <summary>One thing that a rule said about a subject.</summary>
internal readonly record struct Judgement(
    Rule Rule, Subject? Subject, Verdict Verdict, Provenance? Origin, string Message, IReadOnlyList<Provenance?> Related);
