namespace Yolo.Imaging;

/// <summary>A place in a picture; (0, 0) is the outer corner of the top left pixel, whose centre is (0.5, 0.5).</summary>
/// <param name="X">Pixels from the left edge.</param>
/// <param name="Y">Pixels from the top edge.</param>
public readonly record struct PixelPoint(double X, double Y);
