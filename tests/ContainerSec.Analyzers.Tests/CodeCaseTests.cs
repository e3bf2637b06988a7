namespace ContainerSec.Analyzers.Tests;

/// <summary>Every case of the folder Cases: code, and what is reported of it.</summary>
[TestClass]
public class CodeCaseTests
{
    public static IEnumerable<object[]> Cases => CodeCase.ReadAll(Path.Combine(AppContext.BaseDirectory, "Cases")).Select(static c => new object[] { c });

    public static string NameOf(System.Reflection.MethodInfo method, object[] data) => data[0].ToString()!;

    [TestMethod]
    [DynamicData(nameof(Cases), DynamicDataDisplayName = nameof(NameOf))]
    public void Code_IsJudgedAsItsCaseSays(object codeCase) => ((CodeCase)codeCase).Check();
}
