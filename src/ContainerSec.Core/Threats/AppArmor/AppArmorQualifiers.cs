namespace ContainerSec.Threats;

/// <summary>The words before a rule: <c>audit deny owner</c>.</summary>
internal readonly record struct AppArmorQualifiers(bool IsAudit, bool IsDeny, bool IsAllow, bool IsOwner)
{
    public static AppArmorQualifiers None => default;

    // Their order is fixed: priority, audit, allow or deny, owner.
    public static AppArmorQualifiers Read(AppArmorParser parser, AppArmorScanner scanner, AppArmorQualifiers outer)
    {
        var (result, rank) = (outer, 0);
        while (true)
        {
            var token = scanner.Peek();
            var order = token.Kind != AppArmorTokenKind.Word ? 0 : token.Text switch { "priority" => 1, "audit" or "quiet" => 2, "allow" or "deny" or "prompt" => 3, "owner" or "other" => 4, _ => 0 };
            if (order == 0)
                return result;
            scanner.Next();
            if (order <= rank)
                parser.Report(token, $"'{token.Text}' stands in the wrong place: audit, then allow or deny, then owner.");
            rank = order;
            if (token.Text is "priority")
                SkipPriority(scanner);
            result = token.Text switch
            {
                "audit" => result with { IsAudit = true },
                "allow" => result with { IsAllow = true },
                "deny" => result with { IsDeny = true },
                "owner" => result with { IsOwner = true },
                _ => result,
            };
        }
    }

    private static void SkipPriority(AppArmorScanner scanner)
    {
        if (scanner.Peek().Kind == AppArmorTokenKind.Assign)
        {
            scanner.Next();
            scanner.Next();
        }
    }
}
