using Yolo.Geometry;
using Yolo.Modules.Heads;
using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Export;

/// <summary>
/// Writes a network down as a graph while it runs. Nothing is computed on the way: operations and modules run on empty batches, which gives
/// shapes, and what they are handed further is a stand-in without memory of its own that cannot be written to. A tensor that comes from
/// anywhere else is an error.
/// </summary>
internal sealed class GraphRecorder : IOperationRecorder, IDisposable
{
    private readonly OnnxGraph graph;
    private readonly Dictionary<Tensor, OnnxValue> values = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Tensor, string> parameters = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Tensor> withoutBatch = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<(nn.Module Module, string Path)> running = new();
    private readonly List<Action> undo = [];
    private readonly IDisposable listening;

    public GraphRecorder(OnnxGraph graph, nn.Module network)
    {
        this.graph = graph;
        foreach (var (name, parameter) in network.named_parameters())
        {
            parameters[parameter] = name;
        }

        foreach (var (name, buffer) in network.named_buffers())
        {
            parameters[buffer] = name;
        }

        foreach (var (path, module) in network.named_modules())
        {
            Follow(module, path);
        }

        listening = Operations.Listen(this);
    }

    /// <summary>The module that runs, for messages.</summary>
    public string Where => running.TryPeek(out var entry) ? $"{entry.Path}, a {entry.Module.GetType().Name}," : "The network";

    /// <summary>Makes the stand-in for a value of the graph.</summary>
    /// <param name="value">The value.</param>
    /// <param name="shape">Its shape; the first dimension is the batch.</param>
    /// <param name="like">Of its type and on its device.</param>
    public Tensor StandIn(OnnxValue value, long[] shape, Tensor like)
    {
        var standIn = zeros(1, like.dtype, like.device).expand([1, .. shape[1..]]);
        values[standIn] = value;
        return standIn;
    }

    /// <summary>What a tensor is in the graph.</summary>
    /// <exception cref="ExportException">It was not computed by anything that is known here.</exception>
    public OnnxValue ValueOf(Tensor tensor)
    {
        if (values.TryGetValue(tensor, out var value))
        {
            return value;
        }

        if (parameters.TryGetValue(tensor, out var name))
        {
            withoutBatch.Add(tensor);
            return graph.Weights(name, tensor);
        }

        throw new ExportException($"{Where} uses a tensor that came from torch itself, which cannot be followed: compute it with Yolo.Modules.Recording.Operations, or give the module's type an emitter with BlockEmitters.Add.");
    }

    public Tensor Record(Operation operation, Tensor[] inputs)
    {
        OnnxValue[] entering = [.. inputs.Select(ValueOf)];
        var result = operation.Run([.. inputs.Select(Empty)]);
        var value = OperationEmitters.Emit(graph, operation, entering, Where);
        if (!inputs.All(withoutBatch.Contains))
        {
            return Bind(value, result);
        }

        withoutBatch.Add(result);
        values[result] = value;
        return result;
    }

    public void RecordAnchors(AnchorPoints anchors, Tensor[] levels, IReadOnlyList<double> strides)
    {
        var made = AnchorValues.Of(graph, [.. levels.Select(ValueOf)], strides);
        foreach (var (tensor, value) in new[] { (anchors.Points, made.Points), (anchors.Strides, made.Strides) })
        {
            withoutBatch.Add(tensor);
            values[tensor] = value;
        }
    }

    public void Dispose()
    {
        listening.Dispose();
        undo.ForEach(remove => remove());
    }

    private Tensor Empty(Tensor tensor) => withoutBatch.Contains(tensor) ? tensor : empty([0, .. tensor.shape[1..]], tensor.dtype, tensor.device);

    private Tensor Bind(OnnxValue value, Tensor result)
    {
        using (result)
        {
            var shape = result.shape;
            var agrees = value.Shape.Count == shape.Length && value.Shape.Zip(shape).Skip(1).All(sizes => sizes.First == OnnxValue.Unknown || sizes.First == sizes.Second);
            return agrees
                ? StandIn(value, shape, result)
                : throw new ExportException($"{Where} gives [{string.Join(", ", shape)}], but its form in ONNX [{string.Join(", ", value.Shape)}]; its emitter is wrong.");
        }
    }

    private void Follow(nn.Module module, string path)
    {
        switch (module)
        {
            case nn.Module<Tensor, Tensor> known when BlockEmitters.Knows(known):
                FollowKnown(known, path);
                break;
            case nn.Module<Tensor, Tensor> one:
                var before = one.register_forward_pre_hook((nn.Module _) => running.Push((one, path)));
                var after = one.register_forward_hook((_, _, output) => Leave(output));
                undo.Add(before.remove);
                undo.Add(after.remove);
                break;
            case nn.Module<Tensor[], Tensor> several:
                var start = several.register_forward_pre_hook((nn.Module _) => running.Push((several, path)));
                var end = several.register_forward_hook((_, _, output) => Leave(output));
                undo.Add(start.remove);
                undo.Add(end.remove);
                break;
            case nn.Module<Tensor[], NetworkOutput> head:
                var enter = head.register_forward_pre_hook((nn.Module _) => running.Push((head, path)));
                var leave = head.register_forward_hook((nn.Module _) => running.Pop());
                undo.Add(enter.remove);
                undo.Add(leave.remove);
                break;
        }
    }

    // Whatever such a module is made of, it is written as a whole, and runs on an empty batch.
    private void FollowKnown(nn.Module<Tensor, Tensor> module, string path)
    {
        var entering = new Stack<OnnxValue>();
        var before = module.register_forward_pre_hook((_, input) =>
        {
            entering.Push(ValueOf(input));
            return Empty(input);
        });
        var after = module.register_forward_hook((_, _, output) => Bind(BlockEmitters.Emit(new ExportScope(graph, module, path), entering.Pop()), output));
        undo.Add(before.remove);
        undo.Add(after.remove);
    }

    private Tensor Leave(Tensor output)
    {
        ValueOf(output);
        running.Pop();
        return output;
    }
}
