using TorchSharp;
using Yolo.Engine.Inference;
using Yolo.Engine.Optimization;
using Yolo.Engine.Tracking;
using Yolo.Export;
using Yolo.Models;
using Yolo.Onnx;
using Yolo.Runtime;
using Yolo.Tracking;
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
        using var scope = NewDisposeScope();
        if (exported is not null)
        {
            using var engine = BeginInference(new(Device: null, Half: false));
            using var answer = engine.Run(new NetworkInput(input));
            return tensor(answer.Decoded.All.ToArray(), [.. answer.Decoded.Shape.Select(size => (long)size)]).MoveToOuterDisposeScope();
        }

        using var use = uses.Read();
        return WithStillNetwork(still => still.call(isReady ? input.ToChannelsLast() : input)).Decoded!.MoveToOuterDisposeScope();
    }

    /// <summary>Threads that compute it on the processor.</summary>
    internal int ThreadsOf(EngineKind engine) => engine == EngineKind.Torch ? get_num_threads() : onnxOptions.ThreadCount;

    /// <summary>Decides what computes a run.</summary>
    /// <returns>The wish with <see cref="EngineKind.Torch"/> or <see cref="EngineKind.Onnx"/>.</returns>
    /// <exception cref="Settings.SettingException">The engine that is asked for cannot do what else is asked for.</exception>
    internal InferenceWish Choose(InferenceWish wish)
    {
        if (IsExported)
        {
            return wish.Engine != EngineKind.Torch ? wish with { Engine = EngineKind.Onnx }
                : throw new Settings.SettingException($"engine=torch cannot be honoured: {Source} is an exported network, which ONNX Runtime computes. Leave engine out, or name the checkpoint.");
        }

        using var use = uses.Read();
        lock (uses.Preparation)
        {
            var engine = EngineChoice.Of(wish, Source, Network, IsOnProcessor(wish.Device) && DataType == ScalarType.Float32, sessions.Has);
            return wish with { Engine = engine, IsEasy = wish.Engine == EngineKind.Auto };
        }
    }

    /// <summary>Begins a run of the network: evaluation mode, fused, channels-last, on a device, in 32 or 16 bits.</summary>
    /// <param name="wish">What the run asks for, its engine decided.</param>
    /// <returns>To be disposed at the run's end.</returns>
    /// <exception cref="Settings.SettingException">The processor has no right kernels for 16 bits.</exception>
    /// <exception cref="InvalidOperationException">The network would have to be moved or converted while others use it, or something changes the weights.</exception>
    internal InferenceEngine BeginInference(InferenceWish wish)
    {
        var (device, half) = (wish.Device, wish.Half);
        if (exported is not null)
        {
            RequireAsExported(half);
            lock (uses.Preparation)
            {
                if (device is not null)
                {
                    To(device);
                }

                return new OnnxEngine(exported, Source, uses.Read(), lease: null);
            }
        }

        if (wish.Engine == EngineKind.Onnx && BeginSession(wish.IsEasy) is { } session)
        {
            return session;
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
                return new TorchEngine(this, wish, use);
            }
            catch
            {
                use.Dispose();
                throw;
            }
        }
    }

    /// <summary>Tries the processor before anything is written, where libtorch will compute on it.</summary>
    /// <param name="device">Where the network will run; null for where it is.</param>
    /// <returns>Whether it will.</returns>
    /// <exception cref="Runtime.Kernels.WrongKernelsException">It miscalculates there.</exception>
    internal bool RequireRightKernels(Device? device)
    {
        if (exported is not null || !IsOnProcessor(device))
        {
            return false;
        }

        Runtime.Kernels.ProcessorTrial.Require();
        return true;
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

    /// <summary>The trackers of a run: those of the last one that persisted, if this one does, too, and new ones otherwise.</summary>
    internal TrackerSet TrackersFor(TrackerOptions settings, bool persist)
    {
        if (!persist)
        {
            return new(settings, persist: false);
        }

        lock (uses.Preparation)
        {
            return persistentTrackers = persistentTrackers?.Fits(settings) == true ? persistentTrackers : new(settings, persist: true);
        }
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

    private bool IsOnProcessor(Device? device) => (device ?? Device).type == DeviceType.CPU;

    // The network stays as it is: neither fused nor laid out for speed. Null where it has no form in ONNX, or the runtime is not there, and that is no harm.
    private OnnxEngine? BeginSession(bool isEasy)
    {
        var use = uses.Read();
        try
        {
            NetworkSessions.Session? session = null;
            WithUnfusedNetwork(network => session = sessions.Lease(network, NetworkFingerprint.Of(network)));
            return new OnnxEngine(session!.Model, Source, use, session);
        }
        catch (Exception error)
        {
            use.Dispose();
            if (error is not (OnnxSessionException or ExportException))
            {
                throw;
            }

            return isEasy ? null : throw new NotSupportedException($"engine=onnx cannot be honoured for {Source}: {error.Message}", error);
        }
    }

    // A file computes in the numbers that it was exported with.
    private void RequireAsExported(bool half)
    {
        if (half)
        {
            throw new Settings.SettingException($"half=true cannot be honoured: {Source} computes in the numbers that it was exported with. Leave half out; what is exported with half=true computes in 16 bits as it is.");
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
