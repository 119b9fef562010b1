using Yolo.Engine.Logging;

namespace Yolo.Engine.Training;

/// <content>What the log hears of a training; of several ranks the first speaks for all.</content>
public sealed partial class Trainer
{
    private RunLog log = null!;

    private void SayBeforeStart()
    {
        if (World.IsFirst)
        {
            log.Warn(DatasetWarnings.Of(parts.Data.Spec, parts.Data.Labels));
            log.Warn(notices);
        }
    }

    private void SayStart()
    {
        if (World.IsFirst)
        {
            log.Logger.TrainingStarted(Model.Source, Options.Data, Epoch + 1, Epochs, SaveDirectory);
        }
    }

    private void SayEpoch()
    {
        if (World.IsFirst)
        {
            log.Logger.EpochFinished(Epoch + 1, Epochs, Fitness, Seconds);
        }
    }

    private void SayEnd(TrainReport report)
    {
        if (World.IsFirst)
        {
            log.Warn(report.Warnings);
            log.Logger.TrainingFinished(Model.Source, report.StopReason, report.BestFitness, report.BestEpoch, report.Best);
        }
    }
}
