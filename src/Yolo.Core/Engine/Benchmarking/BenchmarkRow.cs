namespace Yolo.Engine.Benchmarking;

/// <summary>What was measured of one form of a model.</summary>
/// <param name="Format">Such as "ONNX".</param>
/// <param name="Status">How far it came.</param>
public sealed record BenchmarkRow(string Format, BenchmarkStatus Status)
{
    /// <summary>Its file; null if there is none.</summary>
    public string? File { get; init; }

    /// <summary>Bytes of its files divided by 2²⁰; 0 if there are none.</summary>
    public double Megabytes { get; init; }

    /// <summary>Its metric, 0 to 1; null if it was not validated.</summary>
    public double? Metric { get; init; }

    /// <summary>Milliseconds that a picture took in the network, without what goes before and after; null if it was not validated.</summary>
    public double? Milliseconds { get; init; }

    /// <summary>Pictures in a second, by the network's time; null if it was not validated.</summary>
    public double? PicturesPerSecond => Milliseconds is { } time ? Math.Round(1000 / (time + 0.001), 2) : null;

    /// <summary>Why it failed; null if it did not.</summary>
    public string? Failure { get; init; }
}
