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
    private const string Name = "LibTorchSharp";
    private const string FileName = "libLibTorchSharp.so";
    private const string Version = "GLIBCXX_3.4.32";

    // What the library stands on, in the order in which they need each other. The system's loader knows them by name once they are loaded.
    private static readonly string[] Needed = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    private static readonly Lazy<IntPtr> Mended = new(LoadMended);

    /// <summary>Begins to watch for the library; runs before anything of this assembly does.</summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Whoever uses this library must be able to load what it stands on, without a call for it.")]
    internal static void Prepare()
    {
        NativeEnvironment.LetThreadsSleepSoon();
        NativeEnvironment.LeaveInterruptionsToTheProgram();
        if (OperatingSystem.IsLinux())
        {
            AssemblyLoadContext.GetLoadContext(typeof(Scalar).Assembly)!.ResolvingUnmanagedDll += Resolve;
        }
    }

    // Called when the plain load has failed; zero leaves the failure to the caller.
    private static IntPtr Resolve(Assembly assembly, string name)
    {
        if (name != Name)
        {
            return IntPtr.Zero;
        }

        var library = Mended.Value;
        if (library != IntPtr.Zero)
        {
            SpareFurtherAttempts(assembly);
        }

        return library;
    }

    // Otherwise each function would try the plain load anew when it is first called.
    private static void SpareFurtherAttempts(Assembly assembly)
    {
        try
        {
            NativeLibrary.SetDllImportResolver(assembly, (name, _, _) => name == Name ? Mended.Value : IntPtr.Zero);
        }
        catch (InvalidOperationException)
        {
            // The program has its own.
        }
    }

    private static IntPtr LoadMended()
    {
        if (Find(FileName) is not { } original)
        {
            return IntPtr.Zero;
        }

        var content = File.ReadAllBytes(original);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        if (SymbolVersions.Weaken(content, Version) != WeakenedVersion.Weakened)
        {
            return IntPtr.Zero;
        }

        foreach (var library in Needed)
        {
            if (Find(library) is { } path)
            {
                NativeLibrary.Load(path);
            }
        }

        return MendedLibrary.Load(content, $"{hash[..16]}-{FileName}");
    }

    // Where the host looks for native libraries of packages, then where programs have them.
    private static string? Find(string file)
    {
        var host = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        var own = Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        return host.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Append(AppContext.BaseDirectory).Append(own)
            .Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }
}
