using TorchSharp;
using Yolo.Checkpoints;
using Yolo.Engine.Optimization;
using Yolo.Models;
using Yolo.Modules.Heads;
using Yolo.Onnx;
using static TorchSharp.torch;

namespace Yolo.Engine;

/// <content>What the engine does with the weights: makes them ready to predict, gives them back as they were, takes over those of a training.</content>
public sealed partial class YoloModel
{
    private bool hasWeights;

    // Evaluation mode, fused, channels-last: from then on no run changes anything in the network.
    private volatile bool isReady;

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

    /// <summary>Begins a run of the network: evaluation mode, fused, channels-last, on a device, in 32 or 16 bits.</summary>
    /// <param name="device">Where; null for where it is.</param>
    /// <param name="half">Whether in 16 bits; a network that is in 16 bits stays so.</param>
    /// <returns>To be disposed at the run's end.</returns>
    /// <exception cref="Settings.SettingException">The processor has no right kernels for 16 bits.</exception>
    /// <exception cref="InvalidOperationException">The network would have to be moved or converted while others use it, or something changes the weights.</exception>
    internal ModelUse.Turn BeginInference(Device? device, bool half)
    {
        if (exported is not null)
        {
            RequireAsExported(device, half);
            return uses.Read();
        }

        lock (uses.Preparation)
        {
            if (device is not null)
            {
                To(device);
            }

            if (half && DataType == ScalarType.Float32)
            {
                using var change = uses.Change("brought to 16 bits");
                MakeReady();
                PrepareHalf();
            }

            var use = uses.Read();
            try
            {
                MakeReady();
                return use;
            }
            catch
            {
                use.Dispose();
                throw;
            }
        }
    }

    /// <summary>Runs what computes the model on a batch.</summary>
    /// <param name="input">[B, 3, H, W], RGB from 0 to 1, of the model's type and device. Not disposed.</param>
    /// <returns>The answer, in the caller's dispose scope.</returns>
    /// <exception cref="NotSupportedException">An exported file does not take it.</exception>
    internal NetworkOutput Infer(Tensor input)
    {
        if (exported is null)
        {
            return Network.call(input);
        }

        try
        {
            return exported.Run(input);
        }
        catch (OnnxSessionException error)
        {
            throw new NotSupportedException($"ONNX Runtime cannot run {Source} on these pictures: {error.Message}", error);
        }
    }

    /// <summary>The size of the input, as it was asked for or as the model was trained.</summary>
    /// <exception cref="Settings.SettingException">The model takes another size alone.</exception>
    internal ImageSize SizeFor(ImageSize? asked)
    {
        if (Form.OnlySize is not var (height, width))
        {
            return asked ?? ImageSize;
        }

        var only = new ImageSize(height, width);
        return asked is null || asked == only
            ? only
            : throw new Settings.SettingException(FormattableString.Invariant(
                $"imgsz={asked.Value.Height}x{asked.Value.Width} cannot be honoured: {Source} takes pictures of {height}x{width} alone (height x width). Leave imgsz out, or export the network for another size, or with dynamic=true for any."));
    }

    // A file computes in the numbers that it was exported with.
    private void RequireAsExported(Device? device, bool half)
    {
        if (device is not null && device.type != DeviceType.CPU)
        {
            throw new Settings.SettingException($"device={device} cannot be honoured: {Source} is run by ONNX Runtime, here on the processor. Leave device out, or name the checkpoint.");
        }

        if (half)
        {
            throw new Settings.SettingException($"half=true cannot be honoured: {Source} computes in the numbers that it was exported with. Leave half out, or export the network with half=true.");
        }
    }

    private void MakeReady()
    {
        if (isReady && !Network.training)
        {
            return;
        }

        if (!Network.IsFused)
        {
            Fuse();
            Network.UseChannelsLast();
        }

        Network.eval();
        isReady = true;
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

    /// <summary>Calls a function with the network as it is, which nobody makes ready meanwhile. The caller has begun a use of the model.</summary>
    internal T WithStillNetwork<T>(Func<YoloNetwork, T> use)
    {
        if (isReady)
        {
            return use(Network);
        }

        lock (uses.Preparation)
        {
            return use(Network);
        }
    }

    /// <summary>A model of a network that is there already, and becomes the model's.</summary>
    internal static YoloModel Of(ModelLoader.Loaded loaded) =>
        new(loaded.Network.Spec.Name, new WeightFinder(WeightFinder.DefaultFolder), loaded) { hasWeights = true };

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
