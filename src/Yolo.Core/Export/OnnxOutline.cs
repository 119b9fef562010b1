using Google.Protobuf;
using Yolo.Export.Format;

namespace Yolo.Export;

/// <summary>A file without its weights: everything that can be checked, in little memory, however large the file.</summary>
internal sealed class OnnxOutline
{
    private readonly Dictionary<TensorProto, long> lengths = new(ReferenceEqualityComparer.Instance);

    private OnnxOutline()
    {
    }

    /// <summary>The model; its constants have no bytes, but for whole numbers, which may be shapes.</summary>
    public ModelProto Model { get; } = new();

    /// <summary>Reads a file, one constant after the other.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is no such file, or ends early.</exception>
    public static OnnxOutline Read(string path)
    {
        var outline = new OnnxOutline();
        using var stream = File.OpenRead(path);
        using var input = new CodedInputStream(stream);
        uint tag;
        while ((tag = input.ReadTag()) != 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == ModelProto.GraphFieldNumber)
            {
                outline.Model.Graph ??= new GraphProto();
                outline.ReadGraph(input, input.ReadLength());
            }
            else
            {
                Merge(outline.Model, tag, input);
            }
        }

        return outline;
    }

    /// <summary>Bytes of a constant that are in the file itself.</summary>
    public long LengthOf(TensorProto constant) => lengths[constant];

    private void ReadGraph(CodedInputStream input, int length)
    {
        var end = input.Position + length;
        while (input.Position < end)
        {
            var tag = input.ReadTag();
            if (WireFormat.GetTagFieldNumber(tag) == GraphProto.InitializerFieldNumber)
            {
                var constant = new TensorProto();
                input.ReadMessage(constant);
                lengths.Add(constant, constant.RawData.Length);
                if (constant.DataType != (int)OnnxType.Int64)
                {
                    constant.ClearRawData();
                }

                Model.Graph.Initializer.Add(constant);
            }
            else
            {
                Merge(Model.Graph, tag, input);
            }
        }
    }

    // One field, as if the message consisted of it alone.
    private static void Merge(IMessage message, uint tag, CodedInputStream input)
    {
        using var field = new MemoryStream();
        using (var output = new CodedOutputStream(field, leaveOpen: true))
        {
            output.WriteTag(tag);
            switch (WireFormat.GetTagWireType(tag))
            {
                case WireFormat.WireType.Varint: output.WriteUInt64(input.ReadUInt64()); break;
                case WireFormat.WireType.LengthDelimited: output.WriteBytes(input.ReadBytes()); break;
                case WireFormat.WireType.Fixed32: output.WriteFixed32(input.ReadFixed32()); break;
                case WireFormat.WireType.Fixed64: output.WriteFixed64(input.ReadFixed64()); break;
                default: throw new InvalidDataException($"A field has the tag {tag}, which no field of this format has.");
            }
        }

        field.Position = 0;
        message.MergeFrom(field);
    }
}
