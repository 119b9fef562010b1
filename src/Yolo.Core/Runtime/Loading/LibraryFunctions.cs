using System.Runtime.InteropServices;

namespace Yolo.Runtime.Loading;

/// <summary>Functions of native libraries by their names, for libraries that only some machines have.</summary>
internal static class LibraryFunctions
{
    /// <summary>Those of CUDA's driver.</summary>
    internal static Func<string, nint> OfCudaDriver { get; } = Of(OperatingSystem.IsWindows() ? ["nvcuda.dll"] : ["libcuda.so.1", "libcuda.so"]);

    /// <summary>Those of the first of these libraries that there is, which is loaded when a function is first asked for.</summary>
    /// <param name="names">Libraries, which may be of TorchSharp's packages.</param>
    /// <returns>The address of a function by its name; 0: there is none, or no such library.</returns>
    internal static Func<string, nint> Of(params string[] names)
    {
        var library = new Lazy<nint>(() =>
        {
            nint handle = 0;
            return Array.Exists(names, name => NativeLibrary.TryLoad(name, TorchLibrary.Asking, null, out handle)) ? handle : 0;
        });
        return name => library.Value != 0 && NativeLibrary.TryGetExport(library.Value, name, out var function) ? function : 0;
    }
}
