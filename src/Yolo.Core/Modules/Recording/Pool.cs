namespace Yolo.Modules.Recording;

/// <summary>What is taken from a window.</summary>
internal enum Pool
{
    Largest,
    Mean,
}
