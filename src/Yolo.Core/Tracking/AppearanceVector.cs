namespace Yolo.Tracking;

/// <summary>What objects look like, as vectors of length 1 that are near each other for objects that look alike.</summary>
internal static class AppearanceVector
{
    // How much of what was known stays when an object is seen anew.
    private const float Memory = 0.9f;

    /// <summary>A vector brought to length 1; one of zeros stays as it is.</summary>
    internal static float[] Normalize(ReadOnlySpan<float> vector)
    {
        var length = MathF.Sqrt(Dot(vector, vector));
        var result = vector.ToArray();
        for (var i = 0; length > 0 && i < result.Length; i++)
        {
            result[i] /= length;
        }

        return result;
    }

    /// <summary>What is known of an object, with how it was seen last.</summary>
    internal static float[] Blend(ReadOnlySpan<float> known, ReadOnlySpan<float> seen)
    {
        var blend = known.ToArray();
        for (var i = 0; i < blend.Length; i++)
        {
            blend[i] = (Memory * known[i]) + ((1 - Memory) * seen[i]);
        }

        return Normalize(blend);
    }

    /// <summary>Half the cosine distance: 0 for the same, 0.5 for what has nothing in common.</summary>
    internal static double Distance(ReadOnlySpan<float> known, ReadOnlySpan<float> seen) => Math.Max(0, 1.0 - Dot(known, seen)) / 2;

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
