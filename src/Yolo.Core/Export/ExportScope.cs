using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Export;

/// <summary>A module on its way into a graph.</summary>
public sealed class ExportScope
{
    internal ExportScope(OnnxGraph graph, nn.Module module, string path)
    {
        Graph = graph;
        Module = module;
        Path = path;
    }

    /// <summary>The graph that is written.</summary>
    public OnnxGraph Graph { get; }

    /// <summary>The module.</summary>
    public nn.Module Module { get; }

    /// <summary>Its key in the network, such as <c>model.4.m.0</c>.</summary>
    public string Path { get; }

    /// <summary>Writes a tensor of this module's own state.</summary>
    /// <param name="name">Its name in the module, such as <c>weight</c>.</param>
    /// <param name="tensor">The numbers. Not disposed.</param>
    public OnnxValue Weights(string name, Tensor tensor) => Graph.Weights($"{Path}.{name}", tensor);

    /// <summary>Writes a convolution.</summary>
    /// <param name="input">[B, C, H, W].</param>
    /// <param name="convolution">The convolution.</param>
    public OnnxValue Convolve(OnnxValue input, Convolution convolution)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(convolution);
        var padding = convolution.padding ?? throw new ExportException($"{Path}: a convolution padded by rule cannot be exported; give numbers.");
        var (weight, stride, dilation) = (convolution.weight, convolution.stride, convolution.dilation);
        var kernel = weight.shape[2..];
        long[] size = [.. Enumerable.Range(0, 2).Select(axis => OnnxOperators.Windows(input.Shape[axis + 2], kernel[axis], stride[axis], padding[axis], dilation[axis]))];
        OnnxValue[] inputs = [input, Weights("weight", weight), .. convolution.bias is null ? Array.Empty<OnnxValue>() : [Weights("bias", convolution.bias)]];
        return Graph.Node(
            "Conv",
            input.Type,
            [input.Shape[0], weight.shape[0], .. size],
            inputs,
            OnnxSetting.Of("dilations", dilation),
            OnnxSetting.Of("group", convolution.groups),
            OnnxSetting.Of("kernel_shape", kernel),
            OnnxSetting.Of("pads", [.. padding, .. padding]),
            OnnxSetting.Of("strides", stride));
    }
}
