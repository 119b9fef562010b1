namespace Yolo.Bench;

/// <summary>The parts of a training step, in their order.</summary>
internal enum StepPart
{
    /// <summary>Between steps, and what is not of interest.</summary>
    None,

    Input,

    Forward,

    Loss,

    Backward,

    Update,
}
