using Google.Protobuf;
using Yolo.Export.Format;

namespace Yolo.Export;

/// <summary>
/// Reads a written ONNX file again and holds it to the rules of the format: every value has one source before its first use, constants have the
/// bytes that their shapes ask for, and the types and shapes that follow from the operators are those that the outputs promise.
/// </summary>
internal sealed class OnnxChecker
{
    private static readonly Dictionary<int, int> BytesOfType = new()
    {
        [(int)OnnxType.Float] = sizeof(float),
        [(int)OnnxType.Int64] = sizeof(long),
        [(int)OnnxType.Bool] = sizeof(bool),
        [(int)OnnxType.Float16] = 2,
    };

    private readonly string path;
    private readonly OnnxOutline outline;
    private readonly ModelProto model;
    private readonly Dictionary<string, OnnxFact> facts = new(StringComparer.Ordinal);

    private OnnxChecker(string path, OnnxOutline outline)
    {
        this.path = path;
        this.outline = outline;
        model = outline.Model;
    }

    /// <summary>Checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ExportException">It breaks a rule; the message says which, and where.</exception>
    public static void Check(string path)
    {
        OnnxOutline outline;
        try
        {
            outline = OnnxOutline.Read(path);
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or InvalidDataException)
        {
            throw new ExportException($"{path} is no ONNX file: {error.Message}", error);
        }

        new OnnxChecker(path, outline).Run();
    }

    private void Run()
    {
        Require(model.Graph is not null && model.IrVersion > 0 && model.OpsetImport.Any(set => set.Domain.Length == 0 && OnnxFile.Opsets.Contains((int)set.Version)), "has no graph, or no versions");
        foreach (var tensor in model.Graph!.Initializer)
        {
            Add(tensor.Name, Constant(tensor));
        }

        foreach (var port in model.Graph.Input)
        {
            Add(port.Name, Declared(port));
        }

        foreach (var node in model.Graph.Node)
        {
            Follow(node);
        }

        Require(model.Graph.Output.Count > 0, "has no outputs");
        foreach (var port in model.Graph.Output)
        {
            var (promised, fact) = (Declared(port), Get(port.Name, "the outputs"));
            Require(fact.Type == promised.Type && fact.Agrees(promised), $"promises {promised} as {port.Name}, but gives {fact}");
        }
    }

    private void Follow(NodeProto node)
    {
        foreach (var setting in node.Attribute)
        {
            Require(HasItsType(setting), $"has a setting '{setting.Name}' of {node.Name} that is not of its type");
        }

        OnnxFact?[] inputs = [.. node.Input.Select(input => input.Length == 0 ? null : Get(input, node.Name))];
        IReadOnlyList<OnnxFact> results;
        try
        {
            results = OnnxInference.Of(node, inputs);
        }
        catch (ExportException error)
        {
            throw new ExportException($"{path}: {node.Name}: {error.Message}", error);
        }

        Require(results.Count == node.Output.Count, $"has {node.Output.Count} results of {node.Name}, which gives {results.Count}");
        foreach (var (name, fact) in node.Output.Zip(results))
        {
            Add(name, fact);
        }
    }

    private static bool HasItsType(AttributeProto setting) => setting.Type switch
    {
        AttributeProto.Types.AttributeType.Float => setting.HasF,
        AttributeProto.Types.AttributeType.Int => setting.HasI,
        AttributeProto.Types.AttributeType.String => setting.HasS,
        AttributeProto.Types.AttributeType.Ints => !setting.HasF && !setting.HasI && !setting.HasS,
        _ => false,
    };

    private OnnxFact Constant(TensorProto tensor)
    {
        Require(BytesOfType.TryGetValue(tensor.DataType, out var size), $"has a constant {tensor.Name} of type {tensor.DataType}");
        var wanted = tensor.Dims.Aggregate((long)size, (product, side) => product * side);
        var length = tensor.DataLocation == TensorProto.Types.DataLocation.External ? LengthApart(tensor) : outline.LengthOf(tensor);
        Require(length == wanted, $"has {length} bytes of {tensor.Name}, which needs {wanted}");
        var numbers = tensor.DataType == (int)OnnxType.Int64 && tensor.DataLocation == TensorProto.Types.DataLocation.Default
            ? System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(tensor.RawData.Span).ToArray()
            : null;
        return new OnnxFact((OnnxType)tensor.DataType, [.. tensor.Dims], numbers);
    }

    // Only a plain name in the same folder is safe: a reader must not be led elsewhere.
    private long LengthApart(TensorProto tensor)
    {
        var entries = tensor.ExternalData.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        var name = entries.GetValueOrDefault("location", "");
        Require(name.Length > 0 && name == Path.GetFileName(name) && name is not ("." or ".."), $"keeps {tensor.Name} in '{name}', which is no name of a file beside it");
        var file = new FileInfo(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, name));
        Require(file.Exists, $"keeps {tensor.Name} in {name}, which is missing");
        Require(long.TryParse(entries.GetValueOrDefault("offset"), out var offset) & long.TryParse(entries.GetValueOrDefault("length"), out var length), $"does not say where {tensor.Name} begins and ends in {name}");
        Require(offset >= 0 && length >= 0 && offset + length <= file.Length, $"keeps {tensor.Name} behind the end of {name}");
        return length;
    }

    private static OnnxFact Declared(ValueInfoProto port) => new(
        (OnnxType)port.Type.TensorType.ElemType,
        [.. port.Type.TensorType.Shape.Dim.Select(side => side.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue ? side.DimValue : OnnxValue.Unknown)]);

    private OnnxFact Get(string name, string where) =>
        facts.TryGetValue(name, out var fact) ? fact : throw new ExportException($"{path}: {where} uses '{name}', which nothing before gives.");

    private void Add(string name, OnnxFact fact) => Require(name.Length > 0 && facts.TryAdd(name, fact), $"has two sources of '{name}'");

    private void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ExportException($"{path} {otherwise}.");
        }
    }
}
