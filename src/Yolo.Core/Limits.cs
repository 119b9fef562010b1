namespace Yolo;

/// <summary>Numbers that no honest file exceeds, so that others are refused before they exhaust the machine.</summary>
internal static class Limits
{
    /// <summary>The most classes of a network, and of a data set.</summary>
    internal const int Classes = 65536;
}
