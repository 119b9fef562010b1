using System.Runtime.InteropServices;
using TorchSharp;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Tests.Runtime.StandIn;

/// <summary>
/// A device that is not the processor on machines without a GPU: libtorch's own lazy one, whose tensors the processor computes when somebody looks
/// at them. As on a GPU, an operator that gets tensors of both fails, and numbers cannot be read where they lie; so what a GPU would refuse fails here.
/// </summary>
internal sealed partial class StandInDevice : IDisposable
{
    /// <summary>What libtorch calls Lazy; TorchSharp has no name for it.</summary>
    internal const DeviceType Kind = (DeviceType)17;

    // Of libtorch's dispatch keys one for which nobody has kernels here: above those that record gradients.
    private const ushort Modes = 27;

    private static readonly Lazy<bool> Started = new(Start);

    private StandInDevice()
    {
    }

    /// <summary>The device.</summary>
    internal static Device Device => new(Kind, 0);

    /// <summary>Lets settings name it, until it is disposed, on the same thread. Where libtorch has it not, the test that asks is skipped.</summary>
    internal static StandInDevice Lend()
    {
        LibTorch.Load();
        if (!Started.Value)
        {
            Assert.Ignore("libtorch's lazy device is not to be had on this system.");
        }

        Yolo.Engine.Devices.StandIn = Device;
        InferenceMode.IsWithoutVersions = false;
        SetExcluded(Modes, 0);
        SeesNumbers(true);
        return new StandInDevice();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        SeesNumbers(false);
        Yolo.Engine.Devices.StandIn = null;
        InferenceMode.IsWithoutVersions = true;
    }

    /// <summary>Whether kernels of this thread look at the numbers that tensors are computed with.</summary>
    internal static void SeesNumbers(bool value) => SetIncluded(Modes, value ? (byte)1 : (byte)0);

    /// <summary>Computes all tensors of which somebody holds on, at once instead of one by one.</summary>
    internal static unsafe void Compute() => Compute(Executor(), null, null, 0, 1);

    private static bool Start()
    {
        if (!NativeLibrary.TryGetExport(NativeLibrary.Load("torch_cpu", typeof(torch).Assembly, null), "_ZN5torch4lazy22InitTorchScriptBackendEv", out _))
        {
            return false;
        }

        StartBackend();
        StandInKernels.Register();
        return true;
    }

    [LibraryImport("torch_cpu", EntryPoint = "_ZN5torch4lazy22InitTorchScriptBackendEv")]
    private static partial void StartBackend();

    [LibraryImport("torch_cpu", EntryPoint = "_ZN5torch4lazy17LazyGraphExecutor3GetEv")]
    private static partial nint Executor();

    [LibraryImport("torch_cpu", EntryPoint = "_ZN5torch4lazy17LazyGraphExecutor20SyncLiveTensorsGraphEPKNS0_13BackendDeviceEN3c108ArrayRefINSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEEEEb")]
    private static unsafe partial void Compute(nint executor, void* device, void* names, nuint count, byte waits);

    [LibraryImport("c10", EntryPoint = "_ZN3c104impl29tls_set_dispatch_key_excludedENS_11DispatchKeyEb")]
    private static partial void SetExcluded(ushort key, byte value);

    [LibraryImport("c10", EntryPoint = "_ZN3c104impl29tls_set_dispatch_key_includedENS_11DispatchKeyEb")]
    private static partial void SetIncluded(ushort key, byte value);
}
