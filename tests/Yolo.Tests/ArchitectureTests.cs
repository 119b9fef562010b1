using System.Text.RegularExpressions;

namespace Yolo.Tests;

/// <summary>Holds the table of folders and what each may use; a new arrow is a decision to be made here, not an accident.</summary>
public sealed partial class ArchitectureTests
{
    // How libtorch is loaded and called: below everything that computes.
    private const string Foundation = "Runtime";

    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        [Foundation] = [],
        ["Geometry"] = [],
        ["Imaging"] = ["Geometry"],
        ["Modules"] = ["Geometry"],
        ["Models"] = ["Modules", "Geometry"],
        ["Checkpoints"] = ["Models", "Modules", "Geometry"],
        ["Data"] = ["Geometry", "Imaging", "Sources"],
        ["Losses"] = ["Geometry"],
        ["Metrics"] = ["Geometry"],
        ["Sources"] = ["Imaging"],
        ["Results"] = ["Geometry", "Imaging", "Sources"],
        ["Tracking"] = ["Geometry", "Imaging", "Results"],
        ["Onnx"] = ["Models", "Geometry"],
        ["Export"] = ["Models", "Modules", "Geometry", "Onnx"],
        ["Charts"] = ["Imaging"],
        ["Plots"] = ["Charts", "Imaging", "Data", "Metrics", "Geometry"],
        ["Engine"] = ["Geometry", "Imaging", "Modules", "Models", "Checkpoints", "Data", "Losses", "Metrics", "Sources", "Results", "Tracking", "Export", "Plots", "Onnx"],
    };

    private static readonly string Core = Path.Combine(Repository(), "src", "Yolo.Core");

    [Test]
    public void Folders_OfCore_AreThoseOfTheTable() =>
        Assert.That(Folders().Where(folder => !MayUse.ContainsKey(folder)), Is.Empty, "a folder without a row in the table");

    [Test]
    public void Folders_UseOnly_WhatTheTableAllows()
    {
        var arrows = from folder in Folders()
                     from file in Directory.EnumerateFiles(Path.Combine(Core, folder), "*.cs", SearchOption.AllDirectories)
                     from Match match in Mention().Matches(WithoutComments(File.ReadAllText(file)))
                     let used = match.Groups[1].Value
                     where used != folder && used != Foundation && MayUse.ContainsKey(used) && !MayUse.GetValueOrDefault(folder, []).Contains(used)
                     select $"{Path.GetRelativePath(Core, file)} uses {used}";

        Assert.That(arrows.Distinct(), Is.Empty);
    }

    [TestCase("Console.")]
    [TestCase("DateTime.Now")]
    [TestCase("Random.Shared")]
    [TestCase("GC.Collect")]
    [TestCase("Environment.Exit(")]
    public void Core_NeverCalls(string banned)
    {
        var files = Directory.EnumerateFiles(Core, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => WithoutComments(File.ReadAllText(file)).Contains(banned, StringComparison.Ordinal));

        Assert.That(files.Select(file => Path.GetRelativePath(Core, file)), Is.Empty);
    }

    // A library may write into a log, and has no opinion on hosts, containers and where a log goes.
    [TestCase("Yolo.Callbacks")]
    [TestCase("Yolo.Core", "Microsoft.Extensions.Logging.Abstractions")]
    [TestCase("Yolo.Cli")]
    public void Project_OfMicrosoftsExtensions_Takes(string project, params string[] packages)
    {
        var text = File.ReadAllText(Path.Combine(Repository(), "src", project, $"{project}.csproj"));

        Assert.That(Package().Matches(text).Select(match => match.Groups[1].Value).Where(name => name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)), Is.EqualTo(packages));
    }

    [Test]
    public void Trace_IsWrittenTo_WhereNoLoggerCanBeAlone()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !BuildOutput().IsMatch(file) && WithoutComments(File.ReadAllText(file)).Contains("Trace.Trace", StringComparison.Ordinal));

        Assert.That(files.Select(Path.GetFileName), Is.EquivalentTo(new[] { "CallbackSettings.cs", "FontLog.cs" }));
    }

    [Test]
    public void NativeFunctions_AreDeclaredIn_RuntimeAlone()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(Path.Combine(Core, Foundation), StringComparison.Ordinal) && ImportOfFunction().IsMatch(File.ReadAllText(file)));

        Assert.That(files, Is.Empty);
    }

    [TestCase("src")]
    [TestCase("tests")]
    [TestCase("bench")]
    [TestCase("samples")]
    public void NoFolder_HasNativeSource(string folder)
    {
        string[] endings = [".c", ".cc", ".cpp", ".cu", ".h", ".hpp", ".rs", ".s"];
        var files = Directory.EnumerateFiles(Path.Combine(Repository(), folder), "*", SearchOption.AllDirectories)
            .Where(file => endings.Contains(Path.GetExtension(file).ToLowerInvariant()) || Path.GetFileName(file) == "CMakeLists.txt");

        Assert.That(files.Where(file => !BuildOutput().IsMatch(file)), Is.Empty, "a package does it, or libtorch's own interface");
    }

    private static IEnumerable<string> Folders() =>
        Directory.EnumerateDirectories(Core).Select(folder => Path.GetFileName(folder)!).Where(name => name is not ("bin" or "obj"));

    private static string WithoutComments(string code) => Comment().Replace(code, string.Empty);

    internal static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Yolo.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"\bYolo\.([A-Z]\w+)")]
    private static partial Regex Mention();

    [GeneratedRegex(@"\[(Library|Dll)Import\(")]
    private static partial Regex ImportOfFunction();

    [GeneratedRegex("<PackageReference Include=\"([^\"]+)\"")]
    private static partial Regex Package();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex BuildOutput();

    [GeneratedRegex("//[^\n]*")]
    private static partial Regex Comment();
}
