using BenchmarkDotNet.Running;
using Yolo.MicroBenchmarks;

// dotnet run -c Release --project bench/Yolo.MicroBenchmarks -- [--filter '*Letterbox*'] [--job short] …; bench/README.md says more.
string[] asked = args.Any(word => word is "-f" or "--filter" || word.StartsWith("--filter=", StringComparison.Ordinal)) ? args : [.. args, "--filter", "*"];
var summaries = BenchmarkSwitcher.FromAssembly(typeof(MicroBenchmarkConfig).Assembly).Run(asked, new MicroBenchmarkConfig()).ToList();

// What only lists has no summary, and is done; what was to measure and did not, is not.
var failed = summaries.Exists(summary =>
    summary.HasCriticalValidationErrors || summary.Reports.IsEmpty || summary.Reports.Any(report => !report.Success));
var onlyAsks = args.Any(word => word is "--list" or "--info" or "--help" or "--version");
return failed || (summaries.Count == 0 && !onlyAsks) ? 1 : 0;
