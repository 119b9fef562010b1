using Yolo.Geometry;

namespace Yolo.Tracking.Kalman;

/// <summary>A box by its centre and sides, in pixels and double precision, as filters have it.</summary>
internal readonly record struct CentredBox(double X, double Y, double Width, double Height)
{
    /// <summary>The same by its corners.</summary>
    internal Box ToBox() => new((float)(X - (Width / 2)), (float)(Y - (Height / 2)), (float)(X + (Width / 2)), (float)(Y + (Height / 2)));

    /// <summary>The same with an angle, in radians.</summary>
    internal RotatedRectangle ToRectangle(float angle) => new((float)X, (float)Y, (float)Width, (float)Height, angle);
}
