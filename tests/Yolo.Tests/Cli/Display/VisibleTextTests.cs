using Yolo.Cli.Display;

namespace Yolo.Tests.Cli.Display;

public sealed class VisibleTextTests
{
    [TestCase("", "")]
    [TestCase("a b.jpg", "a b.jpg")]
    [TestCase("größe 猫 🐈 \u200d ok", "größe 猫 🐈 \u200d ok")]
    [TestCase("a\nyolo: all is well", @"a\nyolo: all is well")]
    [TestCase("\t\r\0\a", @"\t\r\x00\x07")]
    [TestCase("\e[2Jgone", @"\x1b[2Jgone")]
    [TestCase("\u009b31mred\u007f", @"\x9b31mred\x7f")]
    [TestCase("photo\u202egpj.exe", @"photo\u202egpj.exe")]
    [TestCase("two\u2028lines", @"two\u2028lines")]
    public void Of_AName_ShowsWhatATerminalWouldObey(string name, string shown) => Assert.That(VisibleText.Of(name), Is.EqualTo(shown));
}
