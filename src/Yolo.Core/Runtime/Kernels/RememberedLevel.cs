using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text;
using TorchSharp;
using Yolo.Runtime.Loading;

namespace Yolo.Runtime.Kernels;

/// <summary>
/// The level of instructions that a trial of this processor ended at today, kept in the user's cache, so that the command need not miscalculate and start again each time.
/// Networks are tried at it all the same; a day later everything is tried anew, for the machine may have been mended.
/// </summary>
internal static class RememberedLevel
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    /// <summary>The level that was taken; null if none was.</summary>
    internal static string? Taken { get; private set; }

    /// <summary>Holds libtorch's kernels to the level, if there is one for this processor and the environment names none. To be called before libtorch computes.</summary>
    internal static void Take()
    {
        if (ProcessorTrial.Level is null && Read() is { } level)
        {
            NativeEnvironment.HoldKernelsTo(level);
            Taken = level;
        }
    }

    /// <summary>Keeps the level for the next start. Where there is no folder for it, the next start tries again.</summary>
    internal static void Keep(string level)
    {
        try
        {
            AtomicFile.Write(FilePath(), stream => stream.Write(Encoding.ASCII.GetBytes($"{Processor()} {level}\n")), durable: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It would have spared time, nothing else.
        }
    }

    /// <summary>Forgets it: what it spared has turned out wrong, or is not needed any more.</summary>
    internal static void Forget()
    {
        try
        {
            File.Delete(FilePath());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ends by itself, a day after it was kept.
        }
    }

    private static string? Read()
    {
        try
        {
            var file = new FileInfo(FilePath());
            return file.Exists && (DateTime.UtcNow - file.LastWriteTimeUtc).Duration() < Age && File.ReadAllText(file.FullName).Trim().Split(' ') is [var processor, var level]
                && processor == Processor() && ProcessorTrial.IsLowered(level) ? level : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string FilePath() => Path.Combine(UserCache.Folder(), "kernels.txt");

    // What the processor, the machine that pretends to be it, and the library say of themselves. The second register of the first page counts processors, and is left out.
    // Hidden caches count because libtorch is told of them: a level that was found before that is not needed any more.
    private static string Processor()
    {
        if (!X86Base.IsSupported)
        {
            return "other";
        }

        var (_, vendor1, vendor3, vendor2) = X86Base.CpuId(0, 0);
        var (model, _, features1, features2) = X86Base.CpuId(1, 0);
        var (_, extended1, extended2, extended3) = X86Base.CpuId(7, 0);
        var (_, host1, host2, host3) = X86Base.CpuId(0x40000000, 0);
        var caches = ProcessorCaches.AreHidden ? 1 : 0;
        int[] words = [vendor1, vendor2, vendor3, model, features1, features2, extended1, extended2, extended3, host1, host2, host3, caches];
        return $"{string.Join('-', words.Select(word => word.ToString("x8", CultureInfo.InvariantCulture)))}-{typeof(Scalar).Assembly.GetName().Version}";
    }
}
