using System.Globalization;

namespace Yolo.Data.Labels;

/// <summary>Something wrong with a picture or its label file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line of a label file, from 1; 0 if the whole file is meant.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Fatal">The picture is left out; otherwise it is used, and this only reported.</param>
public sealed record LabelFault(string Path, int Line, string Message, bool Fatal)
{
    /// <summary>The form that editors jump to: path:line: message.</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Path}:{Line}: {Message}") : $"{Path}: {Message}";
}
