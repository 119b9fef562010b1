namespace Yolo;

/// <summary>Numbers that no honest file exceeds, so that others are refused before they exhaust the machine.</summary>
internal static class Limits
{
    /// <summary>The most classes of a network, and of a data set.</summary>
    internal const int Classes = 65536;

    /// <summary>The most key points of an object.</summary>
    internal const int Keypoints = 65536;
}
