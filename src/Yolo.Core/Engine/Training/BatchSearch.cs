using System.Globalization;
using Yolo.Runtime.Devices;

namespace Yolo.Engine.Training;

/// <summary>
/// Finds how many pictures may go through a network together: measures what steps with few need of a GPU's memory, lays a line through the points, and
/// takes the batch where it reaches a share of what is free.
/// </summary>
/// <param name="share">The share of the free memory; above 0, below 1.</param>
/// <param name="pictures">How many there are: more are never taken.</param>
internal sealed class BatchSearch(double share, int pictures)
{
    private const int Most = 1024;
    private const long Gigabyte = 1_000_000_000;
    private const long Large = 16 * Gigabyte;

    private static readonly int[] OnSmallDevices = [1, 2, 4, 8, 16];
    private static readonly int[] OnLargeDevices = [1, 2, 4, 8, 16, 32, 64];

    private readonly List<(int Batch, long Bytes)> measured = [];
    private int? tooLarge;

    /// <summary>Measures and chooses.</summary>
    /// <param name="before">The memory before anything of the training was there.</param>
    /// <param name="bytesFor">What a step with so many pictures needs of it, in bytes; what it throws where they do not fit, ends the measuring.</param>
    /// <returns>The batch, at least 1, and how it was found, in one sentence.</returns>
    /// <exception cref="TrainingException">Not even one picture fits.</exception>
    internal (int Batch, string Notice) Find(DeviceMemory before, Func<int, long> bytesFor)
    {
        foreach (var batch in (before.TotalBytes < Large ? OnSmallDevices : OnLargeDevices).Where(batch => batch <= pictures))
        {
            try
            {
                measured.Add((batch, bytesFor(batch)));
            }
            catch (Exception error) when (OutOfMemory.Is(error))
            {
                tooLarge = batch;
                break;
            }
        }

        var chosen = Choose(before.FreeBytes * share);
        return (chosen, string.Create(CultureInfo.InvariantCulture,
            $"batch={chosen}: {share:P0} of the {Gigabytes(before.FreeBytes)} that are free of {Gigabytes(before.TotalBytes)}, measured with {string.Join(", ", measured.Select(point => point.Batch))} pictures."));
    }

    private int Choose(double budget)
    {
        if (measured.Count == 0)
        {
            throw new TrainingException("Not even one picture fits into the memory of the device. Take a smaller model or a smaller imgsz, or train on the processor (device=cpu).");
        }

        var largest = measured[^1].Batch;
        var (slope, offset) = Line();
        var found = slope > 0 ? Math.Floor((budget - offset) / slope) : largest;
        var most = Math.Min(tooLarge is null ? Most : largest, pictures);
        return (int)Math.Clamp(found, 1, most);
    }

    // Of the least squares.
    private (double Slope, double Offset) Line()
    {
        var (x, y) = (measured.Average(point => (double)point.Batch), measured.Average(point => (double)point.Bytes));
        var spread = measured.Sum(point => (point.Batch - x) * (point.Batch - x));
        var slope = spread == 0 ? 0 : measured.Sum(point => (point.Batch - x) * (point.Bytes - y)) / spread;
        return (slope, y - (slope * x));
    }

    private static FormattableString Gigabytes(long bytes) => $"{(double)bytes / Gigabyte:F1} GB";
}
