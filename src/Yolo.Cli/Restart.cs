using System.ComponentModel;
using System.Diagnostics;
using Yolo.Runtime.Kernels;
using Yolo.Runtime.Loading;

namespace Yolo.Cli;

/// <summary>Starts the program again, with the same words, on a lower level of instructions: libtorch reads the level once, when it is loaded.</summary>
internal static class Restart
{
    /// <summary>On Unix the new program takes this one's place, with its number, its terminal and its signals; it does not return.</summary>
    /// <param name="level">The value of <see cref="ProcessorTrial.Variable"/>; empty for all that the processor has.</param>
    /// <param name="errors">Where it says that it cannot.</param>
    /// <returns>The exit status.</returns>
    internal static int At(string level, TextWriter errors)
    {
        var program = Environment.ProcessPath!;
        var words = Environment.GetCommandLineArgs();

        // The first word is the assembly, which only .NET's own host has to be told.
        var arguments = Path.GetFileNameWithoutExtension(program) == "dotnet" ? words : words[1..];
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                NativeEnvironment.ReplaceProcess(program, arguments, ProcessorTrial.Variable, level);
            }

            var start = new ProcessStartInfo(program, arguments) { Environment = { [ProcessorTrial.Variable] = level } };
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception error)
        {
            errors.WriteLine($"yolo: {program} could not be started again: {error.Message}. Set {ProcessorTrial.Variable}={level} in the environment.");
            return 1;
        }
    }
}
