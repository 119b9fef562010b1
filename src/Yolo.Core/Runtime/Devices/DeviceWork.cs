namespace Yolo.Runtime.Devices;

/// <summary>What a device does side by side.</summary>
internal enum DeviceWork
{
    /// <summary>What libtorch asks of it.</summary>
    Computing,

    /// <summary>Copies of an <see cref="ICopyStream"/>.</summary>
    Copying,
}
