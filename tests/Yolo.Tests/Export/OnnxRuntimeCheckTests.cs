using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.ML.OnnxRuntime;
using Yolo.Engine;
using Yolo.Engine.Exporting;
using Yolo.Export;

namespace Yolo.Tests.Export;

/// <summary>What the exporter's own run in ONNX Runtime says where it cannot compare, and that nobody else loads that library.</summary>
public sealed class OnnxRuntimeCheckTests : FolderFixture
{
    [Test]
    public void File_ThatIsNone_IsRefused()
    {
        var file = Folder.Write("broken.onnx", "no model");

        Assert.That(() => OnnxRuntimeCheck.Run(file, new float[1], [1], 1), Throws.InstanceOf<ExportException>().With.Message.Contains($"ONNX Runtime refuses {file}"));
    }

    [Test]
    public void FileThatSuppressesByItself_IsRun_AndNotCompared()
    {
        using var model = new YoloModel("yolov8n.yaml");
        var exporter = new Exporter(model, new ExportOptions { ImageSize = 64, Nms = true, File = Folder.Path("m.onnx") });

        exporter.Run();

        Assert.That(exporter.LargestDifference, Is.Null);
        Assert.That(exporter.Warnings, Is.Empty);
    }

    [Test]
    public void Library_ThatDoesNotLoad_IsSaidInOneLine([Values("onnxruntime", "Microsoft.ML.OnnxRuntime")] string missing)
    {
        var context = new WithoutLibrary(missing);
        var check = context.LoadFromAssemblyPath(typeof(OnnxRuntimeCheck).Assembly.Location).GetType(typeof(OnnxRuntimeCheck).FullName!)!;

        var error = Assert.Throws<TargetInvocationException>(() => check.GetMethod(nameof(OnnxRuntimeCheck.Run))!.Invoke(null, ["m.onnx", new float[1], new long[] { 1 }, 1]))!.InnerException!;

        Assert.That(error.GetType().Name, Is.EqualTo(nameof(ExportException)), error.ToString());
        Assert.That(error.Message, Does.StartWith("m.onnx was checked but not run, because ONNX Runtime does not load: ").And.Contains(missing).And.Not.Contains('\n'));
        context.Unload();
    }

    // The dynamic linker writes what it loads, and for whom.
    [Test]
    [Platform("Linux")]
    public void Prediction_NeverLoadsTheLibrary()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "yolo.dll");
        var picture = Path.Combine(AppContext.BaseDirectory, "Imaging", "Fixtures", "progressive.jpg");
        var start = new ProcessStartInfo("dotnet", [program, "predict", "model=yolov8n.yaml", $"source={picture}", "imgsz=64", $"project={Folder.Path("runs")}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LD_DEBUG"] = "files";
        start.Environment["LD_DEBUG_OUTPUT"] = Folder.Path("loaded");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.That(process.ExitCode, Is.Zero, errors + output.Result);
        var loaded = File.ReadAllText(Folder.Path($"loaded.{process.Id}"));
        Assert.That(loaded, Does.Contain("libtorch").And.Not.Contain("onnxruntime"));
    }

    /// <summary>Assemblies of their own beside the program's, one library missing.</summary>
    private sealed class WithoutLibrary(string missing) : AssemblyLoadContext(isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName name)
        {
            if (name.Name == missing)
            {
                throw new FileNotFoundException($"{missing} is not there.");
            }

            if (name.Name != typeof(OrtEnv).Assembly.GetName().Name)
            {
                return null;
            }

            var own = LoadFromAssemblyPath(typeof(OrtEnv).Assembly.Location);
            own.GetType(typeof(OrtEnv).FullName!)!.GetProperty(nameof(OrtEnv.DisableDllImportResolver))!.SetValue(null, true); // it would look beside the program
            return own;
        }

        protected override nint LoadUnmanagedDll(string name) => name == missing ? throw new DllNotFoundException($"{name} is not there.") : nint.Zero;
    }
}
