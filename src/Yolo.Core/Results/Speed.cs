namespace Yolo.Results;

/// <summary>Time spent on one picture; for pictures of a batch the batch's time divided among them.</summary>
/// <param name="Preprocess">Reading, letterboxing and moving to the device, in milliseconds.</param>
/// <param name="Inference">The network, in milliseconds.</param>
/// <param name="Postprocess">Suppression and mapping back to the picture, in milliseconds.</param>
public readonly record struct Speed(double Preprocess, double Inference, double Postprocess)
{
    /// <summary>The three together, in milliseconds.</summary>
    public double Total => Preprocess + Inference + Postprocess;

    /// <summary>Adds each part.</summary>
    public static Speed operator +(Speed left, Speed right) => Add(left, right);

    /// <summary>Divides each part.</summary>
    public static Speed operator /(Speed speed, double count) => Divide(speed, count);

    /// <summary>Adds each part.</summary>
    public static Speed Add(Speed left, Speed right) =>
        new(left.Preprocess + right.Preprocess, left.Inference + right.Inference, left.Postprocess + right.Postprocess);

    /// <summary>Divides each part.</summary>
    public static Speed Divide(Speed left, double right) => new(left.Preprocess / right, left.Inference / right, left.Postprocess / right);
}
