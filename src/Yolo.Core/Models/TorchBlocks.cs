using static TorchSharp.torch;

namespace Yolo.Models;

/// <summary>Modules of torch by the arguments that torch gives them.</summary>
internal static class TorchBlocks
{
    /// <summary>(size or null, factor, mode).</summary>
    public static nn.Module Upsample(BlockArguments arguments)
    {
        var size = arguments.Ints(0).Select(value => (long)value).ToArray();
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
}
