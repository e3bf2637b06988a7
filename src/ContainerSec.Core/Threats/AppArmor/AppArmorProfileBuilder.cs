namespace ContainerSec.Threats;

/// <summary>A profile while it is read.</summary>
internal sealed class AppArmorProfileBuilder(string name, bool isHat, Provenance origin)
{
    private readonly List<AppArmorRule> _rules = [];
    private readonly List<AppArmorInclude> _unread = [];

    public string Name => name;

    public string? Attachment { get; set; }

    public List<string> Flags { get; } = [];

    public List<AppArmorProfile> Children { get; } = [];

    public IReadOnlyList<AppArmorRule> Rules => _rules;

    public void Add(AppArmorRule rule) => _rules.Add(rule);

    public void AddUnread(string file, bool isAllowingOnly, Provenance place) => _unread.Add(new AppArmorInclude(file, isAllowingOnly, place));

    public AppArmorProfile Build() => new(name, Attachment, Flags, _rules, Children, _unread) { IsHat = isHat, Origin = origin };
}
