namespace ContainerSec.Secrets;

/// <summary>Judges lists of names and values for secrets in plain text, in all three states.</summary>
internal static class SecretJudgement
{
    /// <summary>Fails each variable whose value is a secret in the text. What comes from outside passes, whatever it is: a variable of the shell, a Secret, an expression.</summary>
    /// <param name="context">Takes the verdicts.</param>
    /// <param name="variables">What was said.</param>
    /// <param name="message">Makes the predicate from the name and the secret.</param>
    public static void JudgeSecrets(this RuleContext context, FactList<EnvironmentVariable> variables, Func<string, SecretLiteral, string> message)
    {
        for (var i = 0; i < variables.Count; i++)
            JudgeSecret(context, variables[i], message);
        if (variables.MayHaveMore)
            context.Unknown(variables.Origin);
    }

    /// <summary>Fails each label whose value is a secret.</summary>
    /// <param name="context">Takes the verdicts.</param>
    /// <param name="labels">What was said.</param>
    /// <param name="message">Makes the predicate from the name and the secret.</param>
    public static void JudgeSecrets(this RuleContext context, FactList<Label> labels, Func<string, SecretLiteral, string> message) =>
        context.JudgeEach(
            labels,
            label => SecretLiteral.Find(label.Name, label.Value, context.Policy.Options) is not null,
            label => message(label.Name, SecretLiteral.Find(label.Name, label.Value, context.Policy.Options)!));

    private static void JudgeSecret(RuleContext context, Fact<EnvironmentVariable> item, Func<string, SecretLiteral, string> message)
    {
        if (item.Value is not { } variable)
            context.Unknown(item.Origin);
        else if (SecretLiteral.Find(variable, context.Policy.Options) is { } secret)
            context.Fail(variable.Value.Origin ?? item.Origin, message(variable.Name, secret));
        else if (variable.Value.IsKnown || variable.Source != ValueSource.Literal)
            context.Pass();
        else if (variable.Value.IsUnknown && SecretName.SaysSecret(variable.Name, context.Policy.Options.SecretWords))
            context.Unknown(variable.Value.Origin ?? item.Origin);
    }
}
