using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;
using Yolo.Bench;
using Yolo.Runtime;

// Measurements of whole runs, each printed as it comes: dotnet run -c Release --project bench/Yolo.Bench [name …]
// With a name only those whose name contains it. Single operations are in bench/Yolo.MicroBenchmarks; bench/README.md says more.
var benches = new (string Name, Action<TextWriter> Run)[]
{
    ("callbacks", CallbackBenchmarks.Run),
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

var unknown = args.Where(word => !benches.Any(bench => IsAskedFor(bench.Name, word))).ToList();
if (unknown.Count > 0)
{
    var names = string.Join(", ", benches.Select(bench => bench.Name));
    Console.Error.WriteLine($"No measurement's name contains '{string.Join("' or '", unknown)}'; there are {names}.");
    Console.Error.WriteLine("Single operations are measured by bench/Yolo.MicroBenchmarks.");
    return 2;
}

// Before anything of torch is asked for.
LibTorch.Load();
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} processors, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}, libtorch {torch.__version__}");
foreach (var (name, run) in benches)
{
    if (args.Length == 0 || args.Any(word => IsAskedFor(name, word)))
    {
        Console.WriteLine($"\n## {name}\n");
        run(Console.Out);
    }
}

return 0;

static bool IsAskedFor(string name, string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);
