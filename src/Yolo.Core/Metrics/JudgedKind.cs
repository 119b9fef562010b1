namespace Yolo.Metrics;

/// <summary>What of an object is judged.</summary>
/// <param name="Name">Its name in tables and files: Box, Mask, Pose.</param>
/// <param name="Letter">Its letter in columns: B, M, P.</param>
public readonly record struct JudgedKind(string Name, char Letter)
{
    /// <summary>Boxes, by intersection over union.</summary>
    public static JudgedKind Box { get; } = new("Box", 'B');

    /// <summary>Masks, by intersection over union of their cells.</summary>
    public static JudgedKind Mask { get; } = new("Mask", 'M');

    /// <summary>Key points, by their distances from the labelled ones (OKS).</summary>
    public static JudgedKind Pose { get; } = new("Pose", 'P');

    /// <summary>The columns of results.csv: precision, recall, mAP50, mAP50-95.</summary>
    public IReadOnlyList<string> Columns => [$"metrics/precision({Letter})", $"metrics/recall({Letter})", $"metrics/mAP50({Letter})", $"metrics/mAP50-95({Letter})"];
}
