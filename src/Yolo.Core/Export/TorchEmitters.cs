using TorchSharp.Modules;
using Yolo.Modules;
using static TorchSharp.torch;

namespace Yolo.Export;

/// <summary>Modules of torch as ONNX operators.</summary>
/// <remarks>Legend: B images, C channels, H and W size of a picture.</remarks>
internal static class TorchEmitters
{
    // The smallest number of half precision.
    private const float AlmostZero = 5.9604645e-8f;

    public static IEnumerable<KeyValuePair<Type, Func<ExportScope, OnnxValue, OnnxValue>>> All =>
    [
        BlockEmitters.Row<Identity>((_, _, x) => x),
        BlockEmitters.Row<Dropout>((_, _, x) => x),
        BlockEmitters.Row<Conv2d>((scope, module, x) => scope.Convolve(x, module)),
        BlockEmitters.Row<Linear>(EmitLinear),
        BlockEmitters.Row<ConvTranspose2d>(EmitConvTranspose),
        BlockEmitters.Row<BatchNorm2d>(EmitBatchNorm),
        BlockEmitters.Row<BatchNormalization>(EmitBatchNorm),
        BlockEmitters.Row<MaxPool2d>(EmitMaxPool),
        BlockEmitters.Row<AvgPool2d>(EmitAveragePool),
        BlockEmitters.Row<ZeroPad2d>(EmitZeroPad),
        BlockEmitters.Row<Upsample>(EmitUpsample),
        BlockEmitters.Row<SiLU>((scope, _, x) => scope.Graph.Activate(x, Activation.SiLU)),
        BlockEmitters.Row<ReLU>((scope, _, x) => scope.Graph.Activate(x, Activation.ReLU)),
        BlockEmitters.Row<LeakyReLU>((scope, module, x) => scope.Graph.Activate(x, Activation.LeakyReLU(module.negative_slope))),
        BlockEmitters.Row<GELU>((scope, _, x) => scope.Graph.Activate(x, Activation.GELU)),
        BlockEmitters.Row<Hardswish>((scope, _, x) => scope.Graph.Activate(x, Activation.Hardswish)),
        BlockEmitters.Row<Mish>((scope, _, x) => scope.Graph.Activate(x, Activation.Mish)),
        BlockEmitters.Row<Sigmoid>((scope, _, x) => scope.Graph.Activate(x, Activation.Sigmoid)),
        BlockEmitters.Row<Tanh>((scope, _, x) => scope.Graph.Activate(x, Activation.Tanh)),
    ];

    // [B, inputs] → [B, outputs], or the same for each of many tokens.
    private static OnnxValue EmitLinear(ExportScope scope, Linear module, OnnxValue x)
    {
        var weight = scope.Weights("weight", module.weight);
        var bias = module.bias is null ? null : scope.Weights("bias", module.bias);
        return x.Shape.Count == 2
            ? scope.Graph.Node("Gemm", x.Type, [x.Shape[0], module.out_features], bias is null ? [x, weight] : [x, weight, bias], OnnxSetting.Of("transB", 1))
            : scope.Graph.Linear(x, weight, bias);
    }

    private static OnnxValue EmitConvTranspose(ExportScope scope, ConvTranspose2d module, OnnxValue x)
    {
        long[] padding = module.padding ?? [0, 0];
        long Size(int axis) => x.Shape[axis + 2] == OnnxValue.Unknown
            ? OnnxValue.Unknown
            : ((x.Shape[axis + 2] - 1) * module.stride[axis]) - (2 * padding[axis]) + (module.dilation[axis] * (module.kernel_size[axis] - 1)) + module.output_padding[axis] + 1;
        return scope.Graph.Node(
            "ConvTranspose",
            x.Type,
            [x.Shape[0], module.out_channels, Size(0), Size(1)],
            [x, scope.Weights("weight", module.weight), .. module.bias is null ? Array.Empty<OnnxValue>() : [scope.Weights("bias", module.bias)]],
            OnnxSetting.Of("dilations", module.dilation),
            OnnxSetting.Of("group", module.groups),
            OnnxSetting.Of("kernel_shape", module.kernel_size),
            OnnxSetting.Of("output_padding", module.output_padding),
            OnnxSetting.Of("pads", [.. padding, .. padding]),
            OnnxSetting.Of("strides", module.stride));
    }

    private static OnnxValue EmitBatchNorm(ExportScope scope, BatchNorm module, OnnxValue x) => scope.Graph.Node(
        "BatchNormalization",
        x.Type,
        x.Shape,
        [
            x, scope.Weights("weight", module.weight), scope.Weights("bias", module.bias!),
            scope.Weights("running_mean", module.running_mean!), scope.Weights("running_var", module.running_var!),
        ],
        OnnxSetting.Of("epsilon", (float)module.eps));

    private static OnnxValue EmitMaxPool(ExportScope scope, MaxPool2d module, OnnxValue x)
    {
        var kernel = module.kernel_size[0];
        return scope.Graph.MaxPool(x, kernel, module.stride is { Length: > 0 } stride ? stride[0] : kernel, module.padding is { Length: > 0 } padding ? padding[0] : 0);
    }

    private static OnnxValue EmitAveragePool(ExportScope scope, AvgPool2d module, OnnxValue x)
    {
        var kernel = module.kernel_size[0];
        return scope.Graph.AveragePool(x, kernel, module.stride is { Length: > 0 } stride ? stride[0] : kernel, module.padding is { Length: > 0 } padding ? padding[0] : 0);
    }

    // Not zero itself: ONNX Runtime 1.22 merges zeros in front of a MaxPool into its padding, which then stands for minus infinity.
    private static OnnxValue EmitZeroPad(ExportScope scope, ZeroPad2d module, OnnxValue x)
    {
        var (left, right, top, bottom) = (module.padding[0], module.padding[1], module.padding[2], module.padding[3]);
        long Grown(int axis, long by) => x.Shape[axis] == OnnxValue.Unknown ? OnnxValue.Unknown : x.Shape[axis] + by;
        return scope.Graph.Node(
            "Pad",
            x.Type,
            [x.Shape[0], x.Channels, Grown(2, top + bottom), Grown(3, left + right)],
            [x, scope.Graph.Constant([0, 0, top, left, 0, 0, bottom, right]), scope.Graph.Constant([AlmostZero], [], x.Type)]);
    }

    private static OnnxValue EmitUpsample(ExportScope scope, Upsample module, OnnxValue x)
    {
        if (module.mode != UpsampleMode.Nearest || module.scale_factor.IsEmpty)
        {
            throw new ExportException($"{scope.Path}: only an nn.Upsample by a factor with the mode 'nearest' can be exported.");
        }

        var (rows, columns) = (module.scale_factor[0], module.scale_factor[^1]);
        long Scaled(long size, double factor) => size == OnnxValue.Unknown ? size : (long)Math.Floor(size * factor);
        return scope.Graph.Node(
            "Resize",
            x.Type,
            [x.Shape[0], x.Channels, Scaled(x.Shape[2], rows), Scaled(x.Shape[3], columns)],
            [x, scope.Graph.LeftOut(), scope.Graph.Constant([1f, 1f, (float)rows, (float)columns], [4])],
            OnnxShaping.Nearest);
    }
}
