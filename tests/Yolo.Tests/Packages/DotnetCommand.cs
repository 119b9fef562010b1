using System.Diagnostics;

namespace Yolo.Tests.Packages;

/// <summary>Programs as a user starts them, outside the build that runs the tests.</summary>
internal static class DotnetCommand
{
    /// <summary>Runs dotnet to its end, which must be a good one.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <param name="words">What follows dotnet.</param>
    internal static void Require(string folder, IReadOnlyDictionary<string, string> environment, params string[] words)
    {
        var (status, output, errors) = Run(folder, "dotnet", environment, words);
        Assert.That(status, Is.Zero, $"dotnet {string.Join(' ', words)}\n{output}\n{errors}");
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="program">The program.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <param name="words">What follows its name.</param>
    /// <returns>The exit status and what was said.</returns>
    internal static (int Status, string Output, string Errors) Run(
        string folder, string program, IReadOnlyDictionary<string, string> environment, params string[] words)
    {
        var start = new ProcessStartInfo(program, words)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The build around these tests tells its own programs where its parts are.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        // Nothing is to stay behind that waits for the next build.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(8)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', words)} does not end.");
        }

        return (process.ExitCode, output.Result, errors.Result);
    }
}
