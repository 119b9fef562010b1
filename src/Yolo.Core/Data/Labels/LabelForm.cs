namespace Yolo.Data.Labels;

/// <summary>What label files say about an object besides its class; it follows from the task.</summary>
public enum LabelForm
{
    /// <summary>A box: class, x, y, width, height. Polygons and, where the data set has them, key points are read too, and boxes made of them.</summary>
    Boxes,

    /// <summary>An outline: class and at least three points (x, y).</summary>
    Polygons,

    /// <summary>A box and key points: class, x, y, width, height, then each point.</summary>
    Keypoints,

    /// <summary>A rotated box by its four corners in any order: class and four points (x, y). An outline of more points stands for the smallest rectangle around it.</summary>
    Corners,

    /// <summary>The class of the whole picture, which is the name of its folder: there are no label files.</summary>
    Folders,
}
