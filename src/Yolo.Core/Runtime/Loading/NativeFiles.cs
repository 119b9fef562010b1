using System.Runtime.InteropServices;

namespace Yolo.Runtime.Loading;

/// <summary>The native libraries of packages, as files.</summary>
internal static class NativeFiles
{
    private static string Platform => OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";

    /// <summary>Looks where the host looks for native libraries of packages, then where programs have them, then beside TorchSharp.</summary>
    /// <param name="file">The name of the library's file.</param>
    /// <returns>Where it is; null if it is in none of these places.</returns>
    internal static string? Find(string file)
    {
        var host = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        string[] places = [AppContext.BaseDirectory, Path.GetDirectoryName(TorchLibrary.Asking.Location) ?? ""];
        return host.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(places.SelectMany(place => new[] { place, Path.Combine(place, "runtimes", $"{Platform}-{architecture}", "native") }))
            .Where(Path.IsPathRooted).Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }
}
