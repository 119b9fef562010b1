namespace Yolo.Tracking.Motion;

/// <summary>
/// How the camera has moved from one picture to the next: the matrix [[XX, XY, X], [YX, YY, Y]] which carries a place of the previous picture to
/// where the same thing is seen in the current one. Places are pixels of the full picture, counted as those of boxes are.
/// </summary>
/// <param name="XX">Share of the old x in the new one.</param>
/// <param name="XY">Share of the old y in the new x.</param>
/// <param name="X">Shift to the right in pixels.</param>
/// <param name="YX">Share of the old x in the new y.</param>
/// <param name="YY">Share of the old y in the new one.</param>
/// <param name="Y">Shift downwards in pixels.</param>
internal readonly record struct CameraWarp(double XX, double XY, double X, double YX, double YY, double Y)
{
    /// <summary>The camera stood still, or nothing is known of it.</summary>
    public static CameraWarp Identity { get; } = new(1, 0, 0, 0, 1, 0);

    /// <summary>Whether every place stays where it is, exactly.</summary>
    public bool IsIdentity => this == Identity;
}
