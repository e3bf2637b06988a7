namespace ContainerSec;

/// <summary>What a <see cref="Rule"/> implements for each sort of subject that it judges.</summary>
/// <typeparam name="TSubject">A <see cref="Workload"/>, <see cref="ImageConfig"/>, <see cref="Dockerfile"/>, <see cref="RbacRole"/> or other subject; one instruction of a Dockerfile, such as <see cref="RunInstruction"/>, which is judged as part of it; or a <see cref="Deployment"/> for rules about how things relate.</typeparam>
public interface IJudge<in TSubject>
{
    /// <summary>Judges a subject. A rule that says nothing to the context is not applicable.</summary>
    /// <param name="subject">What is judged.</param>
    /// <param name="context">Takes the verdicts; knows the policy and what surrounds the subject.</param>
    void Check(TSubject subject, RuleContext context);
}
