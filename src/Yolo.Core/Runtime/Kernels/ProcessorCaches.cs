using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Yolo.Runtime.Loading;
using static TorchSharp.torch;

namespace Yolo.Runtime.Kernels;

/// <summary>
/// The caches that oneDNN, libtorch's library of convolutions, believes this processor to have. Virtual machines on AMD processors may leave the page
/// of CPUID empty that tells of them. oneDNN takes that for three caches of one byte each, and its code that lays weights out in blocks then leaves
/// parts of padded blocks out: convolutions give wrong numbers without a word (oneDNN issue 5313 is that fault on ARM, where a cache has no bytes at
/// all). So where the page is empty, what oneDNN noted is looked for among its variables and put right, from older pages.
/// </summary>
/// <remarks>Where nothing like it is found, <see cref="ProcessorTrial"/> finds the level of instructions that is right.</remarks>
internal static unsafe class ProcessorCaches
{
    private const uint Kibi = 1024;

    // What oneDNN noted (class Cpu of Xbyak, its assembler), in words: sizes of up to ten caches in bytes, how many processors share each, how many caches there are, one that
    // varies, and what identifies the processor.
    private const int Places = 10;
    private const int Identity = (2 * Places) + 2;

    private static readonly Lazy<bool> Outcome = new(() => AreHidden && TryMend());

    /// <summary>Whether AMD's page of caches describes none, not even the first.</summary>
    internal static bool AreHidden => IsAmd && Page(0x8000001D) == default;

    private static bool IsAmd => X86Base.IsSupported && Page(0) is { Ebx: 0x68747541, Edx: 0x69746E65, Ecx: 0x444D4163 };

    /// <summary>Tells oneDNN of the caches if it noted ones of one byte, once in a process; safe from any thread.</summary>
    /// <returns>Whether it did.</returns>
    /// <remarks>To be called when libtorch is loaded and before it computes: kernels that were made before stay as they are.</remarks>
    internal static bool Mend() => Outcome.Value;

    /// <summary>Where in memory caches of one byte are noted: places of the first one's size, behind which those of the second and third stand.</summary>
    /// <param name="memory">Words of 32 bits.</param>
    /// <param name="identity">What identifies the processor.</param>
    internal static List<int> Find(ReadOnlySpan<uint> memory, ReadOnlySpan<uint> identity)
    {
        ReadOnlySpan<uint> wrong = [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 3];
        var places = new List<int>();
        for (var at = 0; memory[at..].IndexOf(wrong) is var next and >= 0; at++)
        {
            at += next;
            if (at + Identity <= memory.Length && memory[(at + Identity)..].StartsWith(identity))
            {
                places.Add(at);
            }
        }

        return places;
    }

    /// <summary>Model, family, stepping, the two that extend them, and family and model with these.</summary>
    /// <param name="signature">The first register of CPUID's page 1.</param>
    internal static uint[] Identify(uint signature)
    {
        uint Bits(int from, int count) => (signature >> from) & ((1u << count) - 1);
        var (model, family, extendedModel, extendedFamily) = (Bits(4, 4), Bits(8, 4), Bits(16, 4), Bits(20, 8));
        return [model, family, Bits(0, 4), extendedModel, extendedFamily, family + extendedFamily, (extendedModel << 4) + model];
    }

    // Whatever goes wrong here, the trial of the processor finds out what it computes like.
    private static bool TryMend()
    {
        try
        {
            LetNote();
            return WriteSizes();
        }
        catch (Exception error) when (error is ExternalException or EntryPointNotFoundException or DllNotFoundException or BadImageFormatException)
        {
            return false;
        }
    }

    private static bool WriteSizes()
    {
        var isMended = false;
        var identity = Identify(Page(1).Eax);
        foreach (var (start, length) in LibraryVariables.Of(OperatingSystem.IsWindows() ? "torch_cpu.dll" : "libtorch_cpu.so"))
        {
            var memory = new Span<uint>((void*)start, checked((int)(length / sizeof(uint))));
            foreach (var place in Find(memory, identity))
            {
                Sizes().CopyTo(memory[place..]);
                isMended = true;
            }
        }

        return isMended;
    }

    // In bytes for one processor. The older page has the third cache of a whole socket and not how many share it. What is not known is what oneDNN reckons with where it knows nothing.
    private static uint[] Sizes()
    {
        var (first, second) = (Page(0x80000005).Ecx >> 24, Page(0x80000006).Ecx >> 16);
        return [(first == 0 ? 32 : first) * Kibi, (second == 0 ? 512 : second) * Kibi, 1024 * Kibi];
    }

    // oneDNN looks at the processor when it first computes. What it makes for this stays as it was made; nobody else has convolutions from 13 to 11 channels. Of fewer than 16 pictures
    // libtorch would compute it by itself where it has one thread.
    private static void LetNote()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        _ = nn.functional.conv2d(zeros(17, 13, 1, 1, ScalarType.Float32, CPU), zeros(11, 13, 1, 1, ScalarType.Float32, CPU));
    }

    private static (uint Eax, uint Ebx, uint Ecx, uint Edx) Page(uint page)
    {
        var (a, b, c, d) = X86Base.CpuId((int)page, 0);
        return ((uint)a, (uint)b, (uint)c, (uint)d);
    }
}
