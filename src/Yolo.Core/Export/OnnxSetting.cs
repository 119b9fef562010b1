using Google.Protobuf;
using Yolo.Export.Format;

namespace Yolo.Export;

/// <summary>A setting of an operator in a graph.</summary>
public sealed class OnnxSetting
{
    private OnnxSetting(string name, AttributeProto.Types.AttributeType type)
    {
        Name = name;
        Attribute = new AttributeProto { Name = name, Type = type };
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>As it stands in the file.</summary>
    internal AttributeProto Attribute { get; }

    /// <summary>A whole number.</summary>
    public static OnnxSetting Of(string name, long value) => new(name, AttributeProto.Types.AttributeType.Int) { Attribute = { I = value } };

    /// <summary>A number.</summary>
    public static OnnxSetting Of(string name, float value) => new(name, AttributeProto.Types.AttributeType.Float) { Attribute = { F = value } };

    /// <summary>Text.</summary>
    public static OnnxSetting Of(string name, string value) => new(name, AttributeProto.Types.AttributeType.String) { Attribute = { S = ByteString.CopyFromUtf8(value) } };

    /// <summary>Whole numbers.</summary>
    public static OnnxSetting Of(string name, IEnumerable<long> values)
    {
        var setting = new OnnxSetting(name, AttributeProto.Types.AttributeType.Ints);
        setting.Attribute.Ints.AddRange(values);
        return setting;
    }
}
