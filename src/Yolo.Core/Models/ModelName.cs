using System.Text.RegularExpressions;

namespace Yolo.Models;

/// <summary>How names of networks are built: yolov8n-seg is scale n of yolov8-seg.</summary>
internal static partial class ModelName
{
    /// <summary>The older way of writing a network of four levels: yolov5n6 is yolov5n-p6.</summary>
    public static string WithoutAlias(string stem) => AliasOfP6().Replace(stem, "$1-p6");

    /// <summary>The name without its letter; the same name if it has none.</summary>
    public static string Unified(string stem) => DigitsAndLetter().Replace(stem, "$1", 1);

    /// <summary>The letter; empty if there is none.</summary>
    public static string ScaleOf(string stem) => FamilyAndLetter().Match(stem).Groups[1].Value;

    [GeneratedRegex("^(yolov(?:5|8)[nsmlx])6$")]
    private static partial Regex AliasOfP6();

    [GeneratedRegex(@"(\d+)[nsmlx]")]
    private static partial Regex DigitsAndLetter();

    [GeneratedRegex(@"yolo(?:e-)?v?\d+([nsmlx])")]
    private static partial Regex FamilyAndLetter();
}
