using Yolo.Tracking.Assignment;

namespace Yolo.Tracking;

/// <summary>Hands detections to tracks so that the sum of what their pairs cost is least. One object serves many frames with the memory of the largest.</summary>
internal sealed class Association
{
    private readonly LinearAssignment assignment = new();
    private readonly CostMatrix costs = new();
    private int[] columnOfRow = [];
    private bool[] isTaken = [];

    /// <summary>Pairs tracks with detections.</summary>
    /// <param name="tracks">Those that found no match stay in the list, in order.</param>
    /// <param name="detections">Those that nobody took stay in the list, in order.</param>
    /// <param name="limit">No pair costs more.</param>
    /// <param name="weigh">Turns distances into costs; null leaves them as they are.</param>
    /// <param name="match">Called for each pair, in the order of the tracks.</param>
    internal void Run(List<Track> tracks, List<Measurement> detections, double limit, Action<CostMatrix, List<Track>, List<Measurement>>? weigh, Action<Track, Measurement> match)
    {
        if (tracks.Count == 0 || detections.Count == 0)
        {
            return;
        }

        costs.Fill(tracks, detections);
        weigh?.Invoke(costs, tracks, detections);
        Reserve(tracks.Count, detections.Count);
        assignment.Solve(costs.Numbers, tracks.Count, detections.Count, limit, columnOfRow);
        Array.Clear(isTaken, 0, detections.Count);
        var left = 0;
        for (var row = 0; row < tracks.Count; row++)
        {
            var (track, column) = (tracks[row], columnOfRow[row]);
            if (column < 0)
            {
                tracks[left++] = track;
                continue;
            }

            isTaken[column] = true;
            match(track, detections[column]);
        }

        tracks.RemoveRange(left, tracks.Count - left);
        KeepRest(detections);
    }

    private void KeepRest(List<Measurement> detections)
    {
        var left = 0;
        for (var column = 0; column < detections.Count; column++)
        {
            if (!isTaken[column])
            {
                detections[left++] = detections[column];
            }
        }

        detections.RemoveRange(left, detections.Count - left);
    }

    private void Reserve(int rows, int columns)
    {
        if (columnOfRow.Length < rows)
        {
            columnOfRow = new int[2 * rows];
        }

        if (isTaken.Length < columns)
        {
            isTaken = new bool[2 * columns];
        }
    }
}
