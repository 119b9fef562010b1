using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Yolo.Runtime.Kernels;

/// <summary>
/// Tries once in a process whether this processor computes convolutions right, before the first network runs on it: on virtual machines that hide the
/// caches of AMD processors, libtorch 2.10's fastest kernels do not where nobody tells them, and networks give wrong numbers without a word.
/// </summary>
public static class ProcessorTrial
{
    /// <summary>The variable of the environment by which libtorch's kernels are held to an older level of instructions.</summary>
    public const string Variable = "ONEDNN_MAX_CPU_ISA";

    /// <summary>What has been right wherever it was tried.</summary>
    internal const string LowestLevel = "SSE41";

    // Right on some of the processors on which all above it is wrong.
    private const string Middle = "AVX2";

    // Those that were wrong, in both layouts, and one whose channels fill no block in the layout that networks have.
    private static readonly (ConvolutionShape Shape, bool ChannelsLast)[] Tried =
    [
        (ConvolutionShape.Square(80, 80, 1), true),
        (ConvolutionShape.Square(80, 80, 1), false),
        (ConvolutionShape.Square(40, 40, 3, stride: 2, groups: 40), true),
        (ConvolutionShape.Square(40, 40, 3, stride: 2, groups: 40), false),
        (ConvolutionShape.Square(24, 40, 3), true),
    ];

    private static readonly Lazy<string?> Outcome = new(() =>
    {
        LibTorch.Load();
        return FirstWrong(Kernels);
    });

    /// <summary>What stands in for libtorch's kernels in tests of programs; to be set before the first network runs.</summary>
    internal static Convolve? Kernels { private get; set; }

    /// <summary>To which level the environment holds the kernels; null if to none.</summary>
    public static string? Level => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } level ? level.ToUpperInvariant() : null;

    /// <summary>Tries the processor if nobody did so before; takes some hundredths of a second. Safe to call from any thread.</summary>
    /// <exception cref="WrongKernelsException">Convolutions come out wrong.</exception>
    public static void Require()
    {
        if (Outcome.Value is { } wrong)
        {
            throw new WrongKernelsException(wrong, Next(Level));
        }
    }

    /// <summary>The first convolution that comes out wrong; null if none does.</summary>
    /// <param name="kernels">Null for libtorch's.</param>
    internal static string? FirstWrong(Convolve? kernels)
    {
        foreach (var (shape, channelsLast) in Tried)
        {
            if (!new KernelTrial(ScalarType.Float32, channelsLast, learns: true, kernels).Passes(shape))
            {
                return $"{shape}{(channelsLast ? ", channels last" : "")}";
            }
        }

        return null;
    }

    /// <summary>Whether a level is one of those that <see cref="Next"/> gives.</summary>
    internal static bool IsLowered(string level) => level is Middle or LowestLevel;

    /// <summary>The highest level below another one; null if there is none.</summary>
    internal static string? Next(string? level) => RuntimeInformation.ProcessArchitecture != Architecture.X64 ? null : level switch
    {
        LowestLevel => null,
        "AVX" or Middle or "AVX2_VNNI" or "AVX2_VNNI_2" => LowestLevel,
        _ => Middle,
    };
}
