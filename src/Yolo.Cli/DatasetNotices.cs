using System.Globalization;
using Yolo.Data;
using Yolo.Data.Labels;

namespace Yolo.Cli;

/// <summary>What verifying a data set had to say.</summary>
internal static class DatasetNotices
{
    private const int FaultsShown = 10;

    /// <summary>Writes counts, and what is wrong where.</summary>
    /// <param name="spec">The data set.</param>
    /// <param name="labels">The part of it.</param>
    /// <param name="part">What the part is called.</param>
    /// <param name="output">For counts.</param>
    /// <param name="errors">For faults.</param>
    /// <param name="withWarnings">Whether warnings about the whole data set are said here.</param>
    internal static void Write(DatasetSpec spec, LabelledDataset labels, string part, TextWriter output, TextWriter errors, bool withWarnings = true)
    {
        foreach (var notice in (withWarnings ? spec.Warnings : []).Concat(labels.Notices).Concat(Faults(labels.Faults)))
        {
            errors.WriteLine($"yolo: {notice}");
        }

        output.WriteLine($"{part}: {labels.Statistics}");
    }

    // A data set with a fault in every file would bury everything else.
    private static IEnumerable<string> Faults(IReadOnlyList<LabelFault> faults)
    {
        var shown = faults.Take(FaultsShown).Select(fault => fault.ToString());
        return faults.Count <= FaultsShown ? shown : shown.Append(string.Create(CultureInfo.InvariantCulture, $"… and {faults.Count - FaultsShown} more faults in the data set."));
    }
}
