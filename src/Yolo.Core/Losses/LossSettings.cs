namespace Yolo.Losses;

/// <summary>What a loss has to know of the network.</summary>
internal sealed record LossSettings
{
    /// <summary>Number of classes, at least 1.</summary>
    public required int Classes { get; init; }

    /// <summary>Pixels of the input for one cell of each level of the head, finest first.</summary>
    public required IReadOnlyList<double> Strides { get; init; }

    /// <summary>What each term is multiplied by.</summary>
    public LossGains Gains { get; init; } = new();

    /// <summary>
    /// Whether the loss waits for the device to learn how many anchor points have an object, and computes for these alone; else for as many as might have
    /// one. Null: on the processor, where nobody need wait.
    /// </summary>
    internal bool? Waits { get; init; }
}
