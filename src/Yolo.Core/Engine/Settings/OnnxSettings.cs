using Yolo.Geometry;
using Yolo.Onnx;
using static Yolo.Engine.Settings.SettingText;

namespace Yolo.Engine.Settings;

/// <summary>The settings of models that ONNX Runtime computes, by their names on the command line.</summary>
internal static class OnnxSettings
{
    /// <summary>All of them.</summary>
    public static SettingTable<OnnxOptions> Table { get; } = new(ModeSet.Val | ModeSet.Predict, new(),
    [
        new("names", "names of the classes of a file that says none, or other ones: cat,dog", (options, text) => options with { Names = Optional(text) is { } names ? Names(names) : null }, options => options.Names is { } names ? $"[{string.Join(", ", names.Select(Quoted))}]" : null),
        new("data", "the data set that names the classes where neither the file nor names does", (options, text) => options with { Data = Optional(text) }, options => options.Data),
        new("kpt_shape", "points of an object and numbers of a point, of a pose model that does not say so: 17,3", (options, text) => options with { Keypoints = Optional(text) is { } shape ? Shape(shape) : null }, options => options.Keypoints is { } shape ? Integers([shape.Count, shape.Dimensions]) : null),
        new("threads", "threads of ONNX Runtime that compute a picture; default: as many as there are processors", (options, text) => options with { Threads = Optional(text) is { } threads ? Integer("threads", threads, 1, 1024) : null }, options => options.Threads is { } threads ? Integer(threads) : null),
        new("graph_optimization", "how far ONNX Runtime improves a graph that it opens: none, basic, extended or all", (options, text) => options with { Optimization = Choice<GraphOptimization>("graph_optimization", text) }, options => options.Optimization.ToString().ToLowerInvariant()) { HasNone = true },
    ]);

    // A list as Python or JSON writes it, for names with commas; otherwise words between commas.
    private static List<string> Names(string text)
    {
        const string expected = "names between commas, such as cat,dog or ['cat', 'dog'], each of them once";
        try
        {
            var names = text.TrimStart() is ['[' or '(' or '{', ..]
                ? PythonLiteral.Parse(text) is List<object?> list && list.TrueForAll(name => name is string) ? list.ConvertAll(name => (string)name!) : []
                : [.. text.Split(',', StringSplitOptions.TrimEntries)];
            return names.Count > 0 && names.TrueForAll(name => name.Length > 0) && names.Distinct(StringComparer.Ordinal).Count() == names.Count ? names : throw Wrong("names", text, expected);
        }
        catch (FormatException)
        {
            throw Wrong("names", text, expected);
        }
    }

    private static KeypointShape Shape(string text)
    {
        var wrong = Wrong("kpt_shape", text, "how many points an object has, up to 1000, and of how many numbers, 2 or 3, such as 17,3");
        try
        {
            return Integers("kpt_shape", text) is [var count and > 0 and <= 1000, var dimensions and (2 or 3)] ? new(count, dimensions) : throw wrong;
        }
        catch (SettingException)
        {
            throw wrong;
        }
    }

    private static string Quoted(string name) => $"'{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
