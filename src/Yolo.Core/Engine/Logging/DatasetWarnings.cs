using System.Globalization;
using Yolo.Data;
using Yolo.Data.Labels;

namespace Yolo.Engine.Logging;

/// <summary>What verifying a data set had to say against it.</summary>
internal static class DatasetWarnings
{
    private const int FaultsShown = 10;

    /// <summary>What is wrong where, in whole sentences.</summary>
    /// <param name="spec">The data set.</param>
    /// <param name="labels">The part of it.</param>
    internal static IEnumerable<string> Of(DatasetSpec spec, LabelledDataset labels) => spec.Warnings.Concat(labels.Notices).Concat(Faults(labels.Faults));

    // A data set with a fault in every file would bury everything else.
    private static IEnumerable<string> Faults(IReadOnlyList<LabelFault> faults)
    {
        var shown = faults.Take(FaultsShown).Select(fault => fault.ToString());
        return faults.Count <= FaultsShown ? shown : shown.Append(string.Create(CultureInfo.InvariantCulture, $"… and {faults.Count - FaultsShown} more faults in the data set."));
    }
}
