using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Yolo.Tests.Documentation;

/// <summary>A program of one file, compiled in memory.</summary>
internal sealed class SnippetProgram
{
    // The name is nobody's, so that nothing internal is seen.
    private const string Name = "Snippet";

    private static readonly Lazy<List<MetadataReference>> References = new(() =>
        [.. Assemblies().DistinctBy(Path.GetFileName).Select(path => MetadataReference.CreateFromFile(path))]);

    private readonly byte[] image;

    private SnippetProgram(byte[] image) => this.image = image;

    /// <summary>Compiles a program.</summary>
    /// <exception cref="InvalidDataException">It is wrong; the message names the page's lines.</exception>
    internal static SnippetProgram Compile(string text)
    {
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true);
        var compilation = CSharpCompilation.Create(Name, [CSharpSyntaxTree.ParseText(text)], References.Value, options);
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        return result.Success ? new(stream.ToArray()) : throw new InvalidDataException(string.Join('\n', result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Select(Describe)));
    }

    /// <summary>Runs it in the folder that is the current one.</summary>
    internal void Run()
    {
        var context = new AssemblyLoadContext(Name, isCollectible: true);
        try
        {
            using var stream = new MemoryStream(image);
            context.LoadFromStream(stream).EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        catch (TargetInvocationException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerException!);
        }
        finally
        {
            context.Unload();
        }
    }

    // Those of this process, and for the page of a service, which is compiled alone, those that web applications have beside.
    private static IEnumerable<string> Assemblies()
    {
        var runtime = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory());
        var web = Path.Combine(runtime.Parent!.Parent!.FullName, "Microsoft.AspNetCore.App", runtime.Name);
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Concat(Directory.EnumerateFiles(web, "Microsoft.*.dll"));
    }

    private static string Describe(Diagnostic one)
    {
        var place = one.Location.GetMappedLineSpan();
        return $"{place.Path}:{place.StartLinePosition.Line + 1}: {one.Id} {one.GetMessage(null)}";
    }
}
