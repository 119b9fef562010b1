namespace Yolo.Callbacks;

/// <summary>Readable names for delegates: <c>Type.Method</c>, or <c>lambda in Type.Method</c> for what the compiler named.</summary>
internal static class CallbackName
{
    public static string Of(Delegate callback)
    {
        var method = callback.Method;
        var type = method.DeclaringType;
        while (type is { DeclaringType: not null } && type.Name.StartsWith('<'))
        {
            type = type.DeclaringType;
        }

        var owner = type is null ? string.Empty : TypeName.Of(type) + ".";
        if (!method.Name.StartsWith('<'))
        {
            return owner + method.Name;
        }

        var end = method.Name.IndexOf('>', StringComparison.Ordinal);
        var outer = method.Name[1..end];
        var local = method.Name.IndexOf("g__", end, StringComparison.Ordinal);
        if (local < 0)
        {
            return $"lambda in {owner}{outer}";
        }

        var bar = method.Name.IndexOf('|', local);
        return $"{method.Name[(local + 3)..(bar < 0 ? method.Name.Length : bar)]} in {owner}{outer}";
    }
}
