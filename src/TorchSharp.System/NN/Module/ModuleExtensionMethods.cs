using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Moves modules between devices and types, and returns them as what they are.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Converts parameters and buffers of floating type.</summary>
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false)
        where T : nn.Module => (T)module._to(type, non_blocking);

    /// <summary>Moves to a device and converts what is of floating type.</summary>
    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false)
        where T : nn.Module => (T)module._to(device, type, non_blocking);

    /// <summary>Moves to a device.</summary>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module => (T)module._to(deviceType, deviceIndex, non_blocking);

    /// <summary>Moves to a device.</summary>
    public static T to<T>(this T module, Device device, bool non_blocking = false)
        where T : nn.Module => (T)module._to(device.type, device.index, non_blocking);

    /// <summary>Moves to a device, such as "cpu" or "cuda:0".</summary>
    public static T to<T>(this T module, string device, bool non_blocking = false)
        where T : nn.Module => module.to(new Device(device), non_blocking);

    /// <summary>Moves and converts to the device and type of a tensor.</summary>
    public static T to<T>(this T module, Tensor other, bool non_blocking = false)
        where T : nn.Module => (T)module._to(other.device, other.dtype, non_blocking);

    /// <summary>Moves to the processor.</summary>
    public static T cpu<T>(this T module, bool non_blocking = false)
        where T : nn.Module => (T)module._to(DeviceType.CPU, -1, non_blocking);

    /// <summary>Moves to a CUDA device, -1 for the current one.</summary>
    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module => (T)module._to(DeviceType.CUDA, deviceIndex, non_blocking);

    /// <summary>Converts to Bool, which modules with parameters refuse.</summary>
    public static T @bool<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Bool, non_blocking);

    /// <summary>Converts to Byte, which modules with parameters refuse.</summary>
    public static T @byte<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Byte, non_blocking);

    /// <summary>Converts to Int8, which modules with parameters refuse.</summary>
    public static T @char<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Int8, non_blocking);

    /// <summary>Converts to Int16, which modules with parameters refuse.</summary>
    public static T @short<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Int16, non_blocking);

    /// <summary>Converts to Int32, which modules with parameters refuse.</summary>
    public static T @int<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Int32, non_blocking);

    /// <summary>Converts to Int64, which modules with parameters refuse.</summary>
    public static T @long<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Int64, non_blocking);

    /// <summary>Converts to Float16.</summary>
    public static T half<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Float16, non_blocking);

    /// <summary>Converts to BFloat16.</summary>
    public static T bfloat16<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.BFloat16, non_blocking);

    /// <summary>Converts to Float32.</summary>
    public static T @float<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Float32, non_blocking);

    /// <summary>Converts to Float64.</summary>
    public static T @double<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Float64, non_blocking);

    /// <summary>Converts to ComplexFloat32.</summary>
    public static T cfloat<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.ComplexFloat32, non_blocking);

    /// <summary>Converts to ComplexFloat64.</summary>
    public static T cdouble<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.ComplexFloat64, non_blocking);
}
