namespace ContainerSec.Access;

/// <summary>Judges what roles grant.</summary>
internal static class PermissionJudgement
{
    /// <summary>Fails each rule of a role that grants one of the permissions.</summary>
    /// <param name="context">Takes the verdicts.</param>
    /// <param name="role">The role.</param>
    /// <param name="permissions">What it should not grant.</param>
    public static void JudgeGrants(this RuleContext context, RbacRole role, IReadOnlyList<Permission> permissions)
    {
        foreach (var rule in role.Rules)
        {
            Fact<string> unsure = default;
            var failed = false;
            foreach (var permission in permissions)
            {
                var granted = permission.GrantedBy(rule);
                if (granted.IsKnown)
                {
                    context.Fail(granted.Origin, $"grants '{granted.Value}' on '{permission.Resource}'");
                    failed = true;
                    break;
                }

                unsure = unsure.Or(granted);
            }

            if (!failed && unsure.IsUnknown)
                context.Unknown(unsure.Origin);
            else if (!failed)
                context.Pass();
        }
    }
}
