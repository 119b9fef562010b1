using Yolo.Imaging;

namespace Yolo.Tracking.Motion;

/// <summary>Estimates the camera's motion from picture to picture of one video.</summary>
internal interface ICameraMotion
{
    /// <summary>Takes the next picture.</summary>
    /// <param name="picture">The picture; nothing of it is kept.</param>
    /// <returns>The motion since the picture before; <see cref="CameraWarp.Identity"/> where there is none or nothing can be told.</returns>
    CameraWarp Follow(Image picture);

    /// <summary>Forgets the previous picture.</summary>
    void Reset();
}
