using Yolo.Engine.Training;

namespace Yolo.Cli.Display;

/// <summary>How fast a training is, and how long it will take.</summary>
/// <param name="trainer">The training.</param>
/// <param name="time">The clock.</param>
internal sealed class EpochClock(Trainer trainer, TimeProvider time)
{
    private readonly long start = time.GetTimestamp();
    private readonly int firstEpoch = trainer.Epoch;
    private long epochStart;
    private int firstBatch = -1;
    private int pictures;

    /// <summary>Time since the epoch began.</summary>
    internal TimeSpan Elapsed => time.GetElapsedTime(epochStart);

    /// <summary>Pictures of the epoch a second; null before the first batch.</summary>
    internal double? Speed { get; private set; }

    /// <summary>An epoch begins.</summary>
    internal void BeginEpoch() => (epochStart, firstBatch, pictures, Speed) = (time.GetTimestamp(), -1, 0, null);

    /// <summary>A batch is done.</summary>
    internal void Count()
    {
        firstBatch = firstBatch < 0 ? trainer.BatchIndex : firstBatch;

        // Ranks have equal parts of a batch, give or take a picture.
        pictures += (trainer.Batch?.Count ?? 0) * trainer.World.Size;
        Speed = pictures / Math.Max(Elapsed.TotalSeconds, double.Epsilon);
    }

    /// <summary>Time until the last batch of the epoch is done, judging by those that are.</summary>
    internal TimeSpan EpochLeft()
    {
        var done = trainer.BatchIndex + 1 - Math.Max(firstBatch, 0);
        return done > 0 ? Elapsed * ((double)(trainer.BatchesPerEpoch - trainer.BatchIndex - 1) / done) : TimeSpan.Zero;
    }

    /// <summary>Time until the last epoch is done: judging by the epochs that are, with all that belongs to them, and in the first by its batches.</summary>
    internal TimeSpan RunLeft()
    {
        var epochs = trainer.Epoch - firstEpoch;
        var here = EpochLeft();
        var whole = epochs > 0 ? (time.GetElapsedTime(start) - Elapsed) / epochs : Elapsed + here;
        return here + (whole * (trainer.Epochs - trainer.Epoch - 1));
    }
}
