using Yolo.Export;
using Yolo.Onnx;

namespace Yolo.Tests.Onnx;

public sealed class PythonLiteralTests
{
    [TestCase("None", null)]
    [TestCase(" True ", true)]
    [TestCase("False", false)]
    [TestCase("-12", -12L)]
    [TestCase("0.25", 0.25)]
    [TestCase("1e-3", 0.001)]
    [TestCase("'red'", "red")]
    [TestCase("\"it's\"", "it's")]
    [TestCase(@"'it\'s'", "it's")]
    [TestCase("'étage \\u00e9 \\U0001F600 \\x41 \\n'", "étage é 😀 A \n")]
    [TestCase("'{0: 1}'", "{0: 1}")]
    public void Parse_OfOneValue(string text, object? expected) => Assert.That(PythonLiteral.Parse(text), Is.EqualTo(expected));

    [Test]
    public void Parse_OfListsTuplesAndDictionaries()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(PythonLiteral.Parse("[640, 480]"), Is.EqualTo(new List<object?> { 640L, 480L }));
            Assert.That(PythonLiteral.Parse("(1,)"), Is.EqualTo(new List<object?> { 1L }));
            Assert.That(PythonLiteral.Parse("[]"), Is.Empty);
            Assert.That(PythonLiteral.Parse("{}"), Is.Empty);
            Assert.That(PythonLiteral.Parse("{0: 'a', 1: ['b', None],}"), Is.EqualTo(new List<KeyValuePair<object?, object?>> { new(0L, "a"), new(1L, new List<object?> { "b", null }) }));
        }
    }

    [Test]
    public void Parse_OfWhatTheExporterWrites_GivesItBack()
    {
        string[] names = ["dog's", "\"quoted\"", "both ' and \"", @"back\slash", "línea\nnueva\t", "犬", "", "\u0001"];
        var text = PythonText.Of(names.Select((name, index) => KeyValuePair.Create((object)index, (object?)name)));

        Assert.That(PythonLiteral.Parse(text), Is.EqualTo(names.Select((name, index) => new KeyValuePair<object?, object?>((long)index, name))));
    }

    [TestCase("")]
    [TestCase("[1, 2")]
    [TestCase("[1 2]")]
    [TestCase("{1}")]
    [TestCase("{1: }")]
    [TestCase("'open")]
    [TestCase(@"'\q'")]
    [TestCase(@"'\x4")]
    [TestCase(@"'\ud800'")]
    [TestCase("__import__('os').system('true')")]
    [TestCase("1 + 1")]
    [TestCase("nan_")]
    [TestCase("[1] [2]")]
    public void Parse_OfAnythingElse_Fails(string text) => Assert.That(() => PythonLiteral.Parse(text), Throws.InstanceOf<FormatException>());

    [Test]
    public void Parse_OfDeepNesting_Fails() => Assert.That(() => PythonLiteral.Parse(new string('[', 100_000)), Throws.InstanceOf<FormatException>().With.Message.Contains("deeply"));
}
