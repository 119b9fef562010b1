namespace Yolo.Engine.Benchmarking;

/// <summary>A benchmark that ended as its settings forbid: a format failed, or was worse than the floor.</summary>
public sealed class BenchmarkException : Exception
{
    /// <summary>An empty message; use the other constructors.</summary>
    public BenchmarkException()
    {
    }

    /// <summary>Says which format, and what was wrong.</summary>
    public BenchmarkException(string message)
        : base(message)
    {
    }

    /// <summary>Says which format, and what was wrong with an outcome that is there.</summary>
    internal BenchmarkException(string message, BenchmarkReport report)
        : base(message)
    {
        Report = report;
    }

    /// <summary>What was measured; null if the run did not come to its end.</summary>
    public BenchmarkReport? Report { get; }

    /// <summary>Says which format, and what was wrong, with the error behind it.</summary>
    public BenchmarkException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
