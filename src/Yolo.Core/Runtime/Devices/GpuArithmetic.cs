using TorchSharp;
using Yolo.Runtime.Loading;

namespace Yolo.Runtime.Devices;

/// <summary>
/// How a GPU computes while a training is under way: fast, with float32 convolutions of tensor cores (TF32) and, where all inputs have one size, with
/// the algorithm that cuDNN finds fastest by trying; or the same numbers each time. Switches that hold for the whole process, and are put back when
/// this is disposed. On the processor nothing is touched.
/// </summary>
internal sealed class GpuArithmetic : IDisposable
{
    private readonly bool isDeterministic;
    private readonly (bool Search, bool RepeatConvolutions, bool RepeatOperators, bool Tf32) before;
    private readonly bool isGpu;

    private GpuArithmetic(torch.Device device, bool isDeterministic)
    {
        (isGpu, this.isDeterministic) = (device.type == DeviceType.CUDA, isDeterministic);
        if (!isGpu)
        {
            return;
        }

        before = (TorchContext.SearchesConvolutions, TorchContext.RepeatsConvolutions, TorchContext.RepeatsOperators, torch.backends.cudnn.allow_tf32);
        if (isDeterministic)
        {
            NativeEnvironment.RepeatMatrixProducts();
        }

        Set(search: false, isDeterministic, isDeterministic, tf32: !isDeterministic);
    }

    /// <summary>Begins a training.</summary>
    /// <param name="device">Where it computes.</param>
    /// <param name="isDeterministic">Whether the same numbers are to come each time.</param>
    internal static GpuArithmetic Begin(torch.Device device, bool isDeterministic) => new(device, isDeterministic);

    /// <summary>Lets cuDNN look for the fastest algorithms, or keep to its rules: a search for each new size costs more than it gives where sizes vary.</summary>
    /// <param name="isSizeConstant">Whether inputs of one size are to come. Where the training is deterministic it makes no difference.</param>
    internal void ExpectInputs(bool isSizeConstant)
    {
        if (isGpu)
        {
            TorchContext.SearchesConvolutions = isSizeConstant && !isDeterministic;
        }
    }

    /// <summary>Puts everything back.</summary>
    public void Dispose()
    {
        if (isGpu)
        {
            Set(before.Search, before.RepeatConvolutions, before.RepeatOperators, before.Tf32);
        }
    }

    private static void Set(bool search, bool repeatConvolutions, bool repeatOperators, bool tf32)
    {
        TorchContext.SearchesConvolutions = search;
        TorchContext.RepeatsConvolutions = repeatConvolutions;
        TorchContext.RepeatsOperators = repeatOperators;
        torch.backends.cudnn.allow_tf32 = tf32;
    }
}
