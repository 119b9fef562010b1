using System.Globalization;
using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace Yolo.Runtime.Kernels;

/// <summary>
/// The caches that oneDNN, libtorch's library of convolutions, believes this processor to have. Virtual machines on AMD processors may leave the page
/// of CPUID empty that tells of them. oneDNN takes that for three caches of one byte each, and its code that lays weights out in blocks then leaves
/// parts of padded blocks out: convolutions give wrong numbers without a word (oneDNN issue 5313 is the same fault on another processor). So where the
/// page is empty, what oneDNN noted is looked for in its memory and put right, from older pages that are not.
/// </summary>
/// <remarks>On Linux alone; elsewhere, and where nothing like it is found, <see cref="ProcessorTrial"/> finds the level of instructions that is right.</remarks>
internal static unsafe class ProcessorCaches
{
    private const string Library = "libtorch_cpu.so";
    private const int Kibi = 1024;

    // What oneDNN noted (class Cpu of Xbyak, its assembler), in words: sizes of up to ten caches in bytes, how many processors share each, how many caches there are, one that
    // varies, and what identifies the processor.
    private const int Places = 10;
    private const int Count = 2 * Places;
    private const int Identity = Count + 2;

    private static readonly Lazy<bool> Outcome = new(() => AreHidden && Mend());

    /// <summary>Whether this process had caches of one byte and has the right ones now. The first call mends them; safe from any thread.</summary>
    /// <remarks>To be called when libtorch is loaded and before it computes: kernels that were made before stay as they are.</remarks>
    internal static bool AreMended => Outcome.Value;

    /// <summary>Whether AMD's page of caches is there and describes none, not even the first.</summary>
    internal static bool AreHidden => OperatingSystem.IsLinux() && IsAmd && Page(0x80000000).Eax >= 0x8000001D && Page(0x8000001D) == default;

    private static bool IsAmd => X86Base.IsSupported && Page(0) is { Ebx: 0x68747541, Edx: 0x69746E65, Ecx: 0x444D4163 };

    /// <summary>Where in memory caches of one byte are noted: places of the first one's size, behind which those of the second and third stand.</summary>
    /// <param name="memory">Words of 32 bits.</param>
    /// <param name="identity">What identifies the processor.</param>
    internal static List<int> Find(ReadOnlySpan<uint> memory, ReadOnlySpan<uint> identity)
    {
        ReadOnlySpan<uint> wrong = [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 3];
        var places = new List<int>();
        for (var at = 0; at + Identity + identity.Length <= memory.Length; at++)
        {
            if (memory[at..].StartsWith(wrong) && memory[(at + Identity)..].StartsWith(identity))
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

    private static bool Mend()
    {
        LetNote();

        // The later page has the third cache of a whole socket and not how many share it; so it is what oneDNN reckons with where it knows nothing.
        uint[] sizes = [(Page(0x80000005).Ecx >> 24) * Kibi, (Page(0x80000006).Ecx >> 16) * Kibi, Kibi * Kibi];
        if (sizes.Contains(0u))
        {
            return false;
        }

        var isMended = false;
        var identity = Identify(Page(1).Eax);
        foreach (var (start, length) in Variables())
        {
            var memory = new Span<uint>((void*)start, length);
            foreach (var place in Find(memory, identity))
            {
                sizes.CopyTo(memory[place..]);
                isMended = true;
            }
        }

        return isMended;
    }

    // oneDNN looks at the processor when it first computes. Nobody else has convolutions of this size, whose kernel stays as it was made.
    private static void LetNote()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        _ = nn.functional.conv2d(zeros(17, 1, 1, 1), zeros(1, 1, 1, 1));
    }

    // The library's writable memory: what its file fills, and behind that what starts as zeros. Addresses, and words.
    private static IEnumerable<(nint Start, int Length)> Variables()
    {
        nint lastEnd = 0;
        foreach (var line in File.ReadLines("/proc/self/maps"))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries); // From-to, rights, offset, device, file's number, name
            var (range, isNamed) = (words[0].Split('-'), words.Length > 5);
            var (start, end) = (nint.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), nint.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            if (isNamed ? line.EndsWith($"/{Library}", StringComparison.Ordinal) : start == lastEnd)
            {
                lastEnd = end;
                if (words[1].StartsWith("rw", StringComparison.Ordinal))
                {
                    yield return (start, (int)((end - start) / sizeof(uint)));
                }
            }
        }
    }

    private static (uint Eax, uint Ebx, uint Ecx, uint Edx) Page(uint page)
    {
        var (a, b, c, d) = X86Base.CpuId((int)page, 0);
        return ((uint)a, (uint)b, (uint)c, (uint)d);
    }
}
