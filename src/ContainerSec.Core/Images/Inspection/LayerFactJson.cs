using System.Text.Json.Serialization;

namespace ContainerSec.Images.Inspection;

/// <summary>How facts are kept. The kinds are listed at <see cref="LayerFact"/>.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(KeptFacts))]
internal sealed partial class LayerFactJson : JsonSerializerContext;
