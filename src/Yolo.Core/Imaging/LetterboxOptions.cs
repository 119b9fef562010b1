namespace Yolo.Imaging;

/// <summary>How a picture is fitted into a canvas of the network's size.</summary>
/// <param name="Width">Width of the canvas in pixels.</param>
/// <param name="Height">Height of the canvas in pixels.</param>
internal sealed record LetterboxOptions(int Width, int Height)
{
    /// <summary>A square canvas.</summary>
    /// <param name="size">Side in pixels.</param>
    public LetterboxOptions(int size)
        : this(size, size)
    {
    }

    /// <summary>Shrink the canvas to the smallest one whose padding is below <see cref="Stride"/>. Default false.</summary>
    public bool Auto { get; init; }

    /// <summary>Enlarge pictures that are smaller than the canvas. Default true.</summary>
    public bool ScaleUp { get; init; } = true;

    /// <summary>The stride that <see cref="Auto"/> keeps to, in pixels. Default 32.</summary>
    public int Stride { get; init; } = 32;

    /// <summary>Grey level of the padding, 0 to 255. Default 114.</summary>
    public byte Padding { get; init; } = 114;
}
