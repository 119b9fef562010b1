namespace Yolo.Export;

/// <summary>What a graph is made for.</summary>
internal sealed record GraphOptions
{
    /// <summary>Height of the input in pixels, a multiple of the stride; with <see cref="Dynamic"/> of no account.</summary>
    public required int Height { get; init; }

    /// <summary>Width of the input.</summary>
    public required int Width { get; init; }

    /// <summary>Pictures in a batch.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Whether batch, height and width are left open.</summary>
    public bool Dynamic { get; init; }

    /// <summary>Whether the network computes in half precision; inputs and outputs stay in single.</summary>
    public bool Half { get; init; }

    /// <summary>Version of the operators.</summary>
    public required int Opset { get; init; }

    /// <summary>Whether operations are merged where fewer do the same; constants and batch norms are folded in any case.</summary>
    public bool Simplify { get; init; } = true;

    /// <summary>Suppression inside the graph; null for none.</summary>
    public SuppressionInGraph? Suppression { get; init; }
}
