namespace TorchSharp;

public static partial class torch
{
    private static Device? defaultDevice;

    /// <summary>The device of factories that are not told one: the processor unless <see cref="set_default_device(Device)"/> changed it.</summary>
    public static Device get_default_device() => defaultDevice ?? CPU;

    /// <summary>Sets the device of factories that are not told one.</summary>
    public static void set_default_device(Device device) => defaultDevice = device ?? throw new ArgumentNullException(nameof(device));

    /// <summary>Sets the device of factories that are not told one.</summary>
    public static void set_default_device(string device) => set_default_device(new Device(device));

    /// <summary>Sets the element type of factories that are not told one to a tensor's.</summary>
    public static void set_default_tensor_type(Tensor t) => set_default_dtype(t.dtype);

    /// <summary>The device, or the default one for null.</summary>
    public static Device InitializeDevice(Device? device) => device ?? get_default_device();
}
