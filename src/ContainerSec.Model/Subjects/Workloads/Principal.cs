using System.Globalization;

namespace ContainerSec;

/// <summary>A user or group, by number or by name.</summary>
public readonly record struct Principal
{
    /// <summary>A user or group as written.</summary>
    /// <param name="text">A number or a name.</param>
    public Principal(string text)
    {
        Text = text ?? throw new ArgumentNullException(nameof(text));
        Id = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    /// <summary>A user or group by number.</summary>
    /// <param name="id">The number.</param>
    public Principal(long id)
    {
        Text = id.ToString(CultureInfo.InvariantCulture);
        Id = id;
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The number; null when a name was written.</summary>
    public long? Id { get; }

    /// <summary>Whether it is uid or gid 0: the number, the name <c>root</c>, or Windows' administrator account.</summary>
    public bool IsRoot => Id == 0 || Text is "root";

    /// <inheritdoc/>
    public override string ToString() => Text;
}
