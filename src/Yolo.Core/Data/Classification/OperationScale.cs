using Yolo.Data.Sampling;

namespace Yolo.Data.Classification;

/// <summary>How strong operations are at each level of a policy.</summary>
/// <param name="Levels">Number of levels; the last is the strongest.</param>
/// <param name="MoveX">Greatest move to the side, in pixels.</param>
/// <param name="MoveY">Greatest move up or down, in pixels.</param>
/// <param name="Bits">Bits that the weakest posterization keeps; the strongest keeps four fewer.</param>
internal readonly record struct OperationScale(int Levels, double MoveX, double MoveY, int Bits)
{
    private const double GreatestShear = 0.3, GreatestTurn = 30, GreatestChange = 0.9, WeakestThreshold = 255;

    /// <summary>What an operation takes as its magnitude, with a random sign where it has two directions.</summary>
    public double Draw(PictureOperation operation, int level, ref SampleRandom random)
    {
        double magnitude = Magnitude(operation, level);
        return operation is >= PictureOperation.ShearX and <= PictureOperation.Sharpness && random.NextInt(2) == 0 ? -magnitude : magnitude;
    }

    private double Magnitude(PictureOperation operation, int level)
    {
        double share = (double)level / (Levels - 1);
        return operation switch
        {
            PictureOperation.ShearX or PictureOperation.ShearY => GreatestShear * share,
            PictureOperation.TranslateX => MoveX * share,
            PictureOperation.TranslateY => MoveY * share,
            PictureOperation.Rotate => GreatestTurn * share,
            PictureOperation.Brightness or PictureOperation.Color or PictureOperation.Contrast or PictureOperation.Sharpness => GreatestChange * share,
            PictureOperation.Posterize => Bits - Math.Round(4 * share),
            PictureOperation.Solarize => WeakestThreshold * (1 - share),
            _ => 0,
        };
    }
}
