using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Validators;

namespace Yolo.MicroBenchmarks;

/// <summary>How all of them are measured: each in a process of its own, with what it allocates, and with .NET set up as the command is.</summary>
internal sealed class MicroBenchmarkConfig : ManualConfig
{
    internal MicroBenchmarkConfig()
    {
        AddLogger(ConsoleLogger.Default);
        AddColumnProvider(DefaultColumnProviders.Instance);

        // On a machine that does other work, too, the least says more than the mean.
        AddColumn(StatisticColumn.Min);
        AddExporter(MarkdownExporter.GitHub);
        AddValidator(JitOptimizationsValidator.FailOnError);
        AddDiagnoser(new MemoryDiagnoser(new MemoryDiagnoserConfig(displayGenColumns: false)));
        WithSummaryStyle(SummaryStyle.Default.WithCultureInfo(CultureInfo.InvariantCulture));
        WithArtifactsPath(Path.Combine(RepositoryRoot(), "artifacts", "benchmarks"));
        WithBuildTimeout(TimeSpan.FromMinutes(10));

        // BenchmarkDotNet builds a program around them and starts it for each one, so that none finds the heap, the caches or the compiled methods
        // of another; what that program consists of has been analyzed already. .NET is set up as src/Runtime.props does it, except that it does not
        // wait for 1,000 calls before it compiles a method for speed: what is measured is code that has been running for long. A job that the
        // command line names gets all this, too.
        AddJob(Job.Default
            .WithArguments([new MsBuildArgument("/p:RunAnalyzers=false")])
            .WithGcConcurrent(false)
            .WithEnvironmentVariable("DOTNET_TieredPGO", "0")
            .WithEnvironmentVariable("DOTNET_GCConserveMemory", "5")
            .AsMutator());
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Yolo.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Yolo.sln: measure in the repository.");
    }
}
