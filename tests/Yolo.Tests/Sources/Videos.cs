using System.Diagnostics;

namespace Yolo.Tests.Sources;

/// <summary>Makes small videos with ffmpeg: a test pattern, 64 × 48 pixels, ten frames a second.</summary>
internal static class Videos
{
    /// <summary>Makes one; its ending chooses the format.</summary>
    internal static string Make(string path, int frames = 20, string size = "64x48", params string[] options)
    {
        Run(["-f", "lavfi", "-i", $"testsrc=size={size}:rate=10", "-frames:v", $"{frames}", .. options, path]);
        return path;
    }

    /// <summary>Makes a video of numbered pictures.</summary>
    internal static string Join(string pattern, string path)
    {
        Run(["-framerate", "10", "-i", pattern, "-c:v", "mpeg4", "-q:v", "2", path]);
        return path;
    }

    /// <summary>Pictures of a video, each as JPEG.</summary>
    internal static List<byte[]> Jpegs(TemporaryFolder folder, int frames)
    {
        Run(["-f", "lavfi", "-i", "testsrc=size=64x48:rate=10", "-frames:v", $"{frames}", folder.Path("jpeg%03d.jpg")]);
        return [.. Directory.EnumerateFiles(folder.Root, "jpeg*.jpg").Order().Select(File.ReadAllBytes)];
    }

    /// <summary>The ffmpeg processes that this process has started and that still run.</summary>
    internal static int Running() => Directory.Exists("/proc")
        ? Process.GetProcessesByName("ffmpeg").Count(process => ParentOf(process.Id) == Environment.ProcessId)
        : 0;

    private static int ParentOf(int process)
    {
        try
        {
            // Number, (name), state, parent.
            var words = File.ReadAllText($"/proc/{process}/stat");
            var fields = words[(words.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] == "Z" ? 0 : int.Parse(fields[1]);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static void Run(IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostdin", "-v", "error", "-y", .. arguments]) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors);
    }
}
