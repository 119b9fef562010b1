using System.Text;

namespace Yolo.Results;

/// <summary>Writes masks as COCO's tools read them: lengths of runs, column by column, in the letters of their compressed form.</summary>
internal static class RunLengths
{
    private const int BitsOfLetter = 5;
    private const char FirstLetter = '0';

    /// <summary>The lengths of empty and filled runs in turn, an empty one first.</summary>
    /// <param name="mask">The mask, in pixels of the picture.</param>
    /// <param name="width">Width of the picture.</param>
    /// <param name="height">Height of the picture.</param>
    internal static List<int> Count(Mask mask, int width, int height)
    {
        var (runs, end) = (new List<int>(), 0);
        var (top, bottom) = (Math.Max(0, mask.Top), Math.Min(height, mask.Top + mask.Height));
        for (var x = Math.Max(0, mask.Left); x < Math.Min(width, mask.Left + mask.Width); x++)
        {
            for (var y = top; y < bottom; y++)
            {
                var first = y;
                while (y < bottom && mask[x, y])
                {
                    y++;
                }

                if (y > first)
                {
                    Add((x * height) + first, y - first);
                }
            }
        }

        if (end < width * height)
        {
            runs.Add((width * height) - end);
        }

        return runs;

        // A run that reaches the foot of a column goes on at the head of the next.
        void Add(int start, int length)
        {
            if (start == end && runs.Count > 0)
            {
                runs[^1] += length;
            }
            else
            {
                runs.Add(start - end);
                runs.Add(length);
            }

            end = start + length;
        }
    }

    /// <summary>The compressed form: from the fourth on a run is told by its difference to the one before the last, five bits a letter, the lowest first.</summary>
    internal static string Compress(IReadOnlyList<int> runs)
    {
        var text = new StringBuilder();
        for (var i = 0; i < runs.Count; i++)
        {
            var rest = i > 2 ? runs[i] - runs[i - 2] : runs[i];
            bool more;
            do
            {
                var bits = rest & ((1 << BitsOfLetter) - 1);
                rest >>= BitsOfLetter;

                // The highest of the five bits is the sign of what is left out.
                more = rest != ((bits & (1 << (BitsOfLetter - 1))) != 0 ? -1 : 0);
                text.Append((char)(FirstLetter + bits + (more ? 1 << BitsOfLetter : 0)));
            }
            while (more);
        }

        return text.ToString();
    }
}
