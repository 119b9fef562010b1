using System.Globalization;
using System.Reflection;
using Google.Protobuf;
using Yolo.Export.Format;

namespace Yolo.Export;

/// <summary>Writes graphs as ONNX files.</summary>
internal static class OnnxFile
{
    /// <summary>Bytes up to which weights are part of the file; protocol buffers end at 2 GiB, and the graph needs room too.</summary>
    public const long LargestWhole = int.MaxValue - (64L << 20);

    // Constants as small as shapes stay in the file: readers look at them before they open others.
    private const int SmallestApart = 1024;

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

    /// <summary>Writes the file, and a second one for the weights if they are too many for it; each whole or not at all.</summary>
    /// <param name="graph">The graph, sealed.</param>
    /// <param name="path">The file.</param>
    /// <param name="largestWhole">With more bytes of constants than this, they go into the second file, <see cref="WeightsOf"/>.</param>
    /// <returns>The files written.</returns>
    public static IReadOnlyList<string> Write(OnnxGraph graph, string path, long largestWhole = LargestWhole)
    {
        var model = Header(graph);
        var apart = graph.Constants.Sum(constant => (long)constant.Bytes.Length) > largestWhole;
        var weights = WeightsOf(path);
        if (apart)
        {
            AtomicFile.Write(weights, stream => model.Graph.Initializer.Add(graph.Constants.Select(constant => Tensor(constant, stream, Path.GetFileName(weights)))));
        }
        else
        {
            model.Graph.Initializer.Add(graph.Constants.Select(Whole));
        }

        try
        {
            AtomicFile.Write(path, stream => model.WriteTo(stream));
        }
        catch when (apart)
        {
            File.Delete(weights);
            throw;
        }

        return apart ? [path, weights] : [path];
    }

    /// <summary>The file for weights that do not fit into the file itself: beside it, with <c>.data</c> behind its name.</summary>
    public static string WeightsOf(string path) => path + ".data";

    private static ModelProto Header(OnnxGraph graph)
    {
        var model = new ModelProto
        {
            IrVersion = FormatOfOpset[graph.Opset],
            ProducerName = "Yolo for .NET",
            ProducerVersion = ProducerVersion,
            Graph = new GraphProto { Name = "main_graph" },
            OpsetImport = { new OperatorSetIdProto { Version = graph.Opset } },
        };
        model.Graph.Node.Add(graph.Nodes.Select(Node));
        model.Graph.Input.Add(graph.Inputs.Select(Port));
        model.Graph.Output.Add(graph.Outputs.Select(Port));
        model.MetadataProps.Add(graph.Metadata.Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
        return model;
    }

    private static NodeProto Node(OnnxNode node, int index) => new()
    {
        Name = FormattableString.Invariant($"{node.Operator}.{index}"),
        OpType = node.Operator,
        Input = { node.Inputs.Select(input => input?.Name ?? "") },
        Output = { node.Outputs.Select(output => output.Name) },
        Attribute = { node.Attributes.Select(setting => setting.Attribute) },
    };

    private static TensorProto Described(OnnxTensor tensor) => new() { Name = tensor.Value.Name, DataType = (int)tensor.Value.Type, Dims = { tensor.Value.Shape } };

    // Not copied on the way to the file.
    private static TensorProto Whole(OnnxTensor tensor)
    {
        var message = Described(tensor);
        message.RawData = UnsafeByteOperations.UnsafeWrap(tensor.Bytes);
        return message;
    }

    private static TensorProto Tensor(OnnxTensor tensor, Stream weights, string name)
    {
        if (tensor.Bytes.Length < SmallestApart)
        {
            return Whole(tensor);
        }

        var message = Described(tensor);
        message.DataLocation = TensorProto.Types.DataLocation.External;
        message.ExternalData.Add(
        [
            new StringStringEntryProto { Key = "location", Value = name },
            new StringStringEntryProto { Key = "offset", Value = weights.Position.ToString(CultureInfo.InvariantCulture) },
            new StringStringEntryProto { Key = "length", Value = tensor.Bytes.Length.ToString(CultureInfo.InvariantCulture) },
        ]);
        weights.Write(tensor.Bytes.Span);
        return message;
    }

    private static ValueInfoProto Port(OnnxPort port) => new()
    {
        Name = port.Value.Name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor
            {
                ElemType = (int)port.Value.Type,
                Shape = new TensorShapeProto { Dim = { port.Dimensions.Select(Dimension) } },
            },
        },
    };

    private static TensorShapeProto.Types.Dimension Dimension(OnnxDimension dimension) =>
        dimension.Name is null ? new() { DimValue = dimension.Size } : new() { DimParam = dimension.Name };
}
