using System.Reflection;

namespace Yolo.Export;

/// <summary>Writes graphs as ONNX files.</summary>
internal static class OnnxFile
{
    // The first version of the file format that knows each version of the operators.
    private static readonly Dictionary<int, int> FormatOfOpset = new()
    {
        [12] = 7,
        [13] = 7,
        [14] = 7,
        [15] = 8,
        [16] = 8,
        [17] = 8,
        [18] = 8,
        [19] = 9,
        [20] = 9,
    };

    public static IReadOnlyCollection<int> Opsets => FormatOfOpset.Keys;

    public static string ProducerVersion { get; } =
        typeof(OnnxFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Writes the file whole or not at all.</summary>
    /// <exception cref="ExportException">It would be larger than the format allows.</exception>
    public static void Write(OnnxGraph graph, string path)
    {
        var model = Model(graph);
        if (model.Length > int.MaxValue)
        {
            throw new ExportException(FormattableString.Invariant($"{path} would have {model.Length} bytes, but an ONNX file with its weights inside can have {int.MaxValue} at most; half=true halves it."));
        }

        AtomicFile.Write(path, model.WriteTo);
    }

    private static ProtoMessage Model(OnnxGraph graph)
    {
        var model = new ProtoMessage()
            .Number(OnnxFields.ModelIrVersion, FormatOfOpset[graph.Opset])
            .Text(OnnxFields.ModelProducer, "Yolo for .NET")
            .Text(OnnxFields.ModelProducerVersion, ProducerVersion)
            .Message(OnnxFields.ModelGraph, Graph(graph))
            .Message(OnnxFields.ModelOpset, new ProtoMessage().Number(OnnxFields.OpsetVersion, graph.Opset));
        foreach (var (key, value) in graph.Metadata)
        {
            model.Message(OnnxFields.ModelMetadata, new ProtoMessage().Text(OnnxFields.EntryKey, key).Text(OnnxFields.EntryValue, value));
        }

        return model;
    }

    private static ProtoMessage Graph(OnnxGraph graph)
    {
        var message = new ProtoMessage();
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            message.Message(OnnxFields.GraphNode, Node(graph.Nodes[i], i));
        }

        message.Text(OnnxFields.GraphName, "main_graph");
        Add(message, OnnxFields.GraphInitializer, graph.Constants.Select(Tensor));
        Add(message, OnnxFields.GraphInput, graph.Inputs.Select(Port));
        Add(message, OnnxFields.GraphOutput, graph.Outputs.Select(Port));
        return message;
    }

    private static void Add(ProtoMessage message, int field, IEnumerable<ProtoMessage> parts)
    {
        foreach (var part in parts)
        {
            message.Message(field, part);
        }
    }

    private static ProtoMessage Node(OnnxNode node, int index)
    {
        var message = new ProtoMessage();
        foreach (var input in node.Inputs)
        {
            message.Text(OnnxFields.NodeInput, input?.Name ?? "");
        }

        foreach (var output in node.Outputs)
        {
            message.Text(OnnxFields.NodeOutput, output.Name);
        }

        message.Text(OnnxFields.NodeName, FormattableString.Invariant($"{node.Operator}.{index}")).Text(OnnxFields.NodeOperator, node.Operator);
        Add(message, OnnxFields.NodeAttribute, node.Attributes.Select(attribute => attribute.ToMessage()));
        return message;
    }

    private static ProtoMessage Tensor(OnnxTensor tensor)
    {
        var message = new ProtoMessage();
        foreach (var size in tensor.Value.Shape)
        {
            message.Number(OnnxFields.TensorDimension, size);
        }

        return message.Number(OnnxFields.TensorType, (long)tensor.Value.Type)
            .Text(OnnxFields.TensorName, tensor.Value.Name)
            .Bytes(OnnxFields.TensorRawData, tensor.Bytes);
    }

    private static ProtoMessage Port(OnnxPort port)
    {
        var shape = new ProtoMessage();
        foreach (var (size, name) in port.Dimensions)
        {
            shape.Message(OnnxFields.ShapeDimension, name is null
                ? new ProtoMessage().Number(OnnxFields.DimensionValue, size)
                : new ProtoMessage().Text(OnnxFields.DimensionName, name));
        }

        var tensor = new ProtoMessage().Number(OnnxFields.TensorElementType, (long)port.Value.Type).Message(OnnxFields.TensorShape, shape);
        return new ProtoMessage().Text(OnnxFields.ValueName, port.Value.Name)
            .Message(OnnxFields.ValueType, new ProtoMessage().Message(OnnxFields.TypeTensor, tensor));
    }
}
