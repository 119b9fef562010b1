using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How many threads one operation may use on the processor.</summary>
    public static int get_num_threads() => TorchError.Check(NativeMethods.ts_threads(0, 0));

    /// <summary>Sets how many threads one operation may use on the processor.</summary>
    public static void set_num_threads(int num) => TorchError.Check(NativeMethods.ts_threads(0, num > 0 ? num : throw Few(num)));

    /// <summary>How many operations may run at once.</summary>
    public static int get_num_interop_threads() => TorchError.Check(NativeMethods.ts_threads(1, 0));

    /// <summary>Sets how many operations may run at once; once, before anything runs.</summary>
    public static void set_num_interop_threads(int num) => TorchError.Check(NativeMethods.ts_threads(1, num > 0 ? num : throw Few(num)));

    private static ArgumentOutOfRangeException Few(int num) => new(nameof(num), num, "The number of threads is positive.");
}
