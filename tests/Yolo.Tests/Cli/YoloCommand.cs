using Yolo.Cli;

namespace Yolo.Tests.Cli;

/// <summary>The program <c>yolo</c>, run inside the test's own process.</summary>
internal static class YoloCommand
{
    /// <summary>Runs a command line; what it printed comes back with its exit status.</summary>
    internal static (int Status, string Output, string Errors) Run(params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (CommandLine.Run(words, output, errors), output.ToString(), errors.ToString());
    }
}
