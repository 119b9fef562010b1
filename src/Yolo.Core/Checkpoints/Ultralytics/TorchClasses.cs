using TorchSharp.Modules;
using Yolo.Checkpoints.Pickle;
using Yolo.Modules;
using static Yolo.Checkpoints.Ultralytics.ModuleClass;

namespace Yolo.Checkpoints.Ultralytics;

/// <summary>Modules of torch itself, with the attributes that its code reads.</summary>
internal static class TorchClasses
{
    internal static IEnumerable<KeyValuePair<Type, ModuleClass>> All { get; } =
    [
        Of<Conv2d>("torch.nn.modules.conv", "Conv2d", (conv, state) => Convolution(conv, state, transposed: false)),
        Of<ConvTranspose2d>("torch.nn.modules.conv", "ConvTranspose2d", (conv, state) => Convolution(conv, state, transposed: true)),
        Of<BatchNorm2d>("torch.nn.modules.batchnorm", "BatchNorm2d", Norm),
        Of<BatchNormalization>("torch.nn.modules.batchnorm", "BatchNorm2d", Norm),
        Of<Linear>("torch.nn.modules.linear", "Linear", (linear, state) => WithBias(state).Set("in_features", linear.in_features).Set("out_features", linear.out_features)),
        Of<Identity>("torch.nn.modules.linear", "Identity"),
        Of<Dropout>("torch.nn.modules.dropout", "Dropout", (dropout, state) => state.Set("p", dropout.p).Set("inplace", true)),
        Of<SiLU>("torch.nn.modules.activation", "SiLU", (_, state) => state.Set("inplace", false)),
        Of<Tanh>("torch.nn.modules.activation", "Tanh"),
        Of<Sigmoid>("torch.nn.modules.activation", "Sigmoid"),
        Of<ReLU>("torch.nn.modules.activation", "ReLU", (_, state) => state.Set("inplace", false)),
        Of<LeakyReLU>("torch.nn.modules.activation", "LeakyReLU", (relu, state) => state.Set("negative_slope", relu.negative_slope).Set("inplace", false)),
        Of<LeakyReluLayer>("torch.nn.modules.activation", "LeakyReLU", (relu, state) => state.Set("negative_slope", relu.NegativeSlope).Set("inplace", false)),
        Of<GELU>("torch.nn.modules.activation", "GELU", (_, state) => state.Set("approximate", "none")),
        Of<Hardswish>("torch.nn.modules.activation", "Hardswish", (_, state) => state.Set("inplace", false)),
        Of<Mish>("torch.nn.modules.activation", "Mish", (_, state) => state.Set("inplace", false)),
        Of<MishLayer>("torch.nn.modules.activation", "Mish", (_, state) => state.Set("inplace", false)),
        Of<AvgPool2d>("torch.nn.modules.pooling", "AvgPool2d", (pool, state) => state
            .Set("kernel_size", Extent(pool.kernel_size))
            .Set("stride", Extent(pool.stride ?? pool.kernel_size))
            .Set("padding", Extent(pool.padding ?? [0L]))
            .Set("ceil_mode", pool.ceil_mode)
            .Set("count_include_pad", pool.count_include_pad)
            .Set("divisor_override", pool.divisor_override)),
        Of<Upsample>("torch.nn.modules.upsampling", "Upsample", Upsampling),
        Of<MaxPool2d>("torch.nn.modules.pooling", "MaxPool2d", (pool, state) =>
            MaxPool(state, Extent(pool.kernel_size), Extent(pool.stride ?? pool.kernel_size), Extent(pool.padding ?? [0L]), Extent(pool.dilation ?? [1L]), pool.ceil_mode)),
        Of<ZeroPad2d>("torch.nn.modules.padding", "ZeroPad2d", (pad, state) => state.Set("value", 0.0).Set("padding", Tuple(pad.padding))),
        Of<Sequential>("torch.nn.modules.container", "Sequential"),
    ];

    /// <summary>The attributes of max pooling.</summary>
    internal static ModuleState MaxPool(ModuleState state, object kernel, object stride, object padding, object dilation, bool ceiling) => state
        .Set("kernel_size", kernel)
        .Set("stride", stride)
        .Set("padding", padding)
        .Set("dilation", dilation)
        .Set("return_indices", false)
        .Set("ceil_mode", ceiling);

    private static void Convolution(Convolution conv, ModuleState state, bool transposed)
    {
        var padding = conv.padding ?? [0, 0];
        WithBias(state)
            .Set("in_channels", conv.in_channels)
            .Set("out_channels", conv.out_channels)
            .Set("kernel_size", Tuple(conv.kernel_size))
            .Set("stride", Tuple(conv.stride))
            .Set("padding", Tuple(padding))
            .Set("dilation", Tuple(conv.dilation))
            .Set("transposed", transposed)
            .Set("output_padding", Tuple(conv.output_padding))
            .Set("groups", conv.groups)
            .Set("padding_mode", "zeros")
            .Set("_reversed_padding_repeated_twice", Tuple([.. padding.Reverse().SelectMany(side => new[] { side, side })]));
    }

    private static void Norm(BatchNorm norm, ModuleState state) => state
        .Set("num_features", norm.num_features)
        .Set("eps", norm.eps)
        .Set("momentum", norm.momentum)
        .Set("affine", norm.affine)
        .Set("track_running_stats", norm.track_running_stats);

    private static void Upsampling(Upsample upsample, ModuleState state) => state
        .Set("name", "Upsample")
        .Set("size", upsample.size.IsEmpty ? null : Tuple(upsample.size.ToArray()))
        .Set("scale_factor", upsample.scale_factor.IsEmpty ? null : Factor(upsample.scale_factor.ToArray()))
        .Set("mode", upsample.mode.ToString().ToLowerInvariant())
        .Set("align_corners", upsample.align_corners)
        .Set("recompute_scale_factor", upsample.recompute_scale_factor);

    private static ModuleState WithBias(ModuleState state)
    {
        // A missing bias has its name all the same.
        state.Parameters["bias"] = state.Parameters["bias"];
        return state;
    }

    private static PickleTuple Tuple(long[] lengths) => new([.. lengths.Select(length => (object?)length)]);

    private static object Extent(long[] lengths) => lengths.Distinct().Count() == 1 ? lengths[0] : Tuple(lengths);

    private static object Factor(double[] factors) =>
        factors.Distinct().Count() == 1 ? factors[0] : new PickleTuple([.. factors.Select(factor => (object?)factor)]);
}
