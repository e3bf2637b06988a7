using System.Text;

namespace ContainerSec.Threats;

/// <summary>Reads the structure of a file: preamble, profiles, blocks; <see cref="AppArmorRuleReader"/> reads the rules.</summary>
internal sealed class AppArmorParser
{
    // Children and qualifier blocks of profiles, and files that include files.
    private const int MaximumDepth = 16;

    // Known to add rules that allow, and none that forbid.
    private static readonly HashSet<string> AllowingOnly = new(StringComparer.Ordinal)
    {
        "abstractions/base", "abstractions/consoles", "abstractions/nameservice", "abstractions/openssl", "abstractions/ssl_certs", "abstractions/user-tmp", "abstractions/python",
    };

    private readonly IReadOnlyDictionary<string, SourceText> _includes;
    private readonly List<AppArmorProblem> _problems = [];
    private readonly List<AppArmorProfile> _profiles = [];
    private readonly AppArmorVariables _variables = new();
    private readonly HashSet<string> _booleans = new(StringComparer.Ordinal);
    private readonly HashSet<string> _including = new(StringComparer.Ordinal);
    private AppArmorScanner _scanner;
    private bool _hasUnreadPreamble;

    public AppArmorParser(SourceText text, IReadOnlyDictionary<string, SourceText> includes) => (_scanner, _includes) = (new AppArmorScanner(text), includes);

    public AppArmorFile Parse()
    {
        ParsePreamble();
        return new AppArmorFile(_profiles, _problems);
    }

    internal AppArmorVariables Variables => _variables;

    // Variables of a file that was not read are no mistake of this one.
    internal bool MayHaveMoreVariables => _hasUnreadPreamble;

    internal void Report(AppArmorToken at, string message, bool isError = true) => _problems.Add(new AppArmorProblem(message, Place(at.Start, at.End), isError));

    internal TextProvenance Place(int start, int end) => new(_scanner.Source, start, end);

    private void ParsePreamble()
    {
        while (true)
        {
            var token = _scanner.Peek();
            if (token.Kind == AppArmorTokenKind.End)
                return;
            if (IsInclude(token))
                Include(null);
            else if (token.Is("abi") || token.Is("alias"))
                SkipStatement(token);
            else if (token.Kind == AppArmorTokenKind.Word && token.Text.StartsWith("@{", StringComparison.Ordinal) && IsAssignment())
                Assign();
            else if (token.Kind == AppArmorTokenKind.Word && token.Text.StartsWith('$'))
                AssignBoolean();
            else if (token.Is("profile") || token.Is("hat") || token.Kind == AppArmorTokenKind.Quoted
                || (token.Kind == AppArmorTokenKind.Word && token.Text[0] is '/' or '@' or '^'))
                ParseProfile(null, 0);
            else
                Recover(token, $"'{token.Text}' stands outside of a profile; a file holds includes, variables and profiles.");
        }
    }

    private void Recover(AppArmorToken token, string message)
    {
        Report(token, message);
        _scanner.SkipRule();
        // The end of a block that nobody opened.
        if (_scanner.Peek().Kind == AppArmorTokenKind.CloseBlock)
            _scanner.Next();
    }

    // "abi <abi/3.0>," decides which features are used, "alias /a -> /b," where files are.
    private void SkipStatement(AppArmorToken head)
    {
        _scanner.Next();
        if (head.Is("alias"))
            Report(head, "An alias is not taken into account: paths are matched as written.", isError: false);
        ExpectCommaAfter(_scanner.Next());
        void ExpectCommaAfter(AppArmorToken token)
        {
            while (token.Kind is not (AppArmorTokenKind.Comma or AppArmorTokenKind.End or AppArmorTokenKind.OpenBlock or AppArmorTokenKind.CloseBlock))
                token = _scanner.Next();
            if (token.Kind != AppArmorTokenKind.Comma)
                Report(token, $"A comma is missing behind '{head.Text}'.");
        }
    }

    private bool IsAssignment()
    {
        var start = _scanner.Position;
        _scanner.Next();
        var kind = _scanner.Peek().Kind;
        _scanner.Position = start;
        return kind is AppArmorTokenKind.Assign or AppArmorTokenKind.Append;
    }

    // @{HOME} = /home/*/ /root/
    private void Assign()
    {
        var variable = _scanner.Next();
        var sign = _scanner.Next();
        var name = variable.Text.Length > 3 ? variable.Text[2..^1] : "";
        var tokens = _scanner.RestOfLine();
        var values = tokens.Where(static t => t.IsText).Select(static t => t.Text).ToList();
        if (name.Length == 0 || !char.IsAsciiLetter(name[0]) || name.Any(static c => !char.IsAsciiLetterOrDigit(c) && c != '_'))
            Report(variable, $"'{variable.Text}' is no name of a variable.");
        else if (tokens.FirstOrDefault(static t => t.Kind == AppArmorTokenKind.Comma) is { Kind: AppArmorTokenKind.Comma } comma)
            Report(comma, "Values of a variable are separated by blanks, without commas.");
        else if (values.Count == 0)
            Report(variable, $"The variable {variable.Text} gets no value; write \"\" for an empty one.");
        else if (sign.Kind == AppArmorTokenKind.Assign)
            SetNew(variable, name, values);
        else if (_variables.Has(name))
            _variables.Append(name, values);
        else if (_hasUnreadPreamble)
            _variables.Set(name, values);
        else
            Report(variable, $"There is no variable {variable.Text} to add to.");
    }

    private void SetNew(AppArmorToken variable, string name, List<string> values)
    {
        if (_variables.Has(name))
            Report(variable, $"The variable {variable.Text} is assigned twice; use += to add values.");
        _variables.Set(name, values);
    }

    // $debug = true
    private void AssignBoolean()
    {
        var name = _scanner.Next();
        var rest = _scanner.RestOfLine();
        if (rest.Count == 2 && rest[0].Kind == AppArmorTokenKind.Assign && (rest[1].Is("true") || rest[1].Is("false")))
            _booleans.Add(name.Text);
        else
            Report(name, $"'{name.Text}' is assigned true or false.");
    }

    private static bool IsInclude(AppArmorToken token) => token.Is("include") || token.Is("#include");

    // include <abstractions/base>, #include if exists "local/x"
    private void Include(AppArmorProfileBuilder? profile)
    {
        var head = _scanner.Next();
        var isOptional = false;
        if (_scanner.Peek().Is("if"))
        {
            _scanner.Next();
            isOptional = _scanner.Peek().Is("exists");
            if (!isOptional)
                Report(_scanner.Peek(), "Behind 'include if' stands 'exists'.");
            _scanner.Next();
        }

        var file = _scanner.Next();
        var name = file.Text.Trim('<', '>');
        if (!file.IsText || name.Length == 0)
        {
            Report(head, "An include names a file: include <abstractions/base>.");
            return;
        }

        if (_scanner.Peek().Kind == AppArmorTokenKind.Comma)
            _scanner.Next();
        if (_includes.TryGetValue(name, out var text) || _includes.TryGetValue(name.Replace("/etc/apparmor.d/", "", StringComparison.Ordinal), out text))
            Include(file, text, profile);
        else if (profile is null)
            NotePreamble(name, isOptional);
        else
            profile.AddUnread(name, AllowingOnly.Contains(name), Place(head.Start, file.End));
        if (text is null)
            Report(file, $"'{name}' was not read; it may allow or forbid more.", isError: false);
    }

    private void NotePreamble(string name, bool isOptional)
    {
        if (name == "tunables/global")
            _variables.AddGlobal();
        else if (!isOptional || !name.StartsWith("local/", StringComparison.Ordinal))
            _hasUnreadPreamble = true;
    }

    private void Include(AppArmorToken file, SourceText text, AppArmorProfileBuilder? profile)
    {
        if (!_including.Add(text.Path) || _including.Count > MaximumDepth)
        {
            Report(file, $"'{file.Text}' includes itself, or files include files more than {MaximumDepth} deep.");
            return;
        }

        var outer = _scanner;
        _scanner = new AppArmorScanner(text);
        if (profile is null)
            ParsePreamble();
        else
            ParseBody(profile, AppArmorQualifiers.None, depth: 0, isFile: true);
        _scanner = outer;
        _including.Remove(text.Path);
    }

    // profile NAME [ATTACHMENT] [xattrs=(…)] [flags=(…)] {
    private void ParseProfile(AppArmorProfileBuilder? parent, int depth)
    {
        var head = _scanner.Next();
        var isHat = head.Is("hat") || head.Text.StartsWith('^');
        var isNamed = head.Is("profile") || head.Is("hat");
        var nameToken = isNamed ? _scanner.Next() : head;
        if (!nameToken.IsText)
        {
            Report(nameToken, "A profile has a name: profile web { … }.");
            _scanner.SkipRule();
            return;
        }

        var builder = new AppArmorProfileBuilder(nameToken.Text.TrimStart('^'), isHat, Place(head.Start, nameToken.End));
        if (_scanner.Peek() is { IsText: true } attachment && !attachment.Is("flags") && !attachment.Is("xattrs"))
            ReadAttachment(builder);
        else if (!isNamed && !isHat)
            builder.Attachment = nameToken.Text;
        ReadFlags(builder);
        if (_scanner.Next() is { Kind: not AppArmorTokenKind.OpenBlock } other)
        {
            Report(other, $"A profile's rules stand in braces: profile {nameToken.Text} {{ … }}.");
            _scanner.SkipRule();
            return;
        }

        ParseBlock(builder, AppArmorQualifiers.None, depth, head);
        Add(builder.Build(), parent, nameToken);
    }

    private void ReadAttachment(AppArmorProfileBuilder builder)
    {
        var attachment = _scanner.Next();
        if (attachment.Text.Length == 0 || attachment.Text[0] is not ('/' or '@' or '{'))
            Report(attachment, $"The program that a profile is attached to begins with / or a variable, not '{attachment.Text}'.");
        else if (_variables.Expand(attachment.Text, builder.Name, out var error) is null && !_hasUnreadPreamble)
            Report(attachment, error!);
        builder.Attachment = attachment.Text;
    }

    private void Add(AppArmorProfile profile, AppArmorProfileBuilder? parent, AppArmorToken name)
    {
        var siblings = parent?.Children ?? _profiles;
        if (siblings.Exists(p => p.Name == profile.Name))
            Report(name, $"There are two profiles of the name '{profile.Name}'.");
        siblings.Add(profile);
    }

    private void ReadFlags(AppArmorProfileBuilder builder)
    {
        while (_scanner.Peek() is { Kind: AppArmorTokenKind.Word or AppArmorTokenKind.OpenParenthesis } token)
        {
            var isFlags = token.Is("flags") || token.Kind == AppArmorTokenKind.OpenParenthesis;
            if (!isFlags && !token.Is("xattrs"))
                return;
            if (token.Kind == AppArmorTokenKind.Word)
            {
                _scanner.Next();
                if (_scanner.Peek().Kind == AppArmorTokenKind.Assign)
                    _scanner.Next();
            }

            var items = _scanner.Peek().Kind == AppArmorTokenKind.OpenParenthesis ? ReadList() : [];
            if (items.Count == 0)
                Report(token, $"'{token.Text}' is followed by a list in parentheses that is not empty: flags=(complain).");
            foreach (var flag in items)
            {
                if (isFlags)
                    AddFlag(builder, flag);
            }
        }
    }

    private void AddFlag(AppArmorProfileBuilder builder, AppArmorToken flag)
    {
        // Of a flag with a value, "kill.signal=hup" and "attach_disconnected.path=/x", the name counts.
        var name = flag.Text.Split('.', '=')[0];
        if (!AppArmorWords.Flags.Contains(name))
            Report(flag, $"There is no flag '{flag.Text}' of a profile.");
        else if (AppArmorWords.Modes.Contains(name) && builder.Flags.Find(AppArmorWords.Modes.Contains) is { } mode && mode != name)
            Report(flag, $"The flags '{mode}' and '{name}' exclude each other.");
        builder.Flags.Add(name);
    }

    // "(a, b c)", or one word.
    internal IReadOnlyList<AppArmorToken> ReadList()
    {
        var items = new List<AppArmorToken>();
        if (_scanner.Peek().Kind != AppArmorTokenKind.OpenParenthesis)
        {
            if (_scanner.Peek().IsText)
                items.Add(_scanner.Next());
            return items;
        }

        _scanner.Next();
        while (true)
        {
            var token = _scanner.Peek();
            if (token.Kind is AppArmorTokenKind.End or AppArmorTokenKind.OpenBlock or AppArmorTokenKind.CloseBlock)
            {
                Report(token, "A parenthesis is not closed.");
                return items;
            }

            _scanner.Next();
            if (token.Kind == AppArmorTokenKind.CloseParenthesis)
                return items;
            // Of "label=x" in the parentheses of a peer, name and value are items of their own.
            if (token.IsText)
                items.Add(token);
        }
    }

    private void ParseBody(AppArmorProfileBuilder builder, AppArmorQualifiers outer, int depth, bool isFile)
    {
        while (true)
        {
            var token = _scanner.Peek();
            if (token.Kind == AppArmorTokenKind.End)
            {
                if (!isFile)
                    Report(token, $"The block of the profile '{builder.Name}' is not closed.");
                return;
            }

            if (token.Kind == AppArmorTokenKind.CloseBlock)
            {
                _scanner.Next();
                if (isFile)
                    Report(token, "A brace is closed that was not opened.");
                return;
            }

            ParseStatement(builder, outer, depth, token);
        }
    }

    // Behind an opening brace.
    private void ParseBlock(AppArmorProfileBuilder builder, AppArmorQualifiers outer, int depth, AppArmorToken head)
    {
        if (depth <= MaximumDepth)
        {
            ParseBody(builder, outer, depth, isFile: false);
            return;
        }

        Report(head, $"Blocks are nested more than {MaximumDepth} deep.");
        builder.Add(new AppArmorRule { Kind = AppArmorRuleKind.Unknown, Text = "a block that was not read", Origin = Place(head.Start, head.End) });
        _scanner.SkipBlock();
    }

    private void ParseStatement(AppArmorProfileBuilder builder, AppArmorQualifiers outer, int depth, AppArmorToken token)
    {
        if (IsInclude(token))
        {
            Include(builder);
            return;
        }

        if (token.Is("profile") || token.Is("hat") || (token.Kind == AppArmorTokenKind.Word && token.Text[0] == '^'))
        {
            ParseProfile(builder, depth + 1);
            return;
        }

        // In a file that is included.
        if (token.Is("abi"))
        {
            SkipStatement(token);
            return;
        }

        if (token.Is("if") || token.Is("else"))
        {
            Conditional(builder, outer, depth);
            return;
        }

        if (token.Kind == AppArmorTokenKind.Comma)
        {
            _scanner.Next();
            Report(token, "A comma ends no rule here.");
            return;
        }

        var qualifiers = AppArmorQualifiers.Read(this, _scanner, outer);
        if (_scanner.Peek().Kind == AppArmorTokenKind.OpenBlock)
        {
            var open = _scanner.Next();
            if (qualifiers.IsDeny)
                Report(open, "'deny' cannot stand before a block; write it before each rule.");
            ParseBlock(builder, qualifiers, depth + 1, open);
            return;
        }

        new AppArmorRuleReader(this, _scanner, builder).Read(qualifiers, token.Start);
    }

    // if $debug { … } else { … }: which branch counts is not decided here, so that what the profile allows becomes uncertain.
    private void Conditional(AppArmorProfileBuilder builder, AppArmorQualifiers outer, int depth)
    {
        var head = _scanner.Next();
        var text = new StringBuilder(head.Text);
        while (_scanner.Peek().IsText)
        {
            var word = _scanner.Next();
            text.Append(' ').Append(word.Text);
            if (word.Text.StartsWith('$') && !_booleans.Contains(word.Text) && !_hasUnreadPreamble && !text.ToString().Contains("defined", StringComparison.Ordinal))
                Report(word, $"'{word.Text}' is not assigned.");
        }

        builder.Add(new AppArmorRule { Kind = AppArmorRuleKind.Unknown, Text = text.ToString(), Origin = Place(head.Start, head.End) });
        Report(head, "Conditions are not decided: what the profile allows is uncertain.", isError: false);
        if (_scanner.Peek().Kind == AppArmorTokenKind.OpenBlock)
        {
            ParseBlock(builder, outer, depth + 1, _scanner.Next());
        }
        else
        {
            Report(head, "Behind a condition stands a block.");
            _scanner.SkipRule();
        }
    }
}
