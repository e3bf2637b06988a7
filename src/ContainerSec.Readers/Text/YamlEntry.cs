namespace ContainerSec.Readers.Text;

/// <summary>A key with its value.</summary>
internal readonly record struct YamlEntry(YamlScalar Key, YamlNode Value);
