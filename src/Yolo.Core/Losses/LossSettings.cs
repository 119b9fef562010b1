namespace Yolo.Losses;

/// <summary>What a loss has to know of the network.</summary>
public sealed record LossSettings
{
    /// <summary>Number of classes, at least 1.</summary>
    public required int Classes { get; init; }

    /// <summary>Pixels of the input for one cell of each level of the head, finest first.</summary>
    public required IReadOnlyList<double> Strides { get; init; }

    /// <summary>What each term is multiplied by.</summary>
    public LossGains Gains { get; init; } = new();
}
