using TorchSharp;
using Yolo.Callbacks;
using Yolo.Checkpoints;
using Yolo.Checkpoints.Weights;
using Yolo.Engine.Exporting;
using Yolo.Engine.Inference;
using Yolo.Engine.Prediction;
using Yolo.Engine.Tracking;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Imaging.Drawing.Fonts;
using Yolo.Models;
using Yolo.Onnx;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine;

/// <summary>
/// A detector ready for use: a network with its weights, the names of its classes, and what can be done with it. Any number of threads may predict,
/// validate, export and save with one model at the same time; they share its weights. What changes the weights (training, loading, moving to a device, disposing)
/// has the model for itself: it is refused while others use it, and they while it goes on.
/// </summary>
/// <remarks>Once disposed, every member throws <see cref="ObjectDisposedException"/>, but <see cref="Source"/>.</remarks>
/// <example><code>
/// using var model = new YoloModel("yolo11n.pt");
/// foreach (var result in model.Predict("bus.jpg")) result.Save("out.jpg");
/// </code></example>
public sealed partial class YoloModel : IDisposable
{
    private const int DefaultImageSize = 640;

    private readonly WeightFinder finder;
    private readonly ModelUse uses;
    private readonly CallbackRegistry registry = new(new ReceiverTypes { Trainer = typeof(Trainer), Predictor = typeof(Predictor), Validator = typeof(Validator), Exporter = typeof(Exporter) }) { Settings = { ScopeFactory = TensorScope.Open, Explain = FreedTensor.Explain } };
    private readonly OnnxOptions onnxOptions;
    private OnnxModel? exported;
    private readonly NetworkSessions sessions;
    private YoloNetwork? network;
    private IReadOnlyDictionary<int, string> names;
    private ImageSize? imageSize;
    private string? trainingData;
    private Device device = new(DeviceType.CPU);
    private ScalarType dataType = ScalarType.Float32;
    private TransferReport? loadReport;
    private ModelOrigin? origin;
    private UnfusedWeights? unfused;
    private TrackerSet? persistentTrackers;

    /// <summary>Loads a checkpoint, or builds an untrained network from a description.</summary>
    /// <param name="model">
    /// A checkpoint (.pt, .safetensors), looked for as it is written and then in <c>weights/</c>, and downloaded there if it is one that Ultralytics
    /// publishes; or the name or path of a YAML description, such as <c>yolov8n.yaml</c>; or a network in a file of ONNX (.onnx), which ONNX Runtime computes and
    /// which predicts and validates.
    /// </param>
    /// <param name="progress">Told about a download.</param>
    /// <exception cref="ModelLoadException">There is no such file, or the network and the weights do not fit together.</exception>
    /// <exception cref="CheckpointException">The checkpoint cannot be read.</exception>
    /// <exception cref="ModelSpecException">The description is wrong.</exception>
    public YoloModel(string model, IProgress<DownloadProgress>? progress = null)
        : this(model, new WeightFinder(WeightFinder.DefaultFolder, progress))
    {
    }

    /// <summary>As the other constructor, with a say in how ONNX Runtime computes the model, and in what a file of ONNX does not say of itself.</summary>
    /// <param name="model">As the other constructor takes it.</param>
    /// <param name="onnx">The settings. What a file says of itself is of a file of ONNX alone.</param>
    /// <param name="progress">Told about a download.</param>
    /// <exception cref="Settings.SettingException">A setting is out of its range.</exception>
    /// <exception cref="ModelLoadException">There is no such file, or the network and the weights do not fit together.</exception>
    /// <exception cref="CheckpointException">The checkpoint cannot be read.</exception>
    /// <exception cref="ModelSpecException">The description is wrong.</exception>
    public YoloModel(string model, OnnxOptions onnx, IProgress<DownloadProgress>? progress = null)
        : this(model, new WeightFinder(WeightFinder.DefaultFolder, progress), onnx)
    {
        ArgumentNullException.ThrowIfNull(onnx);
    }

    /// <summary>Loads a checkpoint from where a finder finds it.</summary>
    internal YoloModel(string model, WeightFinder weights, OnnxOptions? onnx = null)
        : this(model, weights, onnx, ExportedLoader.IsExported(NotEmpty(model)) ? null : ModelLoader.Load(model, weights))
    {
    }

    private YoloModel(string model, WeightFinder weights, OnnxOptions? onnx, ModelLoader.Loaded? loaded)
    {
        registry.Settings.Warn = warning => Log.Warn(warning);
        log.Warn(weights.Warnings);
        onnxOptions = onnx ?? new();
        sessions = new NetworkSessions(onnxOptions);
        (finder, uses, Source) = (weights, new ModelUse(model), model);
        if (loaded is null)
        {
            exported = ExportedLoader.Open(model, onnxOptions);
            names = exported.Form.Names.Index().ToDictionary(name => name.Index, name => name.Item);
            imageSize = exported.Size is var (height, width) ? new ImageSize(height, width) : null;
            hasWeights = true;
            return;
        }

        (network, names, imageSize) = (loaded.Network, loaded.Names, loaded.ImageSize);
        (trainingData, loadReport, origin) = (loaded.TrainingData, loaded.Report, loaded.Origin);
        hasWeights = loaded.Report is not null;
    }

    /// <summary>What the model was made from, as the caller named it.</summary>
    public string Source { get; }

    /// <summary>The file that the model is from; null where it is from a description.</summary>
    internal string? File => IsExported ? Source : ModelLoader.IsCheckpoint(Source) ? finder.Find(Source) : null;

    /// <summary>The network itself. The model owns it.</summary>
    /// <exception cref="NotSupportedException">The model is an exported file, which ONNX Runtime computes.</exception>
    public YoloNetwork Network => Alive(network) ?? throw new NotSupportedException(
        $"{Source} is an exported network, which predicts and validates. To train, export, save or change it, name the checkpoint (.pt) that it was exported from.");

    /// <summary>Whether it is an exported file, and not a network.</summary>
    internal bool IsExported => Alive(exported) is not null;

    /// <summary>What the model is for and how it is asked and read, whatever computes it.</summary>
    internal ModelForm Form => Alive(exported)?.Form ?? ModelForm.Of(Network);

    /// <summary>Names of the classes by index.</summary>
    public IReadOnlyDictionary<int, string> Names => Alive(names);

    /// <summary>Names of the key points of each class, by the index of the class; empty unless it is a pose model that knows them.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<string>> KeypointNames => Form.KeypointNames;

    /// <summary>What the network is for: detect, segment, pose, obb or classify.</summary>
    public string Task => Form.Task.ToString().ToLowerInvariant();

    /// <summary>Pixels of the input for one cell of each level of the head, finest first.</summary>
    public IReadOnlyList<double> Strides => Network.Strides;

    /// <summary>Sides of the input are multiples of this: the largest stride, at least 32; 1 for an exported file of one size that is no such multiple.</summary>
    public int MaximumStride => Form.Stride;

    /// <summary>The size at which the model was trained, or 640 × 640.</summary>
    public ImageSize ImageSize => Alive(imageSize ?? DefaultImageSize);

    /// <summary>The longer side of the input at which the model was trained; null if nothing says it was.</summary>
    internal int? OwnImageSize => imageSize is { } size ? Math.Max(size.Height, size.Width) : null;

    /// <summary>The data set that the model was trained on, as the checkpoint names it; null if it names none.</summary>
    public string? TrainingData
    {
        get => Alive(trainingData);
        internal set => trainingData = value;
    }

    /// <summary>Whether it was trained with all objects as one class: then validation counts them as one too.</summary>
    public bool IsSingleClass => Alive(Origin).TrainArguments.GetValueOrDefault("single_cls") is true;

    /// <summary>Where the network is.</summary>
    public Device Device => Alive(device);

    /// <summary>The type in which the network computes.</summary>
    public ScalarType DataType => Alive(dataType);

    /// <summary>Whether the head chooses its boxes itself, so that no suppression follows.</summary>
    public bool IsEndToEnd => Form.EndToEnd;

    /// <summary>What became of each tensor of the checkpoint; null for a network built from a description without weights.</summary>
    public TransferReport? LoadReport => Alive(loadReport);

    /// <summary>
    /// Starts from the weights of a checkpoint: everything that fits is copied, with the activations and epsilons that it was learned with. The head
    /// may keep what it had where the checkpoint has other classes, other key points or another task; the rest must fit.
    /// </summary>
    /// <param name="weights">A checkpoint of any kind, a plain state dictionary too; found or downloaded as by the constructor.</param>
    /// <param name="partial">Whether it is enough that some of it fits.</param>
    /// <returns>What was copied, and what kept what it had.</returns>
    /// <exception cref="ModelLoadException">There is no such file, or fewer weights fit than must; the network is as it was.</exception>
    /// <exception cref="CheckpointException">The checkpoint cannot be read.</exception>
    public TransferReport LoadWeights(string weights, bool partial = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(weights);
        using var change = uses.Change("given other weights");
        var target = Network;
        var source = CheckpointReader.Read(finder.Find(weights));
        log.Warn(finder.Warnings);
        var report = ModelLoader.Transfer(target, source, partial);
        if (source.Summary.Names.Count == Network.Spec.Classes)
        {
            names = ModelLoader.NamesOf(source.Summary, Network);
            Network.Names = [.. Enumerable.Range(0, Names.Count).Select(index => Names[index])];
            Network.KeypointNames = source.Summary.KeypointNames;
        }

        // The settings, metrics and results of the file are those of another training.
        origin = ModelOrigin.Of(source) with { TrainArguments = Origin.TrainArguments, TrainMetrics = null, TrainResults = null };
        loadReport = report;
        hasWeights = true;
        return report;
    }

    /// <summary>
    /// Gives the classes other names. Results, reports and drawings have them from now on, and so do the files that <see cref="Save"/> and <see cref="Export"/> write; a training takes
    /// the names of its data set. Nothing else changes.
    /// </summary>
    /// <param name="names">One for each class, by its index.</param>
    /// <returns>This model.</returns>
    /// <exception cref="ArgumentException">There are more or fewer than classes, or one is empty.</exception>
    /// <exception cref="InvalidOperationException">The model is being used.</exception>
    public YoloModel Rename(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        using var change = uses.Change("renamed");
        string[] own = [.. names];
        if (own.Length != Names.Count)
        {
            throw new ArgumentException(FormattableString.Invariant($"{Source} knows {Names.Count} classes, and {own.Length} names were given: give one for each, in the order of their indices ({string.Join(", ", Names.OrderBy(name => name.Key).Take(5).Select(name => name.Value))}{(Names.Count > 5 ? ", …" : "")})."), nameof(names));
        }

        if (Array.FindIndex(own, string.IsNullOrWhiteSpace) is >= 0 and var empty)
        {
            throw new ArgumentException(FormattableString.Invariant($"The name of class {empty} is empty."), nameof(names));
        }

        this.names = own.Index().ToDictionary(name => name.Index, name => name.Item);
        exported?.Rename(own);
        unfused?.Rename(own);
        if (network is not null)
        {
            network.Names = own;
        }

        return this;
    }

    /// <summary>
    /// Writes the model to a file that is enough to load it again: a <c>.pt</c> that Ultralytics opens too, weights in half precision; or a
    /// <c>.safetensors</c> with the weights as they are. A fused model is saved as it was before.
    /// </summary>
    /// <param name="path">A path that ends in .pt or .safetensors. The file appears there only when it is whole.</param>
    /// <exception cref="CheckpointException">It cannot be written, or the network was fused behind the model's back.</exception>
    public void Save(string path)
    {
        using var use = uses.Read();
        WithUnfusedNetwork(unchanged => Origin.PassTo(new NetworkCheckpoint(unchanged)
        {
            Names = Names,
            TrainArguments = Origin.TrainArguments,
            Date = TimeProvider.System.GetLocalNow(),
            TrainMetrics = Origin.TrainMetrics,
            TrainResults = Origin.TrainResults,
        }).Save(path));
    }

    /// <summary>The callbacks of this model, shared by everything that it starts; see docs/callbacks.md.</summary>
    public CallbackRegistry Callbacks => Alive(registry);

    /// <summary>Calls a delegate at each event of this name with the live object, such as <c>on_predict_batch_end</c> with its <see cref="Predictor"/>.</summary>
    /// <typeparam name="T">The event's object.</typeparam>
    /// <param name="eventName">The event; <see cref="Events"/> has all names.</param>
    /// <param name="callback">What is called. Tensors that it makes are freed when it returns, unless it detaches them.</param>
    /// <param name="options">How often, in what order, and what happens when it throws; null for the defaults.</param>
    /// <param name="when">Called first; false leaves this event out. Null: every event.</param>
    /// <returns>The subscription; disposing it removes this callback alone.</returns>
    /// <exception cref="ArgumentException">There is no such event, or its object is of another type.</exception>
    public CallbackSubscription AddCallback<T>(string eventName, Action<T> callback, CallbackOptions? options = null, Func<T, bool>? when = null)
        where T : class => Callbacks.Add(eventName, callback, options, when);

    /// <summary>Calls a delegate at each event, such as <see cref="Events.OnFitEpochEnd"/>, with the live object.</summary>
    /// <inheritdoc cref="AddCallback{T}(string, Action{T}, CallbackOptions?, Func{T, bool}?)"/>
    public CallbackSubscription AddCallback<T>(CallbackEvent @event, Action<T> callback, CallbackOptions? options = null, Func<T, bool>? when = null)
        where T : class => Callbacks.Add(@event, callback, options, when);

    /// <summary>Adds a callback object: each hook that its class overrides is called at its event.</summary>
    /// <returns>The attachment; disposing it removes the callback.</returns>
    /// <exception cref="InvalidOperationException">The object is in a registry already, or another callback has the same state key.</exception>
    public CallbackAttachment AddCallback(Callback callback) => Callbacks.Add(callback);

    /// <summary>Removes all delegates of an event.</summary>
    public void ClearCallback(string eventName) => Callbacks.Clear(eventName);

    /// <inheritdoc cref="ClearCallback(string)"/>
    public void ClearCallback(CallbackEvent @event) => Callbacks.Clear(@event);

    /// <summary>Removes all callbacks.</summary>
    public void ResetCallbacks() => Callbacks.Reset();

    /// <summary>Layers, parameters and arithmetic of the network, as it was built; its text is the table that people know.</summary>
    public ModelSummary Info()
    {
        using var use = uses.Read();
        ModelSummary? summary = null;
        WithUnfusedNetwork(unchanged => summary = ModelSummary.Of(unchanged));
        return summary!;
    }

    /// <summary>Folds batch norms into convolutions and drops what only training needs: faster, the same results, for good.</summary>
    /// <returns>This model.</returns>
    public YoloModel Fuse()
    {
        lock (uses.Preparation)
        {
            using var use = uses.Read();
            Network.eval();
            KeepWeights();
            Network.Fuse();
        }

        return this;
    }

    /// <summary>Moves the network to a device: the processor or a CUDA device. One that is there already stays as it is. An exported file is opened anew there.</summary>
    /// <returns>This model.</returns>
    /// <exception cref="Settings.SettingException">The device is of another kind, or this machine or its ONNX Runtime lacks it; the network is where it was.</exception>
    /// <exception cref="InvalidOperationException">The model is being used.</exception>
    public YoloModel To(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (!IsExported)
        {
            Devices.Require(device);
        }

        lock (uses.Preparation)
        {
            if (!IsOn(device))
            {
                using var change = uses.Change($"moved to {device}");
                Move(device);
                this.device = device;
            }
        }

        return this;
    }

    /// <summary>Lets the network compute in IEEE half precision, for GPUs.</summary>
    /// <returns>This model.</returns>
    public YoloModel Half() => To(ScalarType.Float16);

    /// <summary>Lets the network compute in bfloat16.</summary>
    /// <returns>This model.</returns>
    public YoloModel BFloat16() => To(ScalarType.BFloat16);

    /// <summary>Frees the network.</summary>
    /// <exception cref="InvalidOperationException">The model is being used.</exception>
    public void Dispose()
    {
        if (uses.Close())
        {
            FontLog.Leave(log.Logger);
            registry.Dispose();
            unfused?.Dispose();
            network?.Dispose();
            exported?.Dispose();
            sessions.Dispose();
        }
    }

    private void Move(Device to)
    {
        if (exported is null)
        {
            Network.to(to);
            return;
        }

        var moved = ExportedLoader.Open(Source, onnxOptions, Devices.GpuOf(to));
        moved.Rename(exported.Form.Names);
        exported.Dispose();
        exported = moved;
    }

    private T Alive<T>(T value)
    {
        uses.ThrowIfDisposed();
        return value;
    }

    private static string NotEmpty(string model)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        return model;
    }
}
