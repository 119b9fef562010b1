using Yolo.Modules;
using static TorchSharp.torch;

namespace Yolo.Models;

/// <summary>Modules of torch by the arguments that torch gives them.</summary>
internal static class TorchBlocks
{
    /// <summary>(size or null, factor, mode).</summary>
    public static nn.Module Upsample(BlockArguments arguments)
    {
        var size = arguments.WholeNumbers(0).Select(value => (long)value).ToArray();
        var mode = arguments.Text(2, "nearest") switch
        {
            "nearest" => UpsampleMode.Nearest,
            "bilinear" => UpsampleMode.Bilinear,
            "bicubic" => UpsampleMode.Bicubic,
            var other => throw arguments.Error($"mode '{other}' is unknown; known are nearest, bilinear, bicubic."),
        };
        return size.Length > 0
            ? nn.Upsample(size.Length == 1 ? [size[0], size[0]] : size, null, mode)
            : nn.Upsample(null, [arguments.Number(1), arguments.Number(1)], mode);
    }

    /// <summary>(kernel, stride or null for the kernel, padding).</summary>
    public static nn.Module MaxPool(BlockArguments arguments)
    {
        var kernel = arguments.WholeNumber(0);
        return nn.MaxPool2d(kernel, arguments.WholeNumber(1, kernel), arguments.WholeNumber(2, 0));
    }

    /// <summary>(kernel, stride or null for the kernel, padding).</summary>
    public static nn.Module AveragePool(BlockArguments arguments)
    {
        var kernel = arguments.WholeNumber(0);
        return nn.AvgPool2d(kernel, arguments.WholeNumber(1, kernel), arguments.WholeNumber(2, 0));
    }

    /// <summary>(inputs, outputs, kernel, stride, padding, dilation, groups, bias).</summary>
    public static nn.Module Convolution(BlockArguments arguments) => nn.Conv2d(
        arguments.WholeNumber(0),
        arguments.WholeNumber(1),
        (arguments.Extent(2) ?? throw arguments.Error("argument 3, the kernel, is missing.")).ToTuple(),
        (arguments.Extent(3) ?? 1).ToTuple(),
        (arguments.Extent(4) ?? 0).ToTuple(),
        (arguments.Extent(5) ?? 1).ToTuple(),
        groups: arguments.WholeNumber(6, 1),
        bias: arguments.Flag(7, true));

    /// <summary>([left, right, top, bottom]), or one number for all sides.</summary>
    public static nn.Module ZeroPad(BlockArguments arguments) => arguments.WholeNumbers(0) switch
    {
        [var all] => nn.ZeroPad2d(all),
        [var left, var right, var top, var bottom] => nn.ZeroPad2d((left, right, top, bottom)),
        _ => throw arguments.Error("padding must be one number or [left, right, top, bottom]."),
    };

    /// <summary>(inputs, outputs, kernel, stride, padding).</summary>
    public static nn.Module ConvTranspose(BlockArguments arguments) => nn.ConvTranspose2d(
        arguments.WholeNumber(0),
        arguments.WholeNumber(1),
        arguments.WholeNumber(2),
        arguments.WholeNumber(3, 1),
        arguments.WholeNumber(4, 0));

    /// <summary>(inputs, outputs, kernel, stride, padding, padding of the output), with as many groups as inputs and outputs allow.</summary>
    public static nn.Module DepthwiseConvTranspose(BlockArguments arguments) => nn.ConvTranspose2d(
        arguments.WholeNumber(0),
        arguments.WholeNumber(1),
        arguments.WholeNumber(2, 1),
        arguments.WholeNumber(3, 1),
        arguments.WholeNumber(4, 0),
        arguments.WholeNumber(5, 0),
        groups: Conv.GreatestCommonDivisor(arguments.WholeNumber(0), arguments.WholeNumber(1)));
}
