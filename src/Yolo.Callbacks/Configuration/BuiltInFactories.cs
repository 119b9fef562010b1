namespace Yolo.Callbacks;

/// <summary>The built-in callbacks by the names that the command line gives them. What an option is not given keeps the default of its property.</summary>
internal static class BuiltInFactories
{
    public static IReadOnlyList<BuiltInFactory> All { get; } =
    [
        new("jsonl", ["path", "append"], o => JsonLines(o, new())),
        new("csv", ["path", "separator", "append"], o => Csv(o, new())),
        new("tensorboard", ["dir", "batches", "histograms", "settings", "images"], o => Board(o, new())),
        new("mlflow", ["uri", "experiment", "run", "artifacts", "token", "timeout"], o => MlflowRun(o, MlflowAt(o))),
        new("remote", ["uri", "path", "field", "json", "timeout"], Remote),
        new(
            "early_stopping",
            ["monitor", "mode", "patience", "min_delta", "baseline", "restore_best", "start_epoch", "close_mosaic"],
            o => Stopping(o, new())),
        new(
            "checkpoint",
            ["path", "monitor", "mode", "best_only", "weights_only", "batches", "threshold", "keep", "background", "on_exception"],
            Checkpoint),
        new("reduce_lr", ["monitor", "mode", "factor", "patience", "min_delta", "cooldown", "min_lr"], o => ReduceLr(o, new())),
        new("backup", ["dir", "batches", "double", "delete"], Backup),
        new("terminate_on_nan", [], _ => new TerminateOnNan()),
        new("accumulation", ["schedule"], o => new GradientAccumulationScheduler(o.Numbered("schedule"))),
        new("unfreeze", ["epoch", "layers"], o => new UnfreezeAt(o.Integer("epoch") ?? throw o.Missing("epoch"), [.. o.Items("layers")])),
        new("performance", [], _ => new PerformanceMonitor()),
        new("swap_ema", ["epoch"], o => new SwapEmaWeights { SwapOnEpoch = o.Flag("epoch") ?? false }),
    ];

    private static JsonLinesLogger JsonLines(CallbackOptionReader o, JsonLinesLogger defaults)
    {
        using (defaults)
        {
            return new() { Path = o.Text("path") ?? defaults.Path, Append = o.Flag("append") ?? defaults.Append };
        }
    }

    private static CsvLogger Csv(CallbackOptionReader o, CsvLogger defaults) => new()
    {
        Path = o.Text("path") ?? defaults.Path,
        Separator = o.Character("separator") ?? defaults.Separator,
        Append = o.Flag("append") ?? defaults.Append,
    };

    private static TensorBoard Board(CallbackOptionReader o, TensorBoard defaults)
    {
        using (defaults)
        {
            return new()
            {
                LogDirectory = o.Text("dir") ?? defaults.LogDirectory,
                EveryBatches = o.Integer("batches"),
                HistogramEvery = o.Integer("histograms"),
                WriteSettings = o.Flag("settings") ?? defaults.WriteSettings,
                WriteImages = o.Flag("images") ?? defaults.WriteImages,
            };
        }
    }

    private static Mlflow MlflowAt(CallbackOptionReader o)
    {
        try
        {
            return new(o.Address("uri"));
        }
        catch (ArgumentException thrown) when (thrown is not CallbackConfigurationException)
        {
            throw new CallbackConfigurationException("The callback 'mlflow' needs callbacks.mlflow.uri, the http(s) address of a tracking server, or the environment variable MLFLOW_TRACKING_URI.", thrown);
        }
    }

    private static Mlflow MlflowRun(CallbackOptionReader o, Mlflow defaults)
    {
        using (defaults)
        {
            return new(o.Address("uri"))
            {
                Experiment = o.Text("experiment") ?? defaults.Experiment,
                RunName = o.Text("run"),
                LogArtifacts = o.Flag("artifacts") ?? defaults.LogArtifacts,
                Token = o.Text("token") ?? defaults.Token,
                Timeout = o.Seconds("timeout") ?? defaults.Timeout,
            };
        }
    }

    private static RemoteMonitor Remote(CallbackOptionReader o)
    {
        _ = o.Required("uri");
        var address = o.Address("uri")!;
        using var defaults = new RemoteMonitor(address);
        return new(address)
        {
            Path = o.Text("path") ?? defaults.Path,
            Field = o.Text("field") ?? defaults.Field,
            SendAsJson = o.Flag("json") ?? defaults.SendAsJson,
            Timeout = o.Seconds("timeout") ?? defaults.Timeout,
        };
    }

    private static EarlyStopping Stopping(CallbackOptionReader o, EarlyStopping defaults) => new()
    {
        Monitor = o.Text("monitor") ?? defaults.Monitor,
        Mode = o.Mode("mode"),
        Patience = o.Integer("patience") ?? defaults.Patience,
        MinDelta = o.Number("min_delta") ?? defaults.MinDelta,
        Baseline = o.Number("baseline"),
        RestoreBestWeights = o.Flag("restore_best") ?? defaults.RestoreBestWeights,
        StartFromEpoch = o.Integer("start_epoch") ?? defaults.StartFromEpoch,
        CloseMosaicFirst = o.Flag("close_mosaic") ?? defaults.CloseMosaicFirst,
    };

    private static ModelCheckpoint Checkpoint(CallbackOptionReader o)
    {
        var path = o.Text("path") ?? "weights/{epoch:000}.pt";
        var defaults = new ModelCheckpoint(path);
        return new(path)
        {
            Monitor = o.Text("monitor") ?? defaults.Monitor,
            Mode = o.Mode("mode"),
            SaveBestOnly = o.Flag("best_only") ?? defaults.SaveBestOnly,
            SaveWeightsOnly = o.Flag("weights_only") ?? defaults.SaveWeightsOnly,
            EveryBatches = o.Integer("batches"),
            InitialValueThreshold = o.Number("threshold"),
            KeepLast = o.Integer("keep"),
            InBackground = o.Flag("background") ?? defaults.InBackground,
            SaveOnException = o.Flag("on_exception") ?? defaults.SaveOnException,
        };
    }

    private static ReduceLrOnPlateau ReduceLr(CallbackOptionReader o, ReduceLrOnPlateau defaults) => new()
    {
        Monitor = o.Text("monitor") ?? defaults.Monitor,
        Mode = o.Mode("mode"),
        Factor = o.Number("factor") ?? defaults.Factor,
        Patience = o.Integer("patience") ?? defaults.Patience,
        MinDelta = o.Number("min_delta") ?? defaults.MinDelta,
        Cooldown = o.Integer("cooldown") ?? defaults.Cooldown,
        MinLearningRate = o.Number("min_lr") ?? defaults.MinLearningRate,
    };

    private static BackupAndRestore Backup(CallbackOptionReader o) => new(o.Required("dir"))
    {
        EveryBatches = o.Integer("batches"),
        DoubleCheckpoint = o.Flag("double") ?? false,
        DeleteCheckpoint = o.Flag("delete") ?? true,
    };
}
