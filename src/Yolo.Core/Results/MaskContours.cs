namespace Yolo.Results;

/// <summary>
/// Follows the outer borders of a mask's parts after Suzuki and Abe (1985), pixel by pixel, in the order and from the starting points of OpenCV, whose
/// contours the reference writes. Pixels that touch at a corner belong together; holes, and parts that lie in them, have no border here.
/// </summary>
internal sealed class MaskContours
{
    private const sbyte Inner = 1;
    private const sbyte Border = 2;

    // A border pixel with nothing at its right.
    private const sbyte RightBorder = -2;

    // The eight neighbours, counter-clockwise on the screen, from the right one on.
    private static readonly (int X, int Y)[] Steps = [(1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1)];

    private readonly sbyte[] labels;
    private readonly int stride;
    private readonly int[] offsets;

    private MaskContours(Mask mask)
    {
        stride = mask.Width + 2; // an empty frame, so that every pixel has neighbours
        labels = new sbyte[stride * (mask.Height + 2)];
        offsets = [.. Steps.Select(step => (step.Y * stride) + step.X)];
        for (var y = 0; y < mask.Height; y++)
        {
            var row = mask.AsSpan().Slice(y * mask.Width, mask.Width);
            for (var x = 0; x < row.Length; x++)
            {
                labels[((y + 1) * stride) + x + 1] = row[x] ? Inner : (sbyte)0;
            }
        }
    }

    /// <summary>The border of each part, the lowest part first: those pixels, by column and row in the picture, at which it turns.</summary>
    internal static List<(int X, int Y)[]> Of(Mask mask)
    {
        var contours = new MaskContours(mask);
        var found = new List<(int X, int Y)[]>();
        for (var row = 1; row <= mask.Height; row++)
        {
            contours.Scan(row, found);
        }

        found.Reverse();
        return found.ConvertAll(contour => Array.ConvertAll(contour, point => (point.X + mask.Left - 1, point.Y + mask.Top - 1)));
    }

    // A part begins where an untouched pixel follows nothing, unless the last border passed was not left again: then it lies in a hole.
    private void Scan(int row, List<(int X, int Y)[]> found)
    {
        sbyte previous = 0, lastBorder = 0;
        for (var x = 1; x < stride; x++)
        {
            var at = (row * stride) + x;
            if (previous == 0 && labels[at] == Inner && lastBorder <= 0)
            {
                found.Add(Follow(x, row));
            }

            previous = labels[at];
            lastBorder = previous is Border or RightBorder ? previous : lastBorder;
        }
    }

    private (int X, int Y)[] Follow(int startX, int startY)
    {
        var start = (startY * stride) + startX;
        var direction = FirstNeighbour(start);
        if (direction < 0)
        {
            labels[start] = RightBorder;
            return [(startX, startY)];
        }

        var (points, x, y, at, last) = (new List<(int X, int Y)>(), startX, startY, start, start + offsets[direction]);
        var straight = direction ^ 4;
        while (true)
        {
            var next = NextNeighbour(at, direction, out var passesRight);
            if (passesRight)
            {
                labels[at] = RightBorder;
            }
            else if (labels[at] == Inner)
            {
                labels[at] = Border;
            }

            if (next != straight)
            {
                points.Add((x, y));
                straight = next;
            }

            (x, y) = (x + Steps[next].X, y + Steps[next].Y);
            var neighbour = at + offsets[next];
            if (neighbour == start && at == last)
            {
                return [.. points];
            }

            (at, direction) = (neighbour, (next + 4) & 7);
        }
    }

    // Clockwise from the left one, where nothing is; -1 if the pixel is alone.
    private int FirstNeighbour(int at)
    {
        for (var turn = 1; turn < 8; turn++)
        {
            if (labels[at + offsets[(4 - turn) & 7]] != 0)
            {
                return (4 - turn) & 7;
            }
        }

        return -1;
    }

    // Counter-clockwise from the one that the border came from, which is there in any case.
    private int NextNeighbour(int at, int from, out bool passesRight)
    {
        passesRight = false;
        for (var turn = 1; ; turn++)
        {
            var direction = (from + turn) & 7;
            if (labels[at + offsets[direction]] != 0)
            {
                return direction;
            }

            passesRight |= direction == 0;
        }
    }
}
