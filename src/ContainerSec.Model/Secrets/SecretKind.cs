namespace ContainerSec.Secrets;

/// <summary>What a value is, seen as a possible secret.</summary>
internal enum SecretKind
{
    /// <summary>It cannot be one: empty, a flag, a path.</summary>
    Harmless,

    /// <summary>It stands for a value that comes from elsewhere: a template, a reference to a store, "changeme".</summary>
    Placeholder,

    /// <summary>A password that everybody knows.</summary>
    WellKnown,

    /// <summary>Some text: a secret if its name says so.</summary>
    Text,

    /// <summary>A text without rhyme or reason: long and of many different characters.</summary>
    Random,

    /// <summary>Its form alone says that it is a secret.</summary>
    Recognized,
}
