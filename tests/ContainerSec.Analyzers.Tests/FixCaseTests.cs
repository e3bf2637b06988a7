namespace ContainerSec.Analyzers.Tests;

/// <summary>Every case of the folder Fixes: code, and what the fix of a diagnostic makes of it.</summary>
[TestClass]
public class FixCaseTests
{
    public static IEnumerable<object[]> Cases => FixCase.ReadAll(Path.Combine(AppContext.BaseDirectory, "Fixes")).Select(static c => new object[] { c });

    public static string NameOf(System.Reflection.MethodInfo method, object[] data) => data[0].ToString()!;

    [TestMethod]
    [DynamicData(nameof(Cases), DynamicDataDisplayName = nameof(NameOf))]
    public void Fix_MakesWhatItsCaseSays(object fixCase) => ((FixCase)fixCase).Check();
}
