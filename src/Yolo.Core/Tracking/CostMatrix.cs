using Yolo.Geometry;

namespace Yolo.Tracking;

/// <summary>How far tracks and detections are apart: 1 less their overlap. One object serves many frames with the memory of the largest.</summary>
/// <remarks>Legend: T tracks, D detections.</remarks>
internal sealed class CostMatrix
{
    private const float Epsilon = 1e-7f;

    private double[] numbers = [];
    private int columns;

    /// <summary>The distances; [T × D], row by row.</summary>
    internal Span<double> Numbers => numbers.AsSpan(0, Rows * columns);

    private int Rows { get; set; }

    /// <summary>One distance.</summary>
    internal ref double this[int track, int detection] => ref numbers[(track * columns) + detection];

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

    /// <summary>1 less the overlap of two upright boxes.</summary>
    internal static float Distance(in Box first, in Box second)
    {
        var width = MathF.Min(first.X2, second.X2) - MathF.Max(first.X1, second.X1);
        var height = MathF.Min(first.Y2, second.Y2) - MathF.Max(first.Y1, second.Y1);
        var common = width > 0 && height > 0 ? width * height : 0;
        return 1 - (common / (first.Area + second.Area - common + Epsilon));
    }

    /// <summary>How far two tracks are apart.</summary>
    internal static double Distance(Track first, Track second) => first.Rotated is { } a && second.Rotated is { } b
        ? 1 - RotatedGaussian.Similarity(new RotatedGaussian(a), new RotatedGaussian(b))
        : Distance(first.Upright, second.Upright);

    private void FillUpright(List<Track> tracks, List<Measurement> detections)
    {
        var boxes = detections.ConvertAll(static detection => detection.Box.ToBox());
        for (var track = 0; track < Rows; track++)
        {
            var box = tracks[track].Upright;
            var row = numbers.AsSpan(track * columns, columns);
            for (var detection = 0; detection < row.Length; detection++)
            {
                row[detection] = Distance(box, boxes[detection]);
            }
        }
    }

    private void FillRotated(List<Track> tracks, List<Measurement> detections)
    {
        var shapes = detections.ConvertAll(static detection => new RotatedGaussian(detection.Box.ToRectangle(detection.Angle ?? 0)));
        for (var track = 0; track < Rows; track++)
        {
            var shape = new RotatedGaussian(tracks[track].Rotated ?? default);
            var row = numbers.AsSpan(track * columns, columns);
            for (var detection = 0; detection < row.Length; detection++)
            {
                row[detection] = 1 - RotatedGaussian.Similarity(shape, shapes[detection]);
            }
        }
    }
}
