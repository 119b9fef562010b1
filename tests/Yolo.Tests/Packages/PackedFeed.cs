using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace Yolo.Tests.Packages;

/// <summary>The packages of this repository in a folder, in a version that no cache has, and a folder for what is restored from it.</summary>
internal sealed class PackedFeed(TemporaryFolder folder)
{
    internal string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.0.1-test.{DateTime.UtcNow.Ticks}");

    /// <summary>Where the packages are.</summary>
    internal string Packages => folder.Path("feed");

    /// <summary>
    /// What is restored lands in a folder of its own; what the machine has is taken from where it lies, since libtorch is hundreds of megabytes. The installed command
    /// finds the .NET that runs these tests.
    /// </summary>
    internal Dictionary<string, string> Environment => new()
    {
        ["NUGET_PACKAGES"] = folder.Path("restored"),
        ["DOTNET_ROOT"] = Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory()),
    };

    /// <summary>Packs everything below src, in a folder of its own, for this system alone.</summary>
    internal void Pack()
    {
        string[] places = ["--artifacts-path", folder.Path("build"), "--output", Packages];
        string[] version = ["-p:MinVerSkip=true", $"-p:Version={Version}"];
        string[] nearby = Directory.Exists(MachinePackages) ? [$"-p:RestoreFallbackFolders={MachinePackages}"] : [];
        string[] quickly = ["-p:Torch=cpu", "-p:RunAnalyzers=false", "-p:PublishReadyToRun=false", $"-p:RuntimeIdentifiers={Platform}"];
        foreach (var project in Directory.EnumerateFiles(Path.Combine(Shared.Repository, "src"), "*.csproj", SearchOption.AllDirectories))
        {
            DotnetCommand.Require(
                folder.Root, Environment, ["pack", project, "--configuration", "Release", "--nologo", .. places, .. version, .. quickly, .. nearby]);
        }

        folder.Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Packages}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="machine" value="{MachinePackages}" />
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>What a package says of itself.</summary>
    internal XElement Description(string package)
    {
        using var archive = Open(package, "nupkg");
        using var stream = archive.GetEntry($"{package}.nuspec")!.Open();
        return XDocument.Load(stream).Root!.Elements().Single();
    }

    /// <summary>The files of a package.</summary>
    /// <param name="package">Its name.</param>
    /// <param name="kind">nupkg, or snupkg for its symbols.</param>
    internal string[] Files(string package, string kind = "nupkg")
    {
        using var archive = Open(package, kind);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>The system at hand, by the name that packages give it.</summary>
    private static string Platform
    {
        get
        {
            var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    private static string MachinePackages => System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private ZipArchive Open(string package, string kind) => ZipFile.OpenRead(Path.Combine(Packages, $"{package}.{Version}.{kind}"));
}
