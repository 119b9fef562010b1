namespace Yolo.Callbacks;

/// <summary>Type names as a reader of an error message would write them.</summary>
internal static class TypeName
{
    public static string Of(Type type)
    {
        var name = type.Name;
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        if (tick < 0)
        {
            return name;
        }

        return $"{name[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }
}
