namespace Yolo.Callbacks;

/// <summary>What a hook's logs hold.</summary>
internal enum LogsContent
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>Running means of the losses.</summary>
    Batch,

    /// <summary>Losses, metrics, fitness and learning rates of the epoch.</summary>
    Epoch,

    /// <summary>The logs of the last epoch once more.</summary>
    LastEpoch,

    /// <summary>Metrics of the validation.</summary>
    Validation,
}
