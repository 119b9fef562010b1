namespace Yolo.Sources;

/// <summary>Order of the three bytes of a pixel.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red, as OpenCV has it.</summary>
    Bgr,
}
