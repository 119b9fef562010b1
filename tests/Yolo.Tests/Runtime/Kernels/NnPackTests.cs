using System.Diagnostics;

namespace Yolo.Tests.Runtime.Kernels;

[Platform("Linux")]
public sealed class NnPackTests
{
    // With one thread libtorch would ask NNPACK to compute; where that cannot start, each convolution would say so.
    [Test]
    public void A_prediction_with_one_thread_says_nothing_of_NNPACK()
    {
        string[] words = ["exec", Path.Combine(AppContext.BaseDirectory, "yolo.dll"), "predict", $"model={Shared.Path("weights", "bccd-yolov8n.pt")}", $"source={Picture()}", "engine=torch", "imgsz=64", "save=false"];
        using var program = Process.Start(new ProcessStartInfo("dotnet", words)
        {
            Environment = { ["OMP_NUM_THREADS"] = "1" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = program.StandardError.ReadToEndAsync();

        Assert.That(program.StandardOutput.ReadToEnd(), Contains.Substring("image 1/1"), errors.Result);
        program.WaitForExit();
        Assert.That(errors.Result, Does.Not.Contain("NNPACK"));
    }

    private static string Picture() => Directory.EnumerateFiles(Shared.Path("datasets", "bccd"), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
}
