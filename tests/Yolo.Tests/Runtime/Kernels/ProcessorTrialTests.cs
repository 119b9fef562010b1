using System.Diagnostics;
using System.Globalization;
using Yolo.Runtime;
using Yolo.Runtime.Kernels;

namespace Yolo.Tests.Runtime.Kernels;

public sealed class ProcessorTrialTests : FolderFixture
{
    [Test]
    public void FirstWrong_OnThisProcessor_IsNone() => Assert.That(ProcessorTrial.FirstWrong(null), Is.Null, "Run the tests with test.sh, which finds a level at which libtorch computes right.");

    [Test]
    public void FirstWrong_OfOneLayout_NamesIt() => Assert.That(
        ProcessorTrial.FirstWrong((shape, input, weight) => shape.Weight[1] == 24 ? shape.Convolve(input, weight).Times(1.3) : shape.Convolve(input, weight)),
        Does.StartWith("3x3, 24 to 40 channels").And.EndsWith("channels last"));

    [TestCase(null, "AVX2")]
    [TestCase("AVX512_CORE_AMX", "AVX2")]
    [TestCase("AVX2", "SSE41")]
    [TestCase("SSE41", null)]
    [Platform("64-Bit")]
    public void Next_IsLower(string? level, string? expected) => Assert.That(ProcessorTrial.Next(level), Is.EqualTo(expected));

    [Test]
    public void Exception_NamesVariableAndValue([Values("AVX2", "SSE41")] string level) =>
        Assert.That(new WrongKernelsException("1x1", level), Has.Message.Contains($"ONEDNN_MAX_CPU_ISA={level}").And.Property("Level").EqualTo(level));

    [Test]
    public void Command_OnAProcessorThatMiscalculates_StartsAgainUntilItIsRight()
    {
        var (status, output, errors) = Run([], "checks");

        Assert.Multiple(() =>
        {
            Assert.That(status, Is.Zero, errors);
            Assert.That(output, Contains.Substring("kernels  right, ONEDNN_MAX_CPU_ISA=SSE41").And.Matches("(?s)^((?!system).)*system((?!system).)*$"));
            Assert.That(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split("ISA=")[1].Split('.')[0]), Is.EqualTo(new[] { "AVX2", "SSE41" }));
        });
    }

    [Test]
    public void Command_ThatCannotStartAgain_WritesNothingAndSaysWhatToSet()
    {
        var picture = Folder.Write("shot.jpg", "");

        var (status, _, errors) = Run(["once"], "predict", "model=yolov8n.yaml", $"source={picture}", $"project={Folder.Path("runs")}");

        Assert.That(status, Is.EqualTo(1));
        Assert.That(errors, Does.StartWith("yolo: On this processor").And.Contains("Set ONEDNN_MAX_CPU_ISA=AVX2"));
        Assert.That(Directory.Exists(Folder.Path("runs")), Is.False);
    }

    [Test]
    public void Command_AfterOneThatStartedAgain_TakesWhatThatFound()
    {
        string[] words = ["export", "model=yolov8n.yaml", "imgsz=32", $"file={Folder.Path("m.onnx")}"];

        var (firstStatus, _, first) = Run([], words);
        var (status, _, second) = Run([], words);
        var (_, _, anew) = Run([], "checks");

        Assert.That((firstStatus, status), Is.EqualTo((0, 0)), first + second);
        Assert.That(first, Does.Contain("starting again with ONEDNN_MAX_CPU_ISA=AVX2").And.Contain("starting again with ONEDNN_MAX_CPU_ISA=SSE41"));
        Assert.That(second, Does.Contain("ONEDNN_MAX_CPU_ISA=SSE41 is taken").And.Not.Contain("starting again"));
        Assert.That(anew, Does.Contain("starting again with ONEDNN_MAX_CPU_ISA=AVX2"));
    }

    [TestCase("of another processor", "0 SSE41")]
    [TestCase("of no level", "{0} AVX512_CORE")]
    [TestCase("that is none", "\0\0")]
    public void Memory_IsNotTaken(string what, string content)
    {
        _ = Run([], "checks");
        var file = Folder.Path("yolo-dotnet", "kernels.txt");
        var processor = File.ReadAllText(file).Split(' ')[0];
        File.WriteAllText(file, string.Format(CultureInfo.InvariantCulture, content, processor));

        var (status, _, errors) = Run([], "export", "model=yolov8n.yaml", "imgsz=32", $"file={Folder.Path("m.onnx")}");

        Assert.That(status, Is.Zero, errors);
        Assert.That(errors, Does.Contain("starting again with ONEDNN_MAX_CPU_ISA=AVX2"), what);
    }

    [Test]
    public void Memory_OfTheDayBeforeYesterday_IsNotTaken()
    {
        _ = Run([], "checks");
        File.SetLastWriteTimeUtc(Folder.Path("yolo-dotnet", "kernels.txt"), DateTime.UtcNow.AddDays(-2));

        Assert.That(Run([], "export", "model=yolov8n.yaml", "imgsz=32", $"file={Folder.Path("m.onnx")}").Errors, Does.Contain("starting again with ONEDNN_MAX_CPU_ISA=AVX2"));
    }

    [Test]
    public void Memory_OfALevelThatIsWrongByNow_IsForgotten()
    {
        _ = Run([], "checks");

        // The network itself may come out wrong where the test runs; the trial does not.
        var errors = Run(["mended"], "export", "model=yolov8n.yaml", "imgsz=32", $"file={Folder.Path("m.onnx")}").Errors;

        Assert.That(errors, Does.Contain("ONEDNN_MAX_CPU_ISA=SSE41, is wrong; starting again to try all").And.Not.Contain("ONEDNN_MAX_CPU_ISA=AVX2"));
        Assert.That(Folder.Path("yolo-dotnet", "kernels.txt"), Does.Not.Exist);
    }

    [Test]
    public void Checks_OfAProcessorThatIsRightByNow_ForgetWhatWas()
    {
        _ = Run([], "checks");
        Assert.That(Folder.Path("yolo-dotnet", "kernels.txt"), Does.Exist);

        _ = Run(["mended"], "checks");

        Assert.That(Folder.Path("yolo-dotnet", "kernels.txt"), Does.Not.Exist);
    }

    [Test]
    public void Memory_WithAnEmptyVariable_HoldsTheKernels()
    {
        string[] words = ["export", "model=yolov8n.yaml", "imgsz=32", $"file={Folder.Path("m.onnx")}"];
        _ = Run([], "checks");

        var (status, _, errors) = Run([], words, level: "");

        Assert.That(status, Is.Zero, errors);
        Assert.That(errors, Does.Contain("ONEDNN_MAX_CPU_ISA=SSE41 is taken"));
    }

    private (int Status, string Output, string Errors) Run(string[] first, params string[] words) => Run(first, words, level: null);

    private (int Status, string Output, string Errors) Run(string[] first, string[] words, string? level)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ProcessorTrialTests).Assembly.Location, .. first, .. words])
        {
            Environment = { [ProcessorTrial.Variable] = level, ["XDG_CACHE_HOME"] = Folder.Root },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
