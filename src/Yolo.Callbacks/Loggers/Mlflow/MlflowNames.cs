namespace Yolo.Callbacks;

/// <summary>Names as every MLflow server takes them.</summary>
internal static class MlflowNames
{
    /// <summary>Letters, digits, underscore, dash, period, space and slash stay; brackets vanish (<c>mAP50(B)</c> is <c>mAP50B</c>); all else becomes an underscore.</summary>
    public static string Sanitize(string name) =>
        string.Concat(name.Where(c => c is not ('(' or ')' or '[' or ']')).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ' ' or '/' ? c : '_'));
}
