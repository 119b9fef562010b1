namespace Yolo.Engine.Benchmarking;

/// <summary>How far a form of a model came in a benchmark.</summary>
public enum BenchmarkStatus
{
    /// <summary>It could not be made.</summary>
    ExportFailed,

    /// <summary>It was made, and could not be validated.</summary>
    ValidationFailed,

    /// <summary>It was made and validated.</summary>
    Done,
}
