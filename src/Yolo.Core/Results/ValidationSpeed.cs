namespace Yolo.Results;

/// <summary>Time spent on one picture of a validation; the times of batches divided among their pictures. Reading pictures goes on beside it and is not counted.</summary>
/// <param name="Preprocess">Making the input from the pictures that were read, and moving it to the device, in milliseconds.</param>
/// <param name="Inference">The network, and bringing its boxes back, in milliseconds.</param>
/// <param name="Loss">The loss, in milliseconds; 0 where none is computed.</param>
/// <param name="Postprocess">Suppression, in milliseconds.</param>
public readonly record struct ValidationSpeed(double Preprocess, double Inference, double Loss, double Postprocess)
{
    /// <summary>The four together, in milliseconds.</summary>
    public double Total => Preprocess + Inference + Loss + Postprocess;

    /// <summary>Adds each part.</summary>
    public static ValidationSpeed operator +(ValidationSpeed left, ValidationSpeed right) => Add(left, right);

    /// <summary>Divides each part.</summary>
    public static ValidationSpeed operator /(ValidationSpeed speed, double count) => Divide(speed, count);

    /// <summary>Adds each part.</summary>
    public static ValidationSpeed Add(ValidationSpeed left, ValidationSpeed right) =>
        new(left.Preprocess + right.Preprocess, left.Inference + right.Inference, left.Loss + right.Loss, left.Postprocess + right.Postprocess);

    /// <summary>Divides each part.</summary>
    public static ValidationSpeed Divide(ValidationSpeed left, double right) =>
        new(left.Preprocess / right, left.Inference / right, left.Loss / right, left.Postprocess / right);
}
