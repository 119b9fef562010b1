namespace Yolo.Runtime.Devices;

/// <summary>Copies from this program's memory to a device, beside what the device computes. Marks, which are events of the device, order the two.</summary>
internal interface ICopyStream : IDisposable
{
    /// <summary>Makes a mark, which is freed with the stream.</summary>
    nint NewMark();

    /// <summary>Begins a copy; where the memory allows it, the caller does not wait.</summary>
    /// <param name="memory">Pinned; must stay as it is until a mark behind the copy is passed.</param>
    /// <param name="count">Bytes, from the first.</param>
    /// <param name="target">Address on the device.</param>
    void Copy(byte[] memory, int count, nint target);

    /// <summary>Sets a mark behind all that was asked for so far.</summary>
    void Mark(nint mark, DeviceWork behind);

    /// <summary>Lets what is asked for from now on begin when a mark is passed. Returns at once.</summary>
    void Await(nint mark, DeviceWork before);

    /// <summary>Returns when a mark is passed.</summary>
    void Finish(nint mark);
}
