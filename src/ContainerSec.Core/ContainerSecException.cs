namespace ContainerSec;

/// <summary>Input that is unusable as a whole: a policy file with a mistake, a baseline that is none.</summary>
public class ContainerSecException : Exception
{
    /// <summary>Says what is wrong and what to do.</summary>
    /// <param name="message">With file and position where there is one.</param>
    public ContainerSecException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong and what to do.</summary>
    /// <param name="message">With file and position where there is one.</param>
    /// <param name="innerException">The cause.</param>
    public ContainerSecException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Says nothing; needed by the framework's conventions.</summary>
    public ContainerSecException()
    {
    }
}
