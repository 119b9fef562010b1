using System.Reflection;
using Yolo.Callbacks;
using Yolo.Checkpoints;
using Yolo.Data;
using Yolo.Engine;
using Yolo.Engine.Benchmarking;
using Yolo.Engine.Settings;
using Yolo.Export;
using Yolo.Imaging;
using Yolo.Models;
using Yolo.Runtime.Kernels;

namespace Yolo.Cli;

/// <summary>The command <c>yolo</c>. Exit status: 0 done, 1 failed, 2 wrong usage, 130 or 143 interrupted.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command.</summary>
    /// <param name="words">The words after <c>yolo</c>.</param>
    /// <param name="output">For results and progress.</param>
    /// <param name="errors">For errors.</param>
    /// <param name="restart">Starts the program again with a lower level of instructions; null where it may not.</param>
    /// <returns>The exit status.</returns>
    internal static int Run(IReadOnlyList<string> words, TextWriter output, TextWriter errors, Func<string, int>? restart = null)
    {
        using var interruption = new Interruption();
        Canvas.Warn = message => errors.WriteLine($"yolo: {message}");
        try
        {
            var arguments = SettingsFile.Expand(Arguments.Parse(words));
            AbsentModes.Refuse(arguments.Topic ?? arguments.Mode);
            return arguments.Mode switch
            {
                "train" => TrainCommand.Run(arguments, output, errors, interruption.Token),
                "val" => ValidateCommand.Run(arguments, output, errors, interruption.Token),
                "predict" => PredictCommand.Run(arguments, output, errors, interruption.Token),
                "track" => TrackCommand.Run(arguments, output, errors, interruption.Token),
                "export" => ExportCommand.Run(arguments, output, errors, interruption.Token),
                "benchmark" => BenchmarkCommand.Run(arguments, output, errors, interruption.Token),
                "checks" => ChecksCommand.Run(output),
                "settings" => SettingsCommand.Run(arguments, output),
                "cfg" => HelpCommand.Settings(output),
                "copy-cfg" => CopySettingsCommand.Run(output),
                "version" => Version(output),
                "help" => HelpCommand.Run(arguments.Topic, output),
                _ => throw new UsageException($"No mode was given. Write yolo MODE key=value …, with one of the modes {string.Join(", ", Arguments.Modes)}."),
            };
        }
        catch (WrongKernelsException error) when (error.Level is not null && restart is not null)
        {
            errors.WriteLine($"yolo: on this processor libtorch's fastest kernels miscalculate; starting again with {ProcessorTrial.Variable}={error.Level}. With that in the environment this is spared.");
            return restart(error.Level);
        }
        catch (Exception error) when (error is UsageException or SettingException or CallbackConfigurationException)
        {
            errors.WriteLine($"yolo: {error.Message}");
            return 2;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            errors.WriteLine("yolo: interrupted.");
            return interruption.ExitStatus;
        }
        catch (Exception error) when (IsExpected(error))
        {
            errors.WriteLine($"yolo: {error.Message}");
            return 1;
        }
    }

    // What files, checkpoints, data sets, pictures and libtorch can do wrong; anything else is a fault of ours and shows its trace.
    private static bool IsExpected(Exception error) => error is IOException or UnauthorizedAccessException or CheckpointException
        or ImageFormatException or ModelLoadException or ModelSpecException or ExportException or DatasetException or TrainingException or BenchmarkException or CallbackException or OperationCanceledException or NotSupportedException or DllNotFoundException or WrongKernelsException or System.Runtime.InteropServices.ExternalException;

    private static int Version(TextWriter output)
    {
        output.WriteLine(typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]);
        return 0;
    }
}
