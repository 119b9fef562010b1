using System.Globalization;

namespace Yolo.Plots;

/// <summary>What classes are called in pictures.</summary>
internal static class ClassNames
{
    /// <summary>A class' name; its number if it has none.</summary>
    public static string Of(IReadOnlyList<string> names, int index) =>
        index >= 0 && index < names.Count && names[index].Length > 0 ? names[index] : index.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the classes from 0 on are called.</summary>
    public static IReadOnlyList<string> First(IReadOnlyList<string> names, int count) => [.. Enumerable.Range(0, count).Select(index => Of(names, index))];
}
