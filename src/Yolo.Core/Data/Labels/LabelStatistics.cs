using System.Globalization;

namespace Yolo.Data.Labels;

/// <summary>What verification counted.</summary>
/// <param name="Images">Pictures looked at.</param>
/// <param name="Found">Label files that exist, empty ones included.</param>
/// <param name="Missing">Pictures without a label file; they are backgrounds.</param>
/// <param name="Empty">Label files without a row; their pictures are backgrounds.</param>
/// <param name="Corrupt">Pictures left out, for their own fault or that of their label file.</param>
/// <param name="DuplicatesRemoved">Rows that stood in a file already.</param>
public sealed record LabelStatistics(int Images, int Found, int Missing, int Empty, int Corrupt, int DuplicatesRemoved)
{
    /// <summary>The line for the console.</summary>
    /// <returns>For instance: 128 images, 2 backgrounds, 0 corrupt.</returns>
    public override string ToString()
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{Images} images, {Missing + Empty} backgrounds, {Corrupt} corrupt");
        return DuplicatesRemoved == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}, {DuplicatesRemoved} duplicate labels removed");
    }
}
