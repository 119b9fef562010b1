using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;
using Yolo.Bench;
using Yolo.Runtime;

// Measurements, each printed as it comes: dotnet run -c Release --project bench/Yolo.Bench [name …]
// With a name only those whose name contains it. Results worth keeping go to bench/results.md, with date and machine.
var benches = new (string Name, Action<TextWriter> Run)[]
{
    ("dispatch", DispatchBenchmarks.Run),
    ("imaging", ImagingBenchmarks.Run),
    ("geometry", GeometryBenchmarks.Run),
    ("callbacks", CallbackBenchmarks.Run),
    ("network", NetworkBenchmarks.Run),
    ("losses", LossBenchmarks.Run),
    ("optimizer", OptimizerBenchmarks.Run),
    ("loader", LoaderBenchmarks.Run),
    ("validation", ValidationBenchmarks.Run),
    ("predict", PredictBenchmarks.Run),
    ("train-step", TrainingBenchmarks.RunSteps),
    ("train-epoch", TrainingBenchmarks.RunEpochs),
    ("checkpoints", CheckpointBenchmarks.Run),
    ("export", ExportBenchmarks.Run),
    ("storm", StormBenchmarks.Run),
    ("soak", SoakBenchmarks.Run),
    ("onnx", OnnxRuntimeBenchmarks.Run),
    ("tracker", TrackerBenchmarks.Run),
    ("launches", LaunchBenchmarks.Run),
    ("families", FamilyBenchmarks.Run),
    ("feed", FeedBenchmarks.Run),
    ("make-shapes", ShapesFolder.Run),
    ("agreement", AgreementBenchmarks.Run),
    ("going-on", ResumeBenchmarks.Run),
    ("nccl", NcclBenchmarks.Run),
};

// Before anything of torch is asked for.
LibTorch.Load();
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} processors, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}, libtorch {torch.__version__}");
foreach (var (name, run) in benches)
{
    if (args.Length == 0 || args.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
    {
        Console.WriteLine($"\n## {name}\n");
        run(Console.Out);
    }
}
