namespace Yolo.Metrics;

/// <summary>How well the pictures of one class were recognised.</summary>
/// <param name="Class">Class index.</param>
/// <param name="Images">Pictures of the class, at least 1.</param>
/// <param name="Top1Hits">Pictures for which it was the most probable class.</param>
/// <param name="Top5Hits">Pictures for which it was among the five most probable classes.</param>
public sealed record ClassAccuracy(int Class, int Images, int Top1Hits, int Top5Hits)
{
    /// <summary>Share of the pictures for which it was the most probable class, from 0 to 1.</summary>
    public double Top1 => (double)Top1Hits / Images;

    /// <summary>Share of the pictures for which it was among the five most probable classes, from 0 to 1.</summary>
    public double Top5 => (double)Top5Hits / Images;
}
