using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Where a tensor lives: a kind of device and its number, -1 for the current one.</summary>
    public class Device
    {
        /// <summary>Reads "cpu", "cuda", "cuda:1", …</summary>
        /// <exception cref="ArgumentException">The text names no device.</exception>
        public Device(string description)
        {
            var parts = description.Split(':');
            type = Parse(parts[0], description);
            if (parts.Length > 2 || (parts.Length == 2 && !TryIndex(parts[1])))
            {
                throw new ArgumentException($"'{description}' is not a device: write for instance 'cpu', 'cuda' or 'cuda:0'.", nameof(description));
            }
        }

        /// <summary>A device by the name of its kind and its number.</summary>
        public Device(string deviceType, int index = -1)
        {
            type = Parse(deviceType, deviceType);
            this.index = index;
        }

        /// <summary>A device by its kind and number.</summary>
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        /// <summary>A CUDA device by its number.</summary>
        public Device(int index)
            : this(DeviceType.CUDA, index)
        {
        }

        /// <summary>The kind of device.</summary>
        public DeviceType type { get; private set; }

        /// <summary>The number among devices of its kind, -1 for the current one.</summary>
        public int index { get; private set; } = -1;

        internal long Packed => ((long)type << 16) | (ushort)(short)index;

        internal static Device Unpack(long packed) => new((DeviceType)(packed >> 16), (short)(packed & 0xffff));

        /// <summary>Reads a device from text.</summary>
        public static implicit operator Device(string description) => new(description);

        /// <inheritdoc/>
        public override string ToString()
        {
            var text = type.ToString().ToLowerInvariant();
            return index == -1 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}:{index}");
        }

        private static DeviceType Parse(string text, string whole) =>
            Enum.TryParse<DeviceType>(text, ignoreCase: true, out var found) && !char.IsAsciiDigit(text[0])
                ? found
                : throw new ArgumentException($"'{whole}' is not a device: write for instance 'cpu', 'cuda' or 'cuda:0'.");

        private bool TryIndex(string text)
        {
            var valid = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            index = valid ? number : -1;
            return valid;
        }
    }

    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>The device without memory.</summary>
    public static readonly Device META = new(DeviceType.META);

    /// <summary>The current CUDA device.</summary>
    public static Device CUDA { get; } = new(DeviceType.CUDA);

    /// <summary>Reads "cpu", "cuda", "cuda:1", …</summary>
    public static Device device(string description) => new(description);

    /// <summary>A device by the name of its kind and its number.</summary>
    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    /// <summary>A device by its kind and number.</summary>
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    /// <summary>A CUDA device by its number.</summary>
    public static Device device(int index) => new(DeviceType.CUDA, index);

    /// <summary>Loads libtorch for devices of a kind; the first operation would do the same.</summary>
    /// <returns>Whether this machine has such a device.</returns>
    public static bool TryInitializeDeviceType(DeviceType deviceType)
    {
        _ = get_num_threads();
        return deviceType == DeviceType.CPU || (deviceType == DeviceType.CUDA && cuda.is_available());
    }

    /// <summary>Loads libtorch for devices of a kind; the first operation would do the same.</summary>
    /// <exception cref="InvalidOperationException">This machine has no such device.</exception>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
        {
            throw new InvalidOperationException($"This machine has no device of kind {deviceType}, or its libtorch has none.");
        }
    }
}
