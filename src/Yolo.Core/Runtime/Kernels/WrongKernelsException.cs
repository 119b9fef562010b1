using System.Diagnostics.CodeAnalysis;

namespace Yolo.Runtime.Kernels;

/// <summary>On this processor libtorch miscalculates convolutions; networks would give wrong numbers.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It always says what to do, or that nothing helps.")]
public sealed class WrongKernelsException : InvalidOperationException
{
    internal WrongKernelsException(string convolution, string? level)
        : base($"On this processor libtorch miscalculates convolutions ({convolution}), so that networks would give wrong numbers. " + (level is null
            ? $"There is no lower level of instructions to try ({ProcessorTrial.Variable}={ProcessorTrial.Level}). Use a GPU, or another machine."
            : $"Set {ProcessorTrial.Variable}={level} in the environment before the program starts{(level == ProcessorTrial.LowestLevel ? "" : $", or {ProcessorTrial.LowestLevel}, which is slower, where that is wrong too")}; or use a GPU.")) => Level = level;

    /// <summary>The value of <see cref="ProcessorTrial.Variable"/> to try next; it has to be in the environment when the process starts. Null if there is none left.</summary>
    public string? Level { get; }
}
