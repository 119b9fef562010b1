namespace Yolo.Tracking;

/// <summary>How the motion of the camera is found between two frames.</summary>
public enum CameraMotion
{
    /// <summary>Not at all: the camera stands still.</summary>
    None,

    /// <summary>From corners of the picture that are followed into the next: pyramidal Lucas-Kanade, and the shift, turn and zoom that most of them agree on.</summary>
    SparseOpticalFlow,
}
