using System.Collections;

namespace Yolo.Results;

/// <summary>The points of the objects found in one picture, object by object in the order of its boxes.</summary>
public sealed class Keypoints : IReadOnlyList<IReadOnlyList<Keypoint>>
{
    private readonly Keypoint[][] points;
    private readonly int width;
    private readonly int height;

    /// <summary>Takes the points of the objects of a picture of this size.</summary>
    /// <param name="points">For each object its points, in pixels of the picture; all objects have as many.</param>
    /// <param name="width">Width of the picture in pixels.</param>
    /// <param name="height">Height of the picture in pixels.</param>
    /// <param name="hasConfidence">Whether the model says how sure it is of each point.</param>
    public Keypoints(IEnumerable<IEnumerable<Keypoint>> points, int width, int height, bool hasConfidence)
    {
        this.points = [.. points.Select(own => own.ToArray())];
        this.width = width;
        this.height = height;
        HasConfidence = hasConfidence;
    }

    /// <summary>How many objects there are.</summary>
    public int Count => points.Length;

    /// <summary>Whether the model says how sure it is of each point.</summary>
    public bool HasConfidence { get; }

    /// <summary>The points of one object.</summary>
    public IReadOnlyList<Keypoint> this[int index] => points[index];

    /// <summary>The points of one object without a copy.</summary>
    public ReadOnlySpan<Keypoint> AsSpan(int index) => points[index];

    /// <summary>The points of one object with their places as shares of the picture's width and height.</summary>
    public Keypoint[] Normalized(int index) => Array.ConvertAll(points[index], point => point with { X = point.X / width, Y = point.Y / height });

    /// <summary>How many there are: "2 objects of 17 points".</summary>
    public override string ToString() =>
        points.Length == 0 ? "no objects" : FormattableString.Invariant($"{points.Length} {(points.Length == 1 ? "object" : "objects")} of {points[0].Length} points");

    /// <inheritdoc/>
    public IEnumerator<IReadOnlyList<Keypoint>> GetEnumerator() => points.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
