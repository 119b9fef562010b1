namespace Yolo.Export;

/// <summary>A setting of a node.</summary>
public sealed class OnnxSetting
{
    private readonly ProtoMessage message;

    private OnnxSetting(string name, AttributeKind kind, Action<ProtoMessage> write)
    {
        Name = name;
        message = new ProtoMessage().Text(OnnxFields.AttributeName, name);
        write(message);
        message.Number(OnnxFields.AttributeType, (long)kind);
    }

    private enum AttributeKind
    {
        Float = 1,
        Int = 2,
        Text = 3,
        Ints = 7,
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>A whole number.</summary>
    public static OnnxSetting Of(string name, long value) => new(name, AttributeKind.Int, message => message.Number(OnnxFields.AttributeInt, value));

    /// <summary>A number.</summary>
    public static OnnxSetting Of(string name, float value) => new(name, AttributeKind.Float, message => message.Single(OnnxFields.AttributeFloat, value));

    /// <summary>Text.</summary>
    public static OnnxSetting Of(string name, string value) => new(name, AttributeKind.Text, message => message.Text(OnnxFields.AttributeText, value));

    /// <summary>Whole numbers.</summary>
    public static OnnxSetting Of(string name, IEnumerable<long> values) => new(name, AttributeKind.Ints, message =>
    {
        foreach (var value in values)
        {
            message.Number(OnnxFields.AttributeInts, value);
        }
    });

    internal ProtoMessage ToMessage() => message;
}
