using TorchSharp.Modules;
using Yolo.Modules;
using static TorchSharp.torch;

namespace Yolo.Export;

/// <summary>A module of a network while its graph is written: where it stands, and how its children are written.</summary>
public sealed class ExportScope
{
    private readonly Dictionary<string, nn.Module> children;

    internal ExportScope(OnnxGraph graph, nn.Module module, string path)
    {
        Graph = graph;
        Module = module;
        Path = path;
        children = module.named_children().ToDictionary(child => child.name, child => child.module, StringComparer.Ordinal);
    }

    /// <summary>The graph that is written.</summary>
    public OnnxGraph Graph { get; }

    /// <summary>The module.</summary>
    public nn.Module Module { get; }

    /// <summary>Its key in the network, such as <c>model.4.m.0</c>.</summary>
    public string Path { get; }

    /// <summary>The names of its children, in order.</summary>
    public IReadOnlyList<string> Children => [.. children.Keys];

    /// <summary>Writes a child.</summary>
    /// <param name="name">The name under which the module registered it, such as <c>cv1</c>.</param>
    /// <param name="inputs">What enters.</param>
    /// <returns>What comes out.</returns>
    /// <exception cref="ExportException">There is no such child, or its type has no emitter.</exception>
    public OnnxValue Child(string name, params IReadOnlyList<OnnxValue> inputs) => BlockEmitters.Emit(Within(name), inputs);

    /// <summary>The scope of a child, for lists of modules.</summary>
    /// <exception cref="ExportException">There is no such child.</exception>
    public ExportScope Within(string name) => children.TryGetValue(name, out var child)
        ? new ExportScope(Graph, child, $"{Path}.{name}")
        : throw new ExportException($"{Path} is a {Module.GetName()}, and has no child '{name}' as its emitter expects.");

    /// <summary>Writes all children one after the other.</summary>
    /// <param name="input">What enters the first.</param>
    /// <returns>What comes out of the last.</returns>
    public OnnxValue Row(OnnxValue input) => Children.Aggregate(input, (value, name) => Child(name, value));

    /// <summary>Writes a tensor of this module's own state.</summary>
    /// <param name="name">Its name in the module, such as <c>weight</c>.</param>
    /// <param name="tensor">The numbers. Not disposed.</param>
    public OnnxValue Weights(string name, Tensor tensor) => Graph.Weights($"{Path}.{name}", tensor);

    /// <summary>Writes a convolution.</summary>
    /// <param name="input">[B, C, H, W].</param>
    /// <param name="convolution">Its strides, padding and groups.</param>
    /// <param name="weight">Its weights, which may be others than its own.</param>
    /// <param name="bias">Its bias, or null.</param>
    /// <param name="activation">What follows.</param>
    public OnnxValue Convolve(OnnxValue input, Convolution convolution, Tensor weight, Tensor? bias, Activation activation)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(convolution);
        var padding = convolution.padding ?? throw new ExportException($"{Path}: a convolution padded by rule cannot be exported; give numbers.");
        var (kernel, stride, dilation) = (weight.shape[2..], convolution.stride, convolution.dilation);
        long[] size = [.. Enumerable.Range(0, 2).Select(axis => OnnxOperators.Windows(input.Shape[axis + 2], kernel[axis], stride[axis], padding[axis], dilation[axis]))];
        OnnxValue[] inputs = [input, Weights("weight", weight), .. bias is null ? Array.Empty<OnnxValue>() : [Weights("bias", bias)]];
        var result = Graph.Node(
            "Conv",
            input.Type,
            [input.Shape[0], weight.shape[0], .. size],
            inputs,
            OnnxSetting.Of("dilations", dilation),
            OnnxSetting.Of("group", convolution.groups),
            OnnxSetting.Of("kernel_shape", kernel),
            OnnxSetting.Of("pads", [.. padding, .. padding]),
            OnnxSetting.Of("strides", stride));
        return Graph.Activate(result, activation);
    }
}
