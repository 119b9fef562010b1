using System.Diagnostics;
using System.Runtime.Versioning;

namespace Yolo.Tests.Cli;

/// <summary><c>device=0,1</c>: the command starts itself by mpirun, which here is a script that writes down its words.</summary>
[Platform("Linux")]
[SupportedOSPlatform("linux")]
public sealed class SeveralDevicesTests : FolderFixture
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "yolo.dll");

    [TestCase("train", "device=0,1", 2)]
    [TestCase("val", "device=cuda:0,1", 2)]
    [TestCase("predict", "device=[0, 1, 2]", 3)]
    public void SeveralDevices_StartMpirunWithTheSameWords(string mode, string device, int ranks)
    {
        Folder.Write("mpirun", $"#!/bin/sh\nprintf '%s\\n' \"$OMPI_MCA_odls_base_sigkill_timeout\" \"$@\" > '{Folder.Path("words")}'\nexit 7\n");
        File.SetUnixFileMode(Folder.Path("mpirun"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string[] words = [mode, "model=a b.pt", device, "data=it's.yaml", "source=*.jpg"];

        var (status, errors) = Run(words);

        Assert.That(status, Is.EqualTo(7), errors);
        string[] rights = Environment.UserName == "root" ? ["--allow-run-as-root"] : [];
        var written = File.ReadAllLines(Folder.Path("words"));
        Assert.That(written[..^(words.Length + 2)], Is.EqualTo((string[])["30", "-np", $"{ranks}", "--bind-to", "none", .. rights]));
        Assert.That(Path.GetFileName(written[^(words.Length + 2)]), Is.EqualTo("dotnet"));
        Assert.That(written[^(words.Length + 1)..], Is.EqualTo((string[])[Program, .. words]));
    }

    [Test]
    public void SeveralDevices_WithoutMpirun_NameThePackage()
    {
        var (status, errors) = Run("train", "model=a.pt", "device=0,1");

        Assert.That(status, Is.EqualTo(2));
        Assert.That(errors, Does.StartWith("yolo: Several devices need mpirun").And.Contain("apt-get install openmpi-bin"));
    }

    [Test]
    public void SeveralDevices_OfAModeOfOneProcess_AreRefused()
    {
        var (status, errors) = Run("export", "model=a.pt", "device=0,1");

        Assert.That(status, Is.EqualTo(2));
        Assert.That(errors, Does.Contain("one GPU is used, not several"));
    }

    private (int Status, string Errors) Run(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Program, .. words])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["PATH"] = Folder.Root, ["DOTNET_STARTUP_HOOKS"] = typeof(SeveralDevicesTests).Assembly.Location },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        _ = output.Result;
        return (process.ExitCode, errors);
    }
}
