using System.Runtime.InteropServices;
using Yolo.Runtime.Loading;

namespace Yolo.Tests.Runtime.Loading;

/// <summary>Any library will do; .NET has a small one.</summary>
[Platform("Linux")]
public sealed class MendedLibraryTests : FolderFixture
{
    private const string Name = "0123-libAny.so";
    private static readonly byte[] Library = File.ReadAllBytes(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.IO.Compression.Native.so"));
    private static readonly string[] Variables = ["XDG_CACHE_HOME", "HOME", "TMPDIR"];
    private readonly Dictionary<string, string?> before = [];

    [SetUp]
    public void KeepVariables()
    {
        Array.ForEach(Variables, name => before[name] = Environment.GetEnvironmentVariable(name));
        Set("XDG_CACHE_HOME", null);
        Set("HOME", Folder.Path("home"));
        Set("TMPDIR", Directory.CreateDirectory(Folder.Path("temporary")).FullName);
    }

    [TearDown]
    public void PutVariablesBack() => Array.ForEach(Variables, name => Set(name, before[name]));

    [TestCase(null, "home/.cache/yolo-dotnet")]
    [TestCase("cache", "cache/yolo-dotnet")]
    public void Load_WritesOneFileIntoTheCache(string? cache, string expected)
    {
        Set("XDG_CACHE_HOME", cache is null ? null : Folder.Path(cache));

        Load();
        Load();

        Assert.That(Directory.EnumerateFileSystemEntries(Folder.Root, "*", SearchOption.AllDirectories).Where(File.Exists), Is.EqualTo(new[] { Folder.Path(expected, Name) }));
    }

    [Test]
    public void Load_WithADamagedCopyInTheCache_ReplacesIt([Values(0, 100)] int length)
    {
        var path = Folder.Write($"home/.cache/yolo-dotnet/{Name}", "");
        File.WriteAllBytes(path, [.. Library[..length], .. new byte[Library.Length - length]]);

        Load();

        Assert.That(File.ReadAllBytes(path), Is.EqualTo(Library));
    }

    [Test]
    public void Load_WithoutACache_LeavesNothingInTheTemporaryFolder()
    {
        Set("HOME", Folder.Write("file", ""));

        Load();

        Assert.That(Directory.EnumerateFileSystemEntries(Folder.Path("temporary")), Is.Empty);
    }

    [Test]
    public void Load_WithNowhereToWrite_SaysWhereItTriedAndWhatToDo()
    {
        Set("HOME", Folder.Write("file", ""));
        Set("TMPDIR", Folder.Path("missing"));

        Assert.That(Load, Throws.TypeOf<DllNotFoundException>().With.Message.Contains(Folder.Path("file")).And.Message.Contains(Folder.Path("missing")).And.Message.Contains("libstdc++"));
    }

    private static void Load() => NativeLibrary.Free(MendedLibrary.Load(Library, Name));

    private static void Set(string variable, string? value) => Environment.SetEnvironmentVariable(variable, value);
}
