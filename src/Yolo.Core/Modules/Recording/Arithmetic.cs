namespace Yolo.Modules.Recording;

/// <summary>Arithmetic of two numbers.</summary>
internal enum Arithmetic
{
    Add,
    Subtract,
    Multiply,
}
