using System.Collections.ObjectModel;

namespace Yolo.Callbacks.Tests;

/// <summary>A training without a network that raises every event where the engine does, and honours every request of callbacks.</summary>
internal sealed class FakeTrainer(CallbackRegistry callbacks) : FakeRun, ITrainingContext
{
    private readonly float[] _losses = new float[2];
    private readonly float[] _means = new float[2];
    private readonly double[] _rates = new double[2];
    private bool _hasLosses;

    /// <summary>Fitness by epoch; the last one repeats.</summary>
    public double[] Fitnesses { get; init; } = [0.1, 0.2, 0.3];

    /// <summary>Loss by global step, from 1.</summary>
    public Func<long, float> LossAt { get; init; } = step => 1f / step;

    /// <summary>The schedule.</summary>
    public Func<int, double> RateAt { get; init; } = _ => 0.01;

    public bool Validates { get; init; } = true;

    public int StartEpoch { get; private set; }

    public int Epoch { get; private set; }

    public int Epochs { get; init; } = 2;

    public int BatchIndex { get; private set; } = -1;

    public int BatchesPerEpoch { get; init; } = 2;

    public int BatchSize { get; set; } = 4;

    public int ImagesInBatch => BatchIndex == BatchesPerEpoch - 1 ? 3 : 4;

    public long? DeviceMemoryUsed { get; set; }

    public long GlobalStep { get; private set; }

    public IReadOnlyList<string> LossNames { get; } = ["train/box_loss", "train/cls_loss"];

    public ReadOnlySpan<float> LossValues => _hasLosses ? _losses : [];

    public ReadOnlySpan<float> MeanLossValues => _hasLosses ? _means : [];

    public IReadOnlyList<double> LearningRates => _rates;

    public IReadOnlyList<double> Momenta { get; } = [0.9, 0.9];

    public int Accumulate => AccumulationControl.Apply(2);

    public AccumulationControl AccumulationControl { get; } = new();

    public List<int> Accumulated { get; } = [];

    public LearningRateControl LearningRateControl { get; } = new();

    public IReadOnlyDictionary<string, double> Metrics { get; private set; } = ReadOnlyDictionary<string, double>.Empty;

    public double? Fitness { get; set; }

    public double? BestFitness { get; private set; }

    public bool IsFinalEvaluation { get; private set; }

    public IWeights? Weights => FakeWeights;

    public FakeWeights FakeWeights { get; } = new();

    public List<string> Saved { get; } = [];

    public List<double> RatesUsed { get; } = [];

    public List<int> TrainedBatches { get; } = [];

    public bool FillsItself(string column) => false;

    public void Record(string name, double value) => Metrics = new Dictionary<string, double>(Metrics) { [name] = value };

    public void SaveCheckpoint(string path, bool weightsOnly)
    {
        Saved.Add(path);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, weightsOnly ? "weights" : Epoch.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>What captured checkpoints do when they are written, before they are.</summary>
    public Action<string> Writing { get; set; } = _ => { };

    public Action CaptureCheckpoint(string path, bool weightsOnly)
    {
        var epoch = Epoch;
        return () =>
        {
            Writing(path);
            File.WriteAllText(path, epoch.ToString(System.Globalization.CultureInfo.InvariantCulture));
            lock (Saved)
            {
                Saved.Add(path);
            }
        };
    }

    /// <summary>Layers that are frozen by name.</summary>
    public HashSet<string> Frozen { get; } = [];

    /// <summary>What was unfrozen, and in which epoch.</summary>
    public List<(int Epoch, string Layers)> Unfrozen { get; } = [];

    public bool WasFrozen(IReadOnlyList<string> layers) => layers.Count == 0 ? Frozen.Count > 0 : layers.Any(Frozen.Contains);

    public void Unfreeze(IReadOnlyList<string> layers)
    {
        Unfrozen.Add((Epoch, string.Join(' ', layers)));
        Frozen.ExceptWith(layers.Count == 0 ? [.. Frozen] : layers);
    }

    public List<(int Epoch, string? Reason)> Finishing { get; } = [];

    public void FinishWithoutMosaic(string? reason = null) => Finishing.Add((Epoch, reason));

    public void RestoreCheckpoint(string path) => StartEpoch = int.Parse(File.ReadAllText(path), System.Globalization.CultureInfo.InvariantCulture) + 1;

    public void Run()
    {
        Exception? failure = null;
        try
        {
            callbacks.Raise(Events.OnPretrainRoutineStart, this);
            callbacks.Raise(Events.OnPretrainRoutineEnd, this);
            callbacks.Raise(Events.OnTrainStart, this);
            for (Epoch = StartEpoch; Epoch < Epochs && !Control.StopRequested; Epoch++)
            {
                RunEpoch();
            }

            Epoch--;
            FinalEvaluation();
        }
        catch (Exception thrown)
        {
            failure = thrown;
            callbacks.RaiseException(this, thrown);
            throw;
        }
        finally
        {
            callbacks.RaiseEnd(this, failure, Events.OnTrainEnd, Events.Teardown);
        }
    }

    private void RunEpoch()
    {
        callbacks.Raise(Events.OnTrainEpochStart, this);
        for (BatchIndex = 0; BatchIndex < BatchesPerEpoch && !Control.StopNowRequested; BatchIndex++)
        {
            RunBatch();
        }

        BatchIndex = BatchesPerEpoch - 1;
        callbacks.Raise(Events.OnTrainEpochEnd, this);
        if (Validates)
        {
            new FakeValidator(callbacks, ValidationPhase.Training).Run();
            Fitness = Fitnesses[Math.Min(Epoch, Fitnesses.Length - 1)];
            Metrics = new Dictionary<string, double> { ["metrics/mAP50(B)"] = Fitness.Value * 2, ["val/box_loss"] = 1 - Fitness.Value, ["val/cls_loss"] = 0.5 };
        }

        callbacks.Raise(Events.OnMetricsReady, this);
        if (BestFitness is null || Fitness > BestFitness)
        {
            BestFitness = Fitness;
            callbacks.Raise(Events.OnBest, this);
        }

        callbacks.Raise(Events.OnModelSave, this);
        callbacks.Raise(Events.OnFitEpochEnd, this);
    }

    private void RunBatch()
    {
        GlobalStep++;
        callbacks.Raise(Events.OnTrainBatchStart, this);
        if (Control.TakeSkipBatch())
        {
            return;
        }

        for (var group = 0; group < _rates.Length; group++)
        {
            _rates[group] = LearningRateControl.Apply(group, RateAt(Epoch));
        }

        RatesUsed.Add(_rates[0]);
        Accumulated.Add(Accumulate);
        TrainedBatches.Add(BatchIndex);
        FakeWeights.Value = Epoch + 1;
        FakeWeights.Average = (Epoch + 1) / 2f;
        _losses.AsSpan().Fill(LossAt(GlobalStep));
        for (var i = 0; i < _means.Length; i++)
        {
            _means[i] = ((_means[i] * BatchIndex) + _losses[i]) / (BatchIndex + 1);
        }

        _hasLosses = true;
        callbacks.Raise(Events.OptimizerStep, this);
        callbacks.Raise(Events.OnBeforeZeroGrad, this);
        callbacks.Raise(Events.OnParamsUpdate, this);
        callbacks.Raise(Events.OnBatchEnd, this);
        callbacks.Raise(Events.OnTrainBatchEnd, this);
    }

    private void FinalEvaluation()
    {
        IsFinalEvaluation = true;
        callbacks.Raise(Events.OnFinalEvalStart, this);
        new FakeValidator(callbacks, ValidationPhase.Final).Run();
        callbacks.RaiseEnd(this, null, Events.OnFinalEvalEnd);
        callbacks.Raise(Events.OnFitEpochEnd, this);
        IsFinalEvaluation = false;
    }
}
