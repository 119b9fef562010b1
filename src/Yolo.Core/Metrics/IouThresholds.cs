namespace Yolo.Metrics;

/// <summary>The ten overlaps at which a detection is judged: 0.50, 0.55, … 0.95.</summary>
internal static class IouThresholds
{
    /// <summary>How many thresholds there are.</summary>
    public const int Count = 10;

    /// <summary>Position of 0.75 among them.</summary>
    public const int Strict = 5;

    private static readonly float[] Steps = Spaced(0.5f, 0.95f);

    /// <summary>The thresholds, ascending.</summary>
    public static ReadOnlySpan<float> Values => Steps;

    /// <summary>Spaced from both ends, as linspace does in float32: a sum of steps would be off in the last place, and IoUs lie exactly there.</summary>
    private static float[] Spaced(float start, float end)
    {
        float step = (end - start) / (Count - 1);
        float[] values = new float[Count];
        for (int index = 0; index < Count; index++)
        {
            values[index] = index < Count / 2 ? start + (step * index) : end - (step * (Count - 1 - index));
        }

        return values;
    }
}
