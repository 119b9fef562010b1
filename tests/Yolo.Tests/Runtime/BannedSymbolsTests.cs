namespace Yolo.Tests.Runtime;

public sealed class BannedSymbolsTests
{
    [Test]
    public void File_NamesAllThatMakesScalarsInside()
    {
        using var taint = new ScalarTaint();
        var wanted = BannedSymbols.Content(taint);
        var copy = Path.Combine(TestContext.CurrentContext.WorkDirectory, "BannedSymbols.txt");
        File.WriteAllText(copy, wanted);

        Assert.That(File.ReadAllText(BannedSymbols.Path).ReplaceLineEndings("\n"), Is.EqualTo(wanted), $"What it is to hold lies in {copy}.");
    }
}
