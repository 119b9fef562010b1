using Yolo.Geometry;

namespace Yolo.Tracking;

/// <summary>How far tracks and detections are apart: 1 less their overlap. One object serves many frames with the memory of the largest.</summary>
/// <remarks>Legend: T tracks, D detections.</remarks>
internal sealed class CostMatrix
{
    private readonly BoxColumns boxes = new();
    private double[] numbers = [];
    private int columns;

    /// <summary>The distances; [T × D], row by row.</summary>
    internal Span<double> Numbers => numbers.AsSpan(0, Rows * columns);

    private int Rows { get; set; }

    /// <summary>The distances of one track; [D].</summary>
    internal Span<double> this[int track] => numbers.AsSpan(track * columns, columns);

    /// <summary>Fills the matrix.</summary>
    internal void Fill(List<Track> tracks, List<Measurement> detections)
    {
        (Rows, columns) = (tracks.Count, detections.Count);
        if (numbers.Length < Rows * columns)
        {
            numbers = new double[Math.Max(Rows * columns, 2 * numbers.Length)];
        }

        if (Rows * columns == 0)
        {
            return;
        }

        if (detections[0].Angle is null)
        {
            FillUpright(tracks, detections);
        }
        else
        {
            FillRotated(tracks, detections);
        }
    }

    /// <summary>How far two tracks are apart.</summary>
    internal static double Distance(Track first, Track second) => first.Rotated is { } a && second.Rotated is { } b
        ? 1 - RotatedGaussian.Similarity(new RotatedGaussian(a), new RotatedGaussian(b))
        : BoxColumns.Distance(first.Upright, second.Upright);

    private void FillUpright(List<Track> tracks, List<Measurement> detections)
    {
        boxes.Take(detections);
        for (var track = 0; track < Rows; track++)
        {
            boxes.Distances(tracks[track].Upright, this[track]);
        }
    }

    private void FillRotated(List<Track> tracks, List<Measurement> detections)
    {
        var shapes = detections.ConvertAll(static detection => new RotatedGaussian(detection.Box.ToRectangle(detection.Angle ?? 0)));
        for (var track = 0; track < Rows; track++)
        {
            var shape = new RotatedGaussian(tracks[track].Rotated ?? default);
            var row = this[track];
            for (var detection = 0; detection < row.Length; detection++)
            {
                row[detection] = 1 - RotatedGaussian.Similarity(shape, shapes[detection]);
            }
        }
    }
}
