using Yolo.Callbacks;

namespace Yolo.Bench;

/// <summary>The callbacks of the library, for measurements of what they cost.</summary>
internal static class BuiltInCallbacks
{
    /// <summary>All that change nothing of a training but what is written about it.</summary>
    /// <param name="directory">The backup goes below it.</param>
    internal static Callback[] All(string directory) =>
    [
        new EarlyStopping { Patience = 1000 },
        new ModelCheckpoint("{epoch}.pt") { SaveBestOnly = true },
        new ReduceLrOnPlateau(),
        new LearningRateScheduler((_, _) => 0.01),
        new TerminateOnNan(),
        new BackupAndRestore(Path.Combine(directory, "backup")),
        new Lambda { TrainBatchEnd = (_, _) => { } },
        new History(),
        new Progress(TextWriter.Null) { Interactive = true },
        new CsvLogger(),
        new JsonLinesLogger(),
        new TensorBoard { EveryBatches = 1 },
        new TraceRecorder(),
    ];
}
