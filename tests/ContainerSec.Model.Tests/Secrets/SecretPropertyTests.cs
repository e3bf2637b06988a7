using ContainerSec.Secrets;
using CsCheck;

namespace ContainerSec.Tests.Secrets;

/// <summary>Whatever a name or value is, asking about it is safe, and no answer shows it.</summary>
[TestClass]
public class SecretPropertyTests
{
    // Pieces that mean something to the code under test.
    private static readonly string[] Pieces =
        ["", "password=", "Password", "://", "@", ":", ";", ",", "?", "&", "$", "${", "}", "{", "<", ">", "%", "#{", "__", "=", "-----BEGIN ", "PRIVATE KEY", "eyJ", ".", "AKIA", "ghp_", " ", "\n", "é"];

    private static readonly Gen<string> Text = Gen.Select(
        Gen.Int[0, Pieces.Length - 1].Select(static i => Pieces[i]),
        Gen.String[0, 12],
        static (piece, text) => piece + text).Array[0, 6].Select(string.Concat);

    [TestMethod]
    public void Find_AnyNameAndValue_DoesNotThrow() =>
        Gen.Select(Text, Text).Sample(static (name, value) =>
        {
            SecretLiteral.Find(name, value, PolicyOptions.Default);
            SecretName.HintsAtSecret(name);
            CredentialFile.Is(value);
            var arguments = new FactList<string>([Fact.Known(name), Fact.Known(value), Fact.Unknown<string>()]);
            foreach (var argument in NamedArgument.Read(arguments))
                Assert.IsNotNull(argument.Name);
        });

    [TestMethod]
    public void Find_AnyLongSecret_IsNotInTheMessage() =>
        Gen.String[Gen.Char.AlphaNumeric, 12, 40].Sample(static secret =>
        {
            foreach (var value in new[] { secret, "ghp_" + secret, $"Server=db;Password={secret}", $"amqp://shop:{secret}@rabbit" })
                Assert.IsFalse(SecretLiteral.Find("DB_PASSWORD", value, PolicyOptions.Default)?.What.Contains(secret, StringComparison.Ordinal) ?? false, value);
        });

    [TestMethod]
    public void Words_AnyName_KeepsLettersAndDigitsInOrder() =>
        Text.Sample(static name =>
            Assert.AreEqual(string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant(), string.Concat(SecretName.Words(name))));
}
