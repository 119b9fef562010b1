using System.Diagnostics;
using Yolo.Runtime;

namespace Yolo.Tests.Runtime.Loading;

/// <summary>Processes of their own, with folders of their own. Where TorchSharp's library loads as it is, none of them writes anything.</summary>
[Platform("Linux")]
public sealed class TorchLibraryTests : FolderFixture
{
    private const int Processes = 20;

    [Test]
    public void Twenty_programs_can_start_at_once_without_a_cache()
    {
        var programs = Enumerable.Range(0, Processes).Select(_ => Start(Folder.Path("home"))).ToList();

        AssertAllSucceed(programs);
        Assert.That(Directory.Exists(Folder.Path("home")) ? Directory.GetFiles(Folder.Path("home"), "*", SearchOption.AllDirectories) : [], Has.Length.EqualTo(IsMended() ? 1 : 0));
    }

    [Test]
    public void A_program_can_start_where_its_home_cannot_be_written() => AssertAllSucceed([Start("/proc")]);

    // This process meets the same library.
    private static bool IsMended()
    {
        LibTorch.Load();
        return File.ReadAllText("/proc/self/maps").Contains("-libLibTorchSharp.so", StringComparison.Ordinal);
    }

    private static Process Start(string home) => Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "yolo.dll"), "checks"])
    {
        Environment = { ["HOME"] = home, ["XDG_CACHE_HOME"] = null },
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static void AssertAllSucceed(List<Process> programs)
    {
        foreach (var program in programs)
        {
            using (program)
            {
                var errors = program.StandardError.ReadToEndAsync();
                Assert.That(program.StandardOutput.ReadToEnd(), Contains.Substring("kernels  right"), errors.Result);
                program.WaitForExit();
                Assert.That(program.ExitCode, Is.Zero);
            }
        }
    }
}
