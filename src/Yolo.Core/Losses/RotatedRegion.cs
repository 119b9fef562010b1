using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>Finds the anchor points inside rotated boxes.</summary>
internal static class RotatedRegion
{
    /// <summary>Finds all pairs.</summary>
    /// <param name="table">Boxes as centre x, centre y, width, height in pixels, angle in radians.</param>
    /// <param name="grid">Anchor points.</param>
    internal static CandidateSet Find(TargetTable table, AnchorGrid grid)
    {
        var (targets, anchors) = (new List<long>(), new List<long>());
        for (var row = 0; row < table.Count; row++)
        {
            if (table.IsValid(row))
            {
                Cover(new Frame(table.BoxOf(row)), (long)table.Images[row] * grid.Count, grid, anchors);
                while (targets.Count < anchors.Count)
                {
                    targets.Add(row);
                }
            }
        }

        var device = table.ImageOf.device;
        return new CandidateSet(table, grid.Count, tensor([.. targets]).SentTo(device), tensor([.. anchors]).SentTo(device));
    }

    private static void Cover(in Frame frame, long first, AnchorGrid grid, List<long> anchors)
    {
        for (var level = 0; level < grid.Levels.Count; level++)
        {
            var (rows, columns) = grid.Levels[level];
            var stride = (float)grid.LevelStrides[level];
            var (left, right) = Cells(frame.X, frame.Reach, columns, stride);
            var (top, bottom) = Cells(frame.Y, frame.Reach, rows, stride);
            for (var y = top; y < bottom; y++)
            {
                for (var x = left; x < right; x++)
                {
                    if (frame.Contains((x + 0.5f) * stride, (y + 0.5f) * stride))
                    {
                        anchors.Add(first + (y * columns) + x);
                    }
                }
            }

            first += rows * columns;
        }
    }

    // Cells that may touch the circle around the box.
    private static (int From, int To) Cells(float centre, float reach, int cells, float stride) =>
        (Math.Clamp((int)((centre - reach) / stride) - 1, 0, cells), Math.Clamp((int)((centre + reach) / stride) + 2, 0, cells));

    /// <summary>A corner of the box and the two sides that begin there.</summary>
    private readonly struct Frame
    {
        private readonly float cornerX;
        private readonly float cornerY;
        private readonly (float X, float Y) across;
        private readonly (float X, float Y) along;

        internal Frame(ReadOnlySpan<float> box)
        {
            (X, Y) = (box[0], box[1]);
            var (sine, cosine) = MathF.SinCos(box[4]);
            var (halfAlongX, halfAlongY) = (box[2] / 2 * cosine, box[2] / 2 * sine);
            var (halfAcrossX, halfAcrossY) = (-box[3] / 2 * sine, box[3] / 2 * cosine);
            (cornerX, cornerY) = (X + halfAlongX + halfAcrossX, Y + halfAlongY + halfAcrossY);
            across = (X + halfAlongX - halfAcrossX - cornerX, Y + halfAlongY - halfAcrossY - cornerY);
            along = (X - halfAlongX + halfAcrossX - cornerX, Y - halfAlongY + halfAcrossY - cornerY);
            Reach = MathF.Sqrt((box[2] * box[2]) + (box[3] * box[3])) / 2;
        }

        internal float X { get; }

        internal float Y { get; }

        internal float Reach { get; }

        // The border counts.
        internal bool Contains(float x, float y) => Spans(across, x - cornerX, y - cornerY) && Spans(along, x - cornerX, y - cornerY);

        private static bool Spans((float X, float Y) side, float x, float y)
        {
            var projection = (x * side.X) + (y * side.Y);
            return projection >= 0 && projection <= (side.X * side.X) + (side.Y * side.Y);
        }
    }
}
