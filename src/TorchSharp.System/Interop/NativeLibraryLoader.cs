using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Finds the native half of this assembly, and says what to do when it cannot be loaded.</summary>
internal static class NativeLibraryLoader
{
    internal static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        var file = OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
        var path = Path.Combine(AppContext.BaseDirectory, file);
        if (!File.Exists(path))
        {
            throw new DllNotFoundException($"{file} is not beside the program ({AppContext.BaseDirectory}). Run ./setup.sh, which builds it over the installed libtorch, then build again.");
        }

        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException error)
        {
            throw new DllNotFoundException($"{path} does not load: {error.Message} Most often the libtorch that it was built against has moved or changed: run ./setup.sh again, with LIBTORCH set to libtorch's root if it is not the system's.", error);
        }
    }
}
