namespace Yolo.Engine.Training;

/// <summary>What ended a training.</summary>
public enum StopCause
{
    /// <summary>All epochs are done.</summary>
    Epochs,

    /// <summary>No epoch was better for as many as <see cref="TrainOptions.Patience"/> says.</summary>
    Patience,

    /// <summary>The hours of <see cref="TrainOptions.TimeHours"/> are over.</summary>
    Time,

    /// <summary>A callback, or who holds <see cref="Trainer.Control"/>, asked for it.</summary>
    Callback,
}
