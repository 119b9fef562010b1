using System.Text.RegularExpressions;

namespace Yolo.Models;

/// <summary>How names of networks are built: yolov8n-seg is scale n of yolov8-seg.</summary>
internal static partial class ModelName
{
    /// <summary>The older way of writing a network of four levels: yolov5n6 is yolov5n-p6.</summary>
    public static string WithoutAlias(string stem) => AliasOfP6().Replace(stem, "$1-p6");

    /// <summary>The name without its letter; the same name if it has none.</summary>
    public static string Unified(string stem) => DigitsAndLetter().Replace(stem, "$1", 1);

    /// <summary>As people read it, with the family's name in capitals: YOLOv8n-seg.</summary>
    public static string Printed(string name) => name.Replace("yolo", "YOLO", StringComparison.Ordinal);

    /// <summary>
    /// The name under which the weights of an older generation are published: yolov5n.pt became yolov5nu.pt when its head got the present form, and
    /// yolov3-tiny.pt became yolov3-tinyu.pt. Null for all other files.
    /// </summary>
    public static string? Renewed(string path) => OfOldRelease().Match(path) is { Success: true } match ? match.Groups[1].Value + "u.pt" : null;

    /// <summary>The letter; empty if there is none.</summary>
    public static string ScaleOf(string stem) => FamilyAndLetter().Match(stem).Groups[1].Value;

    [GeneratedRegex("^(yolov(?:5|8)[nsmlx])6$")]
    private static partial Regex AliasOfP6();

    [GeneratedRegex(@"^(.*(?:yolov5[nsmlx]6?|yolov3(?:-tiny|-spp)?))\.pt$")]
    private static partial Regex OfOldRelease();

    [GeneratedRegex(@"(\d+)[nsmlx]")]
    private static partial Regex DigitsAndLetter();

    [GeneratedRegex(@"yolo(?:e-)?v?\d+([nsmlx])")]
    private static partial Regex FamilyAndLetter();
}
