using Yolo.Imaging;
using Yolo.Results;

namespace CountCrossings;

/// <summary>Counts the tracked objects that cross a line, by class and direction. Where an object is, is the centre of its box.</summary>
/// <param name="from">One end of the line, in pixels.</param>
/// <param name="to">Its other end.</param>
public sealed class CrossingCounter(PixelPoint from, PixelPoint to)
{
    // An object that was away for longer has another number when it comes back.
    private const int Memory = 300;

    private readonly Dictionary<int, (PixelPoint Place, int Frame)> last = [];
    private readonly SortedDictionary<(string Name, string Direction), int> counts = [];
    private int frame;

    /// <summary>Objects that crossed so far, by class and direction: to the left or to the right of the line, as seen from its beginning.</summary>
    public IReadOnlyDictionary<(string Name, string Direction), int> Counts => counts;

    /// <summary>Takes the next frame.</summary>
    public void Add(Result result)
    {
        frame++;
        foreach (var found in result.Boxes)
        {
            if (found.TrackId is not { } id)
            {
                continue;
            }

            var place = new PixelPoint(found.Box.CenterX, found.Box.CenterY);
            if (Side(from, to, place) == 0)
            {
                // It has come to the line; on which side it leaves is still to be seen.
                continue;
            }

            if (last.TryGetValue(id, out var before) && Crosses(before.Place, place))
            {
                var key = (result.NameOf(found.Class), Side(from, to, place) > 0 ? "right" : "left");
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }

            last[id] = (place, frame);
        }

        foreach (var id in last.Where(track => frame - track.Value.Frame > Memory).Select(track => track.Key).ToList())
        {
            last.Remove(id);
        }
    }

    // The way from one place to the next, and the line: the ends of each lie on two sides of the other.
    private bool Crosses(PixelPoint start, PixelPoint end) =>
        Side(from, to, start) > 0 != Side(from, to, end) > 0 && Side(start, end, from) > 0 != Side(start, end, to) > 0;

    // Above 0 to the right of the way from a to b, for y grows downwards.
    private static double Side(PixelPoint a, PixelPoint b, PixelPoint point) => ((b.X - a.X) * (point.Y - a.Y)) - ((b.Y - a.Y) * (point.X - a.X));
}
