namespace ContainerSec.Threats;

/// <summary>Reads one rule of a profile.</summary>
internal sealed class AppArmorRuleReader(AppArmorParser parser, AppArmorScanner scanner, AppArmorProfileBuilder profile)
{
    private const string PermissionLetters = "rwalkmxiupcUPC";

    private readonly List<string> _words = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _conditions = new(StringComparer.Ordinal);
    private AppArmorToken _head;
    private bool _failed;

    public void Read(AppArmorQualifiers qualifiers, int start)
    {
        _head = scanner.Peek();
        var rule = ReadRule(qualifiers);
        if (_failed || rule is null)
        {
            scanner.SkipRule();
            rule = new AppArmorRule { Kind = AppArmorRuleKind.Unknown };
        }
        else if (scanner.Peek() is { Kind: not AppArmorTokenKind.Comma } next)
        {
            parser.Report(next, "A rule ends with a comma.");
            scanner.SkipRule();
        }
        else
        {
            scanner.Next();
        }

        var end = Math.Max(scanner.Position, start + 1);
        var text = scanner.Source.Content[start..Math.Min(end, scanner.Source.Content.Length)].TrimEnd(',', ' ', '\n', '\r', '\t');
        profile.Add(rule with
        {
            Text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            IsAudit = qualifiers.IsAudit,
            IsDeny = qualifiers.IsDeny,
            IsOwner = qualifiers.IsOwner,
            Origin = parser.Place(start, start + text.Length),
        });
    }

    private AppArmorRule? ReadRule(AppArmorQualifiers qualifiers)
    {
        if (_head.Kind == AppArmorTokenKind.Quoted || (_head.Kind == AppArmorTokenKind.Word && _head.Text[0] is '/' or '@'))
            return File(qualifiers);
        var isFile = _head.Text is "file" or "link" || IsPermissions(_head.Text);
        if (qualifiers.IsOwner && !isFile)
            return Fail(_head, "'owner' stands before rules for files only.");
        switch (_head.Text)
        {
            case "file" or "link":
                return File(qualifiers);
            case "capability":
                return Capability();
            case "network":
                return Network();
            case "mount" or "remount" or "umount" or "unmount":
                return Mount(_head.Text switch { "mount" => AppArmorRuleKind.Mount, "remount" => AppArmorRuleKind.Remount, _ => AppArmorRuleKind.Unmount });
            case "pivot_root":
                return Conditions(AppArmorRuleKind.PivotRoot, null);
            case "ptrace":
                return Conditions(AppArmorRuleKind.Ptrace, AppArmorWords.Ptrace);
            case "signal":
                return Signal();
            case "unix":
                return Unix();
            case "dbus":
                return DBus();
            case "change_profile":
                return Conditions(AppArmorRuleKind.ChangeProfile, null);
            case "set":
                return Limit();
            case "userns" or "io_uring" or "mqueue" or "all":
                return Conditions(
                    _head.Text switch { "userns" => AppArmorRuleKind.UserNamespace, "io_uring" => AppArmorRuleKind.IoUring, "mqueue" => AppArmorRuleKind.MessageQueue, _ => AppArmorRuleKind.All },
                    null);
            default:
                return IsPermissions(_head.Text) ? File(qualifiers) : Fail(_head, $"There is no rule '{_head.Text}'; a path begins with / or a variable.");
        }
    }

    private AppArmorRule? Fail(AppArmorToken at, string message)
    {
        parser.Report(at, message);
        _failed = true;
        return null;
    }

    private static bool IsPermissions(string text) => text.Length > 0 && text.All(static c => PermissionLetters.Contains(c, StringComparison.Ordinal));

    // "file", "/path rw", "rw /path -> target", "file /path r", "link subset /a -> /b"
    private AppArmorRule? File(AppArmorQualifiers qualifiers)
    {
        var isLink = _head.Is("link");
        if (isLink || _head.Is("file"))
        {
            scanner.Next();
            if (scanner.Peek().Kind == AppArmorTokenKind.Comma)
                return isLink ? Fail(_head, "A rule for links names the link.") : qualifiers.IsDeny ? Fail(_head, "'deny' does not stand before 'file' alone; name the paths.") : new AppArmorRule { Kind = AppArmorRuleKind.File, Permissions = "rwalkmx" };
            if (scanner.Peek().Is("subset"))
                scanner.Next();
        }

        var (path, permissions) = (default(AppArmorToken), default(AppArmorToken));
        for (var i = 0; i < 2 && scanner.Peek().IsText; i++)
        {
            var token = scanner.Next();
            if (token.Kind == AppArmorTokenKind.Word && IsPermissions(token.Text))
                permissions = token;
            else
                path = token;
        }

        if (path.Text is null || (permissions.Text is null && !isLink))
            return Fail(path.Text is null ? _head : path, "A rule for files has a path and permissions: /srv/** r.");
        var target = Target();
        var letters = isLink ? "l" : Permissions(permissions, qualifiers.IsDeny);
        var glob = Glob(path);
        return letters is null || glob is null || _failed ? null : new AppArmorRule
        {
            Kind = isLink ? AppArmorRuleKind.Link : AppArmorRuleKind.File,
            Path = glob,
            Permissions = letters,
            Conditions = target is null ? _conditions : new Dictionary<string, IReadOnlyList<string>> { ["->"] = [target] },
        };
    }

    private string? Target()
    {
        if (scanner.Peek().Kind != AppArmorTokenKind.Arrow)
            return null;
        var arrow = scanner.Next();
        if (scanner.Peek().IsText)
            return scanner.Next().Text;
        parser.Report(arrow, "Behind '->' stands a name.");
        _failed = true;
        return null;
    }

    // The letters without those that say how a program is executed; "px" becomes "x".
    private string? Permissions(AppArmorToken token, bool isDeny)
    {
        var text = token.Text;
        if (text.Contains('w', StringComparison.Ordinal) && text.Contains('a', StringComparison.Ordinal))
            return FailText(token, "The permissions 'a' and 'w' exclude each other.");
        var modes = text.Where(static c => "iupcUPC".Contains(c, StringComparison.Ordinal)).ToArray();
        var executes = text.Count(static c => c == 'x');
        if (isDeny && modes.Length > 0)
            return FailText(token, "A rule that forbids execution says 'x' alone.");
        if (!isDeny && executes > 0 && modes.Length == 0)
            return FailText(token, "Before 'x' stands how the program is executed: ix, px, cx, ux.");
        // px with the fallback ix or ux; never two transitions, and no letter of a transition without its x.
        var kinds = modes.Select(char.ToLowerInvariant).ToList();
        var isPair = kinds.Count == 2 && kinds[0] is 'p' or 'c' && kinds.Count == 2 && kinds[1] is 'i' or 'u';
        if (modes.Length > 0 && (executes != 1 || !(kinds.Count == 1 || isPair)))
            return FailText(token, $"'{text}' is no way to execute a program; use ix, px, cx, ux or one of these with a fallback: pix, pux, cix, cux.");
        return new string([.. text.Where(static c => "rwalkmx".Contains(c, StringComparison.Ordinal)).Distinct()]);
    }

    private string? FailText(AppArmorToken at, string message)
    {
        Fail(at, message);
        return null;
    }

    private AppArmorGlob? Glob(AppArmorToken path)
    {
        if (path.Text[0] is not ('/' or '@'))
        {
            Fail(path, $"The path '{path.Text}' does not begin with / or a variable.");
            return null;
        }

        if (parser.Variables.Expand(path.Text, profile.Name, out var error) is not { } alternatives)
        {
            // The variable may be in a file that was not read: then the rule counts, and what it matches is uncertain.
            if (!parser.MayHaveMoreVariables)
                Fail(path, error!);
            _failed = true;
            return null;
        }

        if (AppArmorGlob.TryCompile(path.Text, alternatives, out var glob, out error))
            return glob;
        Fail(path, error!);
        return null;
    }

    private AppArmorRule? Capability()
    {
        scanner.Next();
        var set = CapabilitySet.Empty;
        var isAll = true;
        while (scanner.Peek().IsText)
        {
            var name = scanner.Next();
            isAll = false;
            if (name.Text.Any(char.IsAsciiLetterUpper) || !CapabilityNames.TryParse(name.Text, out var capability) || name.Text.StartsWith("cap_", StringComparison.Ordinal))
                return Fail(name, $"There is no capability '{name.Text}'; names are written in lower case and without cap_.");
            set |= new CapabilitySet(capability);
        }

        return new AppArmorRule { Kind = AppArmorRuleKind.Capability, Capabilities = isAll ? null : set };
    }

    // network [domain] [type | protocol]; AppArmor 4 adds accesses and conditions.
    private AppArmorRule? Network()
    {
        ReadWords(null);
        var isNew = _conditions.Count > 0;
        var (domain, type) = (false, false);
        foreach (var word in _words)
        {
            // "packet" is a domain and a type.
            if (AppArmorWords.Domains.Contains(word) && !domain && !type)
                domain = true;
            else if (AppArmorWords.SocketTypes.Contains(word) || AppArmorWords.Protocols.Contains(word))
                type = !type || isNew ? true : FailWord(word);
            else if (!AppArmorWords.Unix.Contains(word))
                FailWord(word);
        }

        if (_words is ["inet6", "icmp"])
            FailWord("icmp");
        return new AppArmorRule { Kind = AppArmorRuleKind.Network, Words = _words, Conditions = _conditions };
    }

    private bool FailWord(string word)
    {
        Fail(_head, $"'{word}' does not fit a rule of '{_head.Text}'.");
        return true;
    }

    // mount [fstype=x] [options=(a,b) | options in (a,b)] [source] [-> target]
    private AppArmorRule? Mount(AppArmorRuleKind kind)
    {
        ReadWords(null);
        foreach (var options in _conditions.Where(static c => c.Key is "options" or "option").SelectMany(static c => c.Value))
        {
            foreach (var option in options.Split(','))
            {
                if (!AppArmorWords.MountOptions.Contains(option))
                    return Fail(_head, $"There is no mount option '{option}'.");
            }
        }

        return new AppArmorRule { Kind = kind, Words = _words, Conditions = _conditions };
    }

    private AppArmorRule? Conditions(AppArmorRuleKind kind, HashSet<string>? allowed)
    {
        ReadWords(allowed);
        return _failed ? null : new AppArmorRule { Kind = kind, Words = _words, Conditions = _conditions };
    }

    private AppArmorRule? Signal()
    {
        ReadWords(AppArmorWords.SignalAccess);
        foreach (var signal in _conditions.GetValueOrDefault("set") ?? [])
        {
            var isRealTime = signal.StartsWith("rtmin+", StringComparison.Ordinal) && int.TryParse(signal[6..], out var number) && number is >= 0 and <= 32;
            if (!isRealTime && !AppArmorWords.Signals.Contains(signal))
                return Fail(_head, $"There is no signal '{signal}'.");
        }

        return _failed ? null : new AppArmorRule { Kind = AppArmorRuleKind.Signal, Words = _words, Conditions = _conditions };
    }

    private AppArmorRule? Unix()
    {
        ReadWords(AppArmorWords.Unix);
        return _conditions.ContainsKey("peer") && _words.Find(AppArmorWords.LocalUnix.Contains) is { } local
            ? Fail(_head, $"'{local}' is done to the own socket and cannot be narrowed to a peer.")
            : _failed ? null : new AppArmorRule { Kind = AppArmorRuleKind.Unix, Words = _words, Conditions = _conditions };
    }

    private AppArmorRule? DBus()
    {
        ReadWords(AppArmorWords.DBus);
        var isMessage = _conditions.Keys.Any(static key => key is "path" or "interface" or "member" or "peer");
        if (_words.Contains("bind") && isMessage)
            return Fail(_head, "'bind' is about a name, not about messages: path, interface, member and peer do not fit it.");
        if (_words.Contains("eavesdrop") && (isMessage || _conditions.ContainsKey("name")))
            return Fail(_head, "'eavesdrop' is about a whole bus.");
        if (_conditions.ContainsKey("name") && (isMessage || _words.Exists(static word => word is not "bind")))
            return Fail(_head, "'name' fits 'bind' only; a peer's name is written peer=(name=…).");
        return _failed ? null : new AppArmorRule { Kind = AppArmorRuleKind.DBus, Words = _words, Conditions = _conditions };
    }

    // set rlimit nofile <= 1024
    private AppArmorRule? Limit()
    {
        scanner.Next();
        if (!scanner.Next().Is("rlimit") || scanner.Next() is not { IsText: true } name)
            return Fail(_head, "A limit is written: set rlimit nofile <= 1024.");
        if (!AppArmorWords.Limits.Contains(name.Text))
            return Fail(name, $"There is no limit '{name.Text}'.");
        if (scanner.Next().Kind != AppArmorTokenKind.AtMost || scanner.Peek() is not { IsText: true } value || !IsAmount(value.Text))
            return Fail(name, $"A limit is written: set rlimit {name.Text} <= 1024.");
        scanner.Next();
        // "<= 10 MB": the unit may stand apart.
        if (scanner.Peek().IsText)
            scanner.Next();
        return new AppArmorRule { Kind = AppArmorRuleKind.ResourceLimit, Words = [name.Text, value.Text] };
    }

    private static bool IsAmount(string text) => text == "infinity" || text.TrimStart('-') is { Length: > 0 } digits && char.IsAsciiDigit(digits[0]);

    // Words, lists of words, conditions "name=value", "name in (a, b)" and "-> target", in any order.
    private void ReadWords(HashSet<string>? allowed)
    {
        scanner.Next();
        while (!_failed)
        {
            var token = scanner.Peek();
            if (token.Kind == AppArmorTokenKind.OpenParenthesis)
            {
                if (allowed is null && !_head.Is("network"))
                    Fail(token, $"A list in parentheses does not fit a rule of '{_head.Text}'.");
                AddWords(parser.ReadList(), allowed);
            }
            else if (token.Kind == AppArmorTokenKind.Arrow)
            {
                if (Target() is { } target)
                    _conditions["->"] = [target];
            }
            else if (token.IsText)
            {
                scanner.Next();
                if (scanner.Peek().Kind == AppArmorTokenKind.Assign || scanner.Peek().Is("in"))
                    AddCondition(token);
                else if (allowed is not null && _words.Count > 0)
                    Fail(token, "Several accesses stand in parentheses: (send, receive).");
                else
                    AddWords([token], allowed);
            }
            else
            {
                return;
            }
        }
    }

    private void AddCondition(AppArmorToken name)
    {
        if (AppArmorWords.Conditions.TryGetValue(_head.Text, out var known) && !known.Contains(name.Text))
            Fail(name, $"'{name.Text}' is no condition of '{_head.Text}'.");
        scanner.Next();
        var values = parser.ReadList();
        if (_head.Is("unix") && name.Text != "peer" && values.Count > 1)
            Fail(name, $"'{name.Text}' takes one value.");
        if (values.Count == 0)
            Fail(name, $"'{name.Text}' has no value.");
        // The same condition twice means either.
        _conditions[name.Text] = [.. _conditions.GetValueOrDefault(name.Text) ?? [], .. values.Select(static v => v.Text)];
    }

    private void AddWords(IReadOnlyList<AppArmorToken> words, HashSet<string>? allowed)
    {
        foreach (var word in words)
        {
            if (allowed is not null && !allowed.Contains(word.Text))
                Fail(word, $"'{word.Text}' does not fit a rule of '{_head.Text}'.");
            _words.Add(word.Text);
        }
    }
}
