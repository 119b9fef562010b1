using Yolo.Engine.Exporting;

namespace Yolo.Engine.Benchmarking;

/// <summary>A form of a model that is looked at.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Argument">What it is called in settings.</param>
internal sealed record BenchmarkFormat(string Name, string Argument)
{
    /// <summary>The checkpoint itself.</summary>
    internal static readonly BenchmarkFormat Checkpoint = new("PyTorch", "-");

    /// <summary>A file of ONNX.</summary>
    internal static readonly BenchmarkFormat Onnx = new("ONNX", ExportFormats.NameOf(ExportFormat.Onnx));

    /// <summary>All, in the order of the table.</summary>
    internal static IReadOnlyList<BenchmarkFormat> All => [Checkpoint, Onnx];

    /// <summary>The format of a name.</summary>
    /// <exception cref="Settings.SettingException">It is not offered.</exception>
    internal static BenchmarkFormat Require(string argument)
    {
        if (argument.ToLowerInvariant() is "-" or "pt" or "pytorch" or "torch")
        {
            return Checkpoint;
        }

        _ = ExportFormats.Require(argument);
        return Onnx;
    }
}
