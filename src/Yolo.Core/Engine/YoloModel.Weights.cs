using TorchSharp;
using Yolo.Checkpoints;
using Yolo.Engine.Optimization;
using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Engine;

/// <content>What the engine does with the weights: makes them ready to predict, gives them back as they were, takes over those of a training.</content>
public sealed partial class YoloModel
{
    /// <summary>Evaluation mode, fused, channels-last, in 32 or 16 bits.</summary>
    /// <exception cref="Settings.SettingException">The processor has no right kernels for 16 bits.</exception>
    internal void PrepareForInference(bool half)
    {
        if (!Network.IsFused)
        {
            Fuse();
            Network.UseChannelsLast();
        }

        Network.eval();
        if (half && DataType == ScalarType.Float32)
        {
            PrepareHalf();
        }
    }

    private void PrepareHalf()
    {
        if (Device.type != DeviceType.CPU)
        {
            To(ScalarType.Float16);
            return;
        }

        HalfPrecision.RequireExact(Network);
        To(ScalarType.BFloat16);
    }

    /// <summary>What files that are made from the model say of where it came from.</summary>
    internal ModelOrigin Origin => origin ??= new() { TrainArguments = new Dictionary<string, object?> { ["imgsz"] = (long)ImageSize.Height } };

    /// <summary>Whether the weights are more than random numbers.</summary>
    internal bool HasWeights { get; private set; }

    /// <summary>Copies weights of a checkpoint into another network, which takes what fits.</summary>
    internal TransferReport TransferInto(YoloNetwork network, string weights) =>
        ModelLoader.Transfer(network, CheckpointReader.Read(finder.Find(weights)), partial: false);

    /// <summary>The network as it was before it was fused or changed its type; null if it was not. The caller disposes it.</summary>
    internal YoloNetwork? RestoreUnfused() => unfused?.Restore();

    /// <summary>Calls a function with the network as it was before it was fused.</summary>
    internal void WithUnfusedNetwork(Action<YoloNetwork> use)
    {
        using var restored = RestoreUnfused();
        use(restored ?? Network);
    }

    /// <summary>A model of a network that is there already, and becomes the model's.</summary>
    internal static YoloModel Of(ModelLoader.Loaded loaded) =>
        new(loaded.Network.Spec.Name, new WeightFinder(WeightFinder.DefaultFolder), loaded) { HasWeights = true };

    /// <summary>Takes over what a training gave; the network that was is gone.</summary>
    internal void Adopt(ModelLoader.Loaded loaded)
    {
        unfused?.Dispose();
        Network.Dispose();
        unfused = null;
        Network = loaded.Network;
        DataType = ScalarType.Float32;
        Network.to(Device);
        Names = loaded.Names;
        ImageSize = loaded.ImageSize ?? ImageSize;
        TrainingData = loaded.TrainingData;
        LoadReport = loaded.Report;
        origin = loaded.Origin;
        HasWeights = true;
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
        KeepWeights();
        Network.to(type);
        DataType = type;
        return this;
    }
}
