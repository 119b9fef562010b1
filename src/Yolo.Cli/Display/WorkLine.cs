using System.Globalization;
using Spectre.Console.Rendering;

namespace Yolo.Cli.Display;

/// <summary>The live line of something that has no events of its own: what it is, a bar, how much is done, and the time that is left. What is done at once is not shown.</summary>
/// <param name="name">What it is.</param>
/// <param name="time">The clock.</param>
internal sealed class WorkLine(string name, TimeProvider time)
{
    private const double Mebibyte = 1 << 20;
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

    private readonly long start = time.GetTimestamp();
    private WorkProgress state;

    /// <summary>Whether it is what is meant.</summary>
    internal bool Is(WorkProgress other) => other.Work == name;

    /// <summary>Takes over how far it has come.</summary>
    internal void Show(WorkProgress progress) => state = progress.Done >= state.Done || progress.Total != state.Total ? progress : state;

    /// <summary>The line.</summary>
    /// <param name="width">The columns that there are.</param>
    internal IReadOnlyList<Segment> Draw(int width)
    {
        var elapsed = time.GetElapsedTime(start);
        if (elapsed < Soon)
        {
            return [];
        }

        var cells = new List<Cell> { new(name, 0) };
        if (state.Total is > 0 and var total)
        {
            var share = (double)state.Done / total;
            cells.AddRange([Cell.Bar(share, 4), new(string.Create(CultureInfo.InvariantCulture, $"{share * 100:F0}%"), 1, Width: 4), .. Amount(total, 3)]);
            if (state.Done > 0)
            {
                cells.AddRange([.. Rate(elapsed), new($"{TimeText.Of(elapsed * ((total - state.Done) / (double)state.Done))} left", 2)]);
            }
        }
        else
        {
            cells.AddRange([.. Amount(null, 1), .. Rate(elapsed), new(TimeText.Of(elapsed), 2)]);
        }

        return FittedRow.Of(cells, width);
    }

    private IEnumerable<Cell> Rate(TimeSpan elapsed)
    {
        if (state.Unit != WorkUnit.Steps && state.Done > 0)
        {
            var (one, unit) = state.Unit == WorkUnit.Bytes ? (Mebibyte, " MiB/s") : (1, "/s");
            yield return new((state.Done / one / elapsed.TotalSeconds).ToString("N1", CultureInfo.InvariantCulture) + unit, 5);
        }
    }

    // Steps are of different lengths: their number says nothing.
    private IEnumerable<Cell> Amount(long? total, int rank)
    {
        var (one, unit, format) = state.Unit == WorkUnit.Bytes ? (Mebibyte, "MiB", "N1") : (1, state.Unit == WorkUnit.Frames ? "frames" : "pictures", "N0");
        if (state.Unit != WorkUnit.Steps && state.Done > 0)
        {
            var whole = total is { } all ? "/" + (all / one).ToString(format, CultureInfo.InvariantCulture) : "";
            yield return new($"{(state.Done / one).ToString(format, CultureInfo.InvariantCulture)}{whole} {unit}", rank);
        }
    }
}
