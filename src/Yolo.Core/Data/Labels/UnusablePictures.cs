using System.Globalization;

namespace Yolo.Data.Labels;

/// <summary>Says why pictures are of no use: all of a split, to somebody who has a fault in every file, or one that was good before.</summary>
internal static class UnusablePictures
{
    private const int OthersNamed = 4;

    /// <summary>The error of a picture that was usable when it was verified.</summary>
    internal static DatasetException Undecodable(string path, Exception error) => new($"{path}: the picture passed verification but cannot be decoded: {FileReason.Of(path, error)}", error);

    /// <summary>The error: the first fault in full, and some of the other files.</summary>
    internal static DatasetException Error(int count, IReadOnlyList<LabelFault> faults)
    {
        LabelFault[] fatal = [.. faults.Where(fault => fault.Fatal)];
        string[] others = [.. fatal.Select(fault => fault.Path).Distinct().Skip(1).Select(path => Path.GetFileName(path)!)];
        string named = others.Length == 0 ? ""
            : $" Faulty as well: {string.Join(", ", others.Take(OthersNamed))}{(others.Length > OthersNamed ? string.Create(CultureInfo.InvariantCulture, $" and {others.Length - OthersNamed} more") : "")}.";
        return new(string.Create(CultureInfo.InvariantCulture, $"None of {count} pictures can be used. The first fault: {fatal[0].ToString().TrimEnd('.')}.{named}"));
    }
}
