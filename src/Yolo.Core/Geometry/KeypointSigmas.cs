namespace Yolo.Geometry;

/// <summary>How far off each key point may be, relative to the object's size.</summary>
internal static class KeypointSigmas
{
    // What COCO measured of its annotators, from nose to ankles.
    private static readonly float[] Person =
    [
        0.026f, 0.025f, 0.025f, 0.035f, 0.035f, 0.079f, 0.079f, 0.072f, 0.072f, 0.062f, 0.062f, 0.107f, 0.107f, 0.087f, 0.087f, 0.089f, 0.089f,
    ];

    /// <summary>Whether the points are those of a person in COCO's order: 17 with visibility.</summary>
    public static bool ArePerson(int points, int dimensions) => (points, dimensions) == (Person.Length, 3);

    /// <summary>One number for each point.</summary>
    public static float[] Of(int points, int dimensions) => ArePerson(points, dimensions) ? Person : [.. Enumerable.Repeat(1f / points, points)];
}
