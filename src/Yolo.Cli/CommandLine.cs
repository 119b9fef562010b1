using Yolo.Callbacks;
using Yolo.Checkpoints;
using Yolo.Cli.Display;
using Yolo.Data;
using Yolo.Engine;
using Yolo.Engine.Benchmarking;
using Yolo.Engine.Distributed;
using Yolo.Engine.Settings;
using Yolo.Export;
using Yolo.Imaging;
using Yolo.Models;
using Yolo.Runtime.Kernels;
using Yolo.Runtime.Mpi;

namespace Yolo.Cli;

/// <summary>The command <c>yolo</c>. Exit status: 0 done, 1 failed, 2 wrong usage, 130 or 143 interrupted.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command.</summary>
    /// <param name="words">The words after <c>yolo</c>.</param>
    /// <param name="output">For results and progress.</param>
    /// <param name="errors">For errors.</param>
    /// <param name="restart">Starts the program again with a lower level of instructions, or, if that is empty, with none; null where it may not.</param>
    /// <returns>The exit status.</returns>
    internal static int Run(IReadOnlyList<string> words, TextWriter output, TextWriter errors, Func<string, int>? restart = null)
    {
        using var terminal = Terminal.Of(output, errors);
        return Run(words, terminal, restart);
    }

    /// <summary>Runs a command on a terminal.</summary>
    internal static int Run(IReadOnlyList<string> words, Terminal terminal, Func<string, int>? restart = null)
    {
        var spoken = SeveralRanks.Spoken(terminal);
        using var interruption = new Interruption(spoken);
        Canvas.Warn = spoken.Warn;
        try
        {
            var arguments = SettingsFile.Expand(Arguments.Parse(words));
            if (restart is not null && arguments.Mode != ChecksCommand.Mode)
            {
                RememberedLevel.Take();
            }

            AbsentModes.Refuse(arguments.Topic ?? arguments.Mode);
            SeveralRanks.Refuse(arguments.Mode);
            SeveralRanks.WarnOfThoseApart(arguments.Mode, spoken);
            if (SeveralRanks.Start(arguments) is { } status)
            {
                return status;
            }

            return arguments.Mode switch
            {
                "train" => TrainCommand.Run(arguments, spoken, interruption.Token),
                "val" => ValidateCommand.Run(arguments, spoken, interruption.Token),
                "predict" => PredictCommand.Run(arguments, spoken, interruption.Token),
                "track" => TrackCommand.Run(arguments, spoken, interruption.Token),
                "export" => ExportCommand.Run(arguments, terminal, interruption.Token),
                "benchmark" => BenchmarkCommand.Run(arguments, terminal, interruption.Token),
                ChecksCommand.Mode => ChecksCommand.Run(terminal),
                "settings" => SettingsCommand.Run(arguments, terminal),
                "cfg" => HelpCommand.Settings(terminal),
                "copy-cfg" => CopySettingsCommand.Run(terminal),
                "version" => Version(terminal),
                "help" => HelpCommand.Run(arguments.Topic, terminal),
                _ => throw new UsageException($"No mode was given. Write yolo MODE key=value …, with one of the modes {string.Join(", ", Arguments.Modes)}."),
            };
        }
        catch (WrongKernelsException error) when (error.Level is not null && restart is not null && !World.HasMet)
        {
            terminal.Done();
            spoken.Note($"on this processor libtorch's fastest kernels miscalculate; starting again with {ProcessorTrial.Variable}={error.Level}. With that in the environment this is spared.");
            RememberedLevel.Keep(error.Level);
            return restart(error.Level);
        }
        catch (WrongKernelsException) when (RememberedLevel.Taken is not null && !World.HasMet)
        {
            terminal.Done();
            spoken.Note($"the level of instructions that was right lately, {ProcessorTrial.Variable}={RememberedLevel.Taken}, is wrong; starting again to try all.");
            RememberedLevel.Forget();
            return restart!("");
        }
        catch (Exception error) when (error is UsageException or SettingException or CallbackConfigurationException)
        {
            return LastWords.Say(error, 2, terminal.Error);
        }
        catch (Exception error) when (error is OperationCanceledException or RankFailedException && interruption.Token.IsCancellationRequested)
        {
            spoken.Error(error is TrainingInterruptedException training ? training.Message : "interrupted.");
            if (error is TrainingInterruptedException { Command: { } command })
            {
                spoken.Command(command);
            }

            return LastWords.Interrupt(error is TrainingInterruptedException ? null : error, interruption.ExitStatus);
        }
        catch (Exception error) when (IsExpected(error))
        {
            return LastWords.Say(error, 1, terminal.Error);
        }
    }

    // What files, checkpoints, data sets, pictures and libtorch can do wrong; anything else is a fault of ours and shows its trace.
    private static bool IsExpected(Exception error) => error is IOException or UnauthorizedAccessException or CheckpointException
        or ImageFormatException or ModelLoadException or ModelSpecException or ExportException or DatasetException or TrainingException or BenchmarkException or CallbackException or OperationCanceledException or NotSupportedException or DllNotFoundException or WrongKernelsException or RankFailedException or MpiException or System.Runtime.InteropServices.ExternalException;

    private static int Version(Terminal terminal)
    {
        terminal.Line(ProgramVersion.Text);
        return 0;
    }
}
