using Microsoft.Extensions.Logging;
using Yolo.Engine.Logging;
using Yolo.Imaging.Drawing.Fonts;

namespace Yolo.Engine;

/// <content>What the model's runs have to say.</content>
public sealed partial class YoloModel
{
    private readonly RunLog log = new(logger: null);
    private ILogger? logger;
    private volatile RunLog? trainingLog;

    /// <summary>
    /// Receives what this model's runs have to say: warnings (settings that change nothing, faults of data sets, pictures that cannot be read, callbacks that failed
    /// without ending the run, letters that no font has), and with <see cref="LogLevel.Information"/> when trainings, epochs, validations and exports are over. What loading the
    /// model warned about is said when the logger is set. Exceptions that reach the caller are not logged. Null, the default: nobody; then <see cref="Warnings"/> and the reports of
    /// trainings and validations have the warnings. May be set at any time; any thread may call it; what it throws is a warning.
    /// </summary>
    public ILogger? Logger
    {
        get => Alive(logger);
        set
        {
            uses.ThrowIfDisposed();
            logger = value;
            FontLog.Leave(log.Logger);
            log.PassTo(value);

            // Fonts are the process's: of several loggers the last one hears of them.
            if (value is not null)
            {
                FontLog.PassTo(log.Logger);
            }
        }
    }

    /// <summary>What this model's runs warned about so far, each warning once, but those of trainings, which are in their reports; at most the first thousand.</summary>
    public IReadOnlyList<string> Warnings => Alive(log).Warnings;

    /// <summary>Where a run says what people should know.</summary>
    internal RunLog Log => trainingLog ?? log;

    /// <summary>That the weights are random numbers, for people; null if they are not.</summary>
    internal string? RandomWeights => HasWeights ? null
        : $"{Source} describes a network and has no weights: they are random, and so is what comes of them. Train it, or name a checkpoint (model=weights.pt).";

    /// <summary>Lets a training hear what is said until it is over, its callbacks and validations among it.</summary>
    /// <param name="log">The training's.</param>
    /// <returns>To be disposed at the training's end.</returns>
    internal IDisposable LogTo(RunLog log)
    {
        var former = trainingLog;
        trainingLog = log;
        return new LogTurn(this, former);
    }

    private sealed class LogTurn(YoloModel model, RunLog? former) : IDisposable
    {
        public void Dispose() => model.trainingLog = former;
    }
}
