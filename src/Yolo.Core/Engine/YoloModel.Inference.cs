using TorchSharp;
using Yolo.Engine.Optimization;
using Yolo.Models;
using Yolo.Modules.Heads;
using Yolo.Onnx;
using static TorchSharp.torch;

namespace Yolo.Engine;

/// <content>What computes the model: its network on libtorch, or ONNX Runtime where it is an exported file.</content>
public sealed partial class YoloModel
{
    // Evaluation mode, fused, channels-last: from then on no run changes anything in the network.
    private volatile bool isReady;

    /// <summary>Runs the network on a batch.</summary>
    /// <param name="input">[B, 3, H, W], RGB from 0 to 1, sides multiples of <see cref="MaximumStride"/>, of the model's type and device. Not disposed.</param>
    /// <returns>
    /// The decoded prediction: [B, 4 + classes + extras, anchor points] with centre x, centre y, width, height in pixels and class
    /// probabilities; of an end-to-end head [B, detections, 6 + extras]. The caller disposes it.
    /// </returns>
    public Tensor Forward(Tensor input)
    {
        using var use = uses.Read();
        using var scope = NewDisposeScope();
        var output = exported is null ? WithStillNetwork(still => still.call(input)) : Infer(input);
        return output.Decoded!.MoveToOuterDisposeScope();
    }

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
}
