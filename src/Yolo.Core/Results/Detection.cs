using System.Globalization;
using Yolo.Geometry;

namespace Yolo.Results;

/// <summary>One object that was found. Two are equal if the network said the same of them; the name, which follows from the class, does not count.</summary>
/// <param name="Box">Where it is, in pixels of the original picture, cut off at its edges.</param>
/// <param name="Confidence">Probability of the class, between 0 and 1.</param>
/// <param name="Class">Index of the class.</param>
/// <param name="Anchor">Which prediction of the network it came from; a debugging aid.</param>
/// <param name="TrackId">Number of the track that it belongs to, from 1; null where nothing is tracked.</param>
public readonly record struct Detection(Box Box, float Confidence, int Class, int Anchor = -1, int? TrackId = null)
{
    private readonly string? name;

    /// <summary>Name of the class; its number where there is no name. A <see cref="Result"/> names the objects that it is given.</summary>
    public string Name
    {
        get => name ?? Class.ToString(CultureInfo.InvariantCulture);
        init => name = value;
    }

    /// <inheritdoc/>
    public bool Equals(Detection other) =>
        Box == other.Box && Confidence.Equals(other.Confidence) && Class == other.Class && Anchor == other.Anchor && TrackId == other.TrackId;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Box, Confidence, Class, Anchor, TrackId);

    /// <summary>Name, confidence, corners and, if it is tracked, the track: "RBC 0.91 (10.0, 20.0, 30.0, 60.0) #3".</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name} {Confidence:F2} ({Box.X1:F1}, {Box.Y1:F1}, {Box.X2:F1}, {Box.Y2:F1}){(TrackId is { } track ? $" #{track}" : "")}");

    /// <summary>The object under the name that its class has here; without one where it has none.</summary>
    internal Detection NamedBy(IReadOnlyDictionary<int, string> names) => this with { Name = names.GetValueOrDefault(Class)! };
}
