namespace Yolo.Engine.Optimization;

/// <summary>What the parameters of a group have in common, and with it how they are trained.</summary>
public enum ParameterKind
{
    /// <summary>Weights, pulled towards zero by weight decay.</summary>
    Weight,

    /// <summary>Scales of normalisation layers; no decay.</summary>
    Norm,

    /// <summary>Biases; no decay, and a learning rate of their own in warm-up.</summary>
    Bias,

    /// <summary>Weights of two and more dimensions that MuSGD moves by orthogonal steps; with decay.</summary>
    Muon,
}
