using Yolo.Runtime;

namespace Yolo.Tests.Documentation;

/// <summary>Every block of C# on the pages is compiled, and run where it can be.</summary>
[NonParallelizable]
public sealed class SnippetTests
{
    private static IEnumerable<TestCaseData> Snippets => Snippet.All.Select(snippet => new TestCaseData(snippet).SetArgDisplayNames(snippet.ToString()));

    [TestCaseSource(nameof(Snippets))]
    public void Snippet_AsItStands_Works(object snippet)
    {
        var one = (Snippet)snippet;
        var isRun = one.IsRun;
        var program = SnippetProgram.Compile(one.ToProgram());
        if (isRun)
        {
            LibTorch.Load();
            using var folder = ReadersFolder.Enter();
            program.Run();
        }
    }

    [Test]
    public void Snippet_ThatIsWrong_IsNamedByThePagesLine()
    {
        var snippet = Snippet.Of("var a = 1;\nvar b = a.Nothing;", new("snippet", "runs", 40, "var unused = 0;"));

        Assert.That(() => SnippetProgram.Compile(snippet.ToProgram()), Throws.TypeOf<InvalidDataException>().With.Message.StartsWith("page.md:2: CS1061"));
    }

    [Test]
    public void Snippet_TakesOfItsPage_WhatItUsesAndDoesNotDeclare()
    {
        var page = new PageMark("snippets", "", 1, "var a = Three();\nvar b = a;\nvar c = Missing();\nint Three() => 3;");

        SnippetProgram.Compile(Snippet.Of("if (b != 3) { throw new Exception(); }\nvar c = 1;\nclass Mine { }", null, page).ToProgram()).Run();
        Assert.That(() => SnippetProgram.Compile(Snippet.Of("Console.WriteLine(c);", null, page).ToProgram()), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void Snippet_WithUsingsOfItsOwn_HasNoOthersOfOurs() => Assert.That(
        () => SnippetProgram.Compile(Snippet.Of("using Yolo.Results;\nYoloModel? model = null;").ToProgram()), Throws.TypeOf<InvalidDataException>().With.Message.Contains("YoloModel"));

    [TestCase("perhaps")]
    [TestCase("compiles")]
    public void Snippet_OfNoClass_IsAnError(string mark) =>
        Assert.That(() => Snippet.Of("", new("snippet", mark, 1, "")).IsRun, Throws.TypeOf<InvalidDataException>());

    [Test]
    public void Snippet_ThatThrows_Throws() =>
        Assert.That(() => SnippetProgram.Compile(Snippet.Of("throw new TimeoutException();").ToProgram()).Run(), Throws.TypeOf<TimeoutException>());
}
