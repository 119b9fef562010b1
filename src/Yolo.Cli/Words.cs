namespace Yolo.Cli;

/// <summary>Puts together what a shell took apart: <c>imgsz = 640</c>, <c>imgsz= 640</c>, <c>imgsz=[240, 320]</c>, <c>classes=0, 2</c>.</summary>
internal static class Words
{
    // Other values may begin with a bracket, as files do, or stand before a comma.
    private static readonly string[] Lists = ["imgsz", "classes", "freeze", "device"];

    /// <summary>The words, each setting one of them.</summary>
    internal static IReadOnlyList<string> Join(IReadOnlyList<string> words)
    {
        var joined = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            var begins = joined.Count > 0 && IsKey(joined[^1]) && word.StartsWith('=');
            var goesOn = joined.Count > 0 && IsOpen(joined[^1], word);
            if (begins || goesOn)
            {
                joined[^1] += goesOn && !joined[^1].EndsWith('=') ? " " + word : word;
            }
            else
            {
                joined.Add(word);
            }
        }

        return [.. joined.Select(WithoutLastComma)];
    }

    private static bool IsKey(string word) => !word.Contains('=', StringComparison.Ordinal) && word.Length > 0;

    // Whether a setting's value is not whole yet, and the next word can go on with it.
    private static bool IsOpen(string word, string next)
    {
        var at = word.IndexOf('=', StringComparison.Ordinal);
        if (at < 0 || next.Contains('=', StringComparison.Ordinal) || next.StartsWith("--", StringComparison.Ordinal))
        {
            return false;
        }

        var value = word[(at + 1)..];
        return value.Length == 0 || (Lists.Contains(word[..at].Replace('-', '_')) && IsOpenList(value, next));
    }

    private static bool IsOpenList(string value, string next) =>
        next.StartsWith(',')
        || (value[0] is '[' or '(' && value[^1] is not (']' or ')'))
        || (value[^1] == ',' && next.Length > 0 && (char.IsAsciiDigit(next[0]) || next[0] is '[' or '(' or '*' || IsLayer(next)));

    private static bool IsLayer(string word) => word.StartsWith("model.", StringComparison.Ordinal);

    // As written between settings: conf=0.3, iou=0.5
    private static string WithoutLastComma(string word) => word.Contains('=', StringComparison.Ordinal) && word.TrimEnd(',') is var list && !list.EndsWith('=') ? list : word;
}
