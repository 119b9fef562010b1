using Yolo.Cli.Display;
using Yolo.Data;
using Yolo.Data.Labels;
using Yolo.Engine.Logging;

namespace Yolo.Cli;

/// <summary>What verifying a data set had to say against it.</summary>
internal static class DatasetNotices
{
    /// <summary>Says what is wrong where.</summary>
    /// <param name="spec">The data set.</param>
    /// <param name="labels">The part of it.</param>
    /// <param name="terminal">Where to.</param>
    internal static void Warn(DatasetSpec spec, LabelledDataset labels, Terminal terminal)
    {
        foreach (var warning in DatasetWarnings.Of(spec, labels))
        {
            terminal.Warn(warning);
        }
    }
}
