using TorchSharp;
using Yolo.Checkpoints;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Engine;

/// <content>What the engine does with the weights: gives them back as they were, takes over those of a training.</content>
public sealed partial class YoloModel
{
    private bool hasWeights;

    /// <summary>Whether the weights are more than random numbers.</summary>
    public bool HasWeights => Alive(hasWeights);

    /// <summary>Whether the network is there already; a GPU without a number is the first.</summary>
    internal bool IsOn(Device other) =>
        other.type == Device.type && (other.type == DeviceType.CPU || Math.Max(0, other.index) == Math.Max(0, Device.index));

    /// <summary>Begins a run that only reads the weights, in whatever state the network is.</summary>
    /// <returns>To be disposed at the run's end.</returns>
    /// <exception cref="InvalidOperationException">Something changes the weights meanwhile.</exception>
    internal ModelUse.Turn BeginReading() => uses.Read();

    /// <summary>Begins a training: nobody else may use the model until it ends.</summary>
    /// <returns>To be disposed at the training's end.</returns>
    /// <exception cref="InvalidOperationException">The model is being used.</exception>
    internal ModelUse.Turn BeginTraining() => uses.Change("trained");

    /// <summary>Begins an export on another device, to which the network is moved for a while: nobody else may use the model until it ends.</summary>
    /// <returns>To be disposed at the export's end.</returns>
    /// <exception cref="InvalidOperationException">The model is being used.</exception>
    internal ModelUse.Turn BeginExport(Device device) => uses.Change($"exported on {device}");

    /// <summary>What files that are made from the model say of where it came from.</summary>
    internal ModelOrigin Origin => origin ??= new() { TrainArguments = new Dictionary<string, object?> { ["imgsz"] = (long)ImageSize.Height } };

    /// <summary>Copies weights of a checkpoint into another network, which takes what fits.</summary>
    internal TransferReport TransferInto(YoloNetwork network, string weights) =>
        ModelLoader.Transfer(network, CheckpointReader.Read(finder.Find(weights)), partial: false);

    /// <summary>Calls a function with the network as it was before it was fused or changed its type. The caller has begun a use of the model.</summary>
    internal void WithUnfusedNetwork(Action<YoloNetwork> use)
    {
        lock (uses.Preparation)
        {
            if (unfused is null)
            {
                use(Network);
                return;
            }
        }

        using var restored = unfused.Restore();
        use(restored);
    }

    /// <summary>A model of a network that is there already, and becomes the model's.</summary>
    internal static YoloModel Of(ModelLoader.Loaded loaded) =>
        new(loaded.Network.Spec.Name, new WeightFinder(WeightFinder.DefaultFolder), null, loaded) { hasWeights = true };

    /// <summary>Takes over what a training gave; the network that was is gone.</summary>
    internal void Adopt(ModelLoader.Loaded loaded)
    {
        using var change = uses.Change("given the weights of a training");
        unfused?.Dispose();
        Network.Dispose();
        (unfused, isReady) = (null, false);
        (network, names, dataType) = (loaded.Network, loaded.Names, ScalarType.Float32);
        Network.to(Device);
        (imageSize, trainingData) = (loaded.ImageSize ?? imageSize, loaded.TrainingData);
        (loadReport, origin, hasWeights) = (loaded.Report, loaded.Origin, true);
    }

    private void KeepWeights()
    {
        if (unfused is null && !Network.HasFoldedNorms && DataType == ScalarType.Float32)
        {
            unfused = new UnfusedWeights(Network);
        }
    }

    private YoloModel To(ScalarType type)
    {
        lock (uses.Preparation)
        {
            if (type != DataType)
            {
                using var change = uses.Change($"brought to {type}");
                KeepWeights();
                Network.to(type);
                dataType = type;
            }
        }

        return this;
    }
}
