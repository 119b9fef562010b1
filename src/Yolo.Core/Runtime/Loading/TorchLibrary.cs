using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Security.Cryptography;
using TorchSharp;

namespace Yolo.Runtime.Loading;

/// <summary>
/// Lets TorchSharp's native library load where the C++ runtime is older than the one that it was built with: Debian 12 and Ubuntu 22.04.
/// </summary>
/// <remarks>
/// The library asks for version GLIBCXX_3.4.32 for the sake of one symbol, an anchor for the linker that nothing ever calls. Where the system's
/// loader refuses it for that, a copy takes its place that asks weakly. Where it loads by itself, nothing happens here.
/// </remarks>
internal static class TorchLibrary
{
    /// <summary>The library by the name that TorchSharp loads it by.</summary>
    internal const string Name = "LibTorchSharp";

    private const string FileName = "libLibTorchSharp.so";
    private const string Version = "GLIBCXX_3.4.32";

    // What the library stands on, in the order in which they need each other. The system's loader knows them by name once they are loaded.
    private static readonly string[] Needed = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    private static readonly Lazy<IntPtr> Found = new(Load);

    /// <summary>The assembly that loads the library.</summary>
    internal static Assembly Asking => typeof(Scalar).Assembly;

    /// <summary>Begins to watch for the library; runs before anything of this assembly does.</summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Whoever uses this library must be able to load what it stands on, without a call for it.")]
    internal static void Prepare()
    {
        NativeEnvironment.LetThreadsSleepSoon();
        NativeEnvironment.LeaveInterruptionsToTheProgram();
        NativeEnvironment.KeepOnnxRuntimeSilent();
        if (OperatingSystem.IsLinux())
        {
            AssemblyLoadContext.GetLoadContext(Asking)!.ResolvingUnmanagedDll += Resolve;
        }
    }

    // Called when the plain load has failed; zero leaves the failure to the caller.
    private static IntPtr Resolve(Assembly assembly, string name)
    {
        if (name != Name)
        {
            return IntPtr.Zero;
        }

        var library = Found.Value;
        if (library != IntPtr.Zero && assembly == Asking)
        {
            SpareFurtherAttempts();
        }

        return library;
    }

    // Otherwise each function would try the plain load anew when it is first called.
    private static void SpareFurtherAttempts()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(Asking, (name, _, _) => name == Name ? Found.Value : IntPtr.Zero);
        }
        catch (InvalidOperationException)
        {
            // The program has its own.
        }
    }

    private static IntPtr Load()
    {
        TorchBackend.Load();
        if (NativeFiles.Find(FileName) is not { } original)
        {
            return IntPtr.Zero;
        }

        // Those that cannot be loaded are what the library then fails for, and its error names them.
        foreach (var library in Needed)
        {
            if (NativeFiles.Find(library) is { } path)
            {
                NativeLibrary.TryLoad(path, out _);
            }
        }

        try
        {
            return NativeLibrary.Load(original);
        }
        catch (DllNotFoundException error) when (error.Message.Contains(Version, StringComparison.Ordinal) && Mend(original) is { } mended)
        {
            return MendedLibrary.Load(mended.Content, $"{mended.Hash[..16]}-{FileName}");
        }
    }

    // The hash is that of the original.
    private static (byte[] Content, string Hash)? Mend(string original)
    {
        var content = File.ReadAllBytes(original);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        return SymbolVersions.Weaken(content, Version) == WeakenedVersion.Weakened ? (content, hash) : null;
    }
}
