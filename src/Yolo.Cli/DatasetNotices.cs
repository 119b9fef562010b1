using System.Globalization;
using Yolo.Cli.Display;
using Yolo.Data;
using Yolo.Data.Labels;

namespace Yolo.Cli;

/// <summary>What verifying a data set had to say against it.</summary>
internal static class DatasetNotices
{
    private const int FaultsShown = 10;

    /// <summary>Says what is wrong where.</summary>
    /// <param name="spec">The data set.</param>
    /// <param name="labels">The part of it.</param>
    /// <param name="terminal">Where to.</param>
    internal static void Warn(DatasetSpec spec, LabelledDataset labels, Terminal terminal)
    {
        foreach (var notice in spec.Warnings.Concat(labels.Notices).Concat(Faults(labels.Faults)))
        {
            terminal.Warn(notice);
        }
    }

    // A data set with a fault in every file would bury everything else.
    private static IEnumerable<string> Faults(IReadOnlyList<LabelFault> faults)
    {
        var shown = faults.Take(FaultsShown).Select(fault => fault.ToString());
        return faults.Count <= FaultsShown ? shown : shown.Append(string.Create(CultureInfo.InvariantCulture, $"… and {faults.Count - FaultsShown} more faults in the data set."));
    }
}
