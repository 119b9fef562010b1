using Yolo.Tracking.Motion;

namespace Yolo.Tracking.Kalman;

/// <summary>
/// Where a box is and how fast it moves, estimated from boxes that were measured (Kalman 1960): four numbers of the box and four velocities a frame,
/// which stay the same but for noise. What of its box each number is, and how noisy, is the model's.
/// </summary>
/// <remarks>Legend: m mean [8], P covariance [8 × 8] row by row; positions come first. The transition adds velocities to positions, so nothing is multiplied for it.</remarks>
internal sealed class KalmanFilter
{
    /// <summary>Numbers of a box, and of velocities.</summary>
    internal const int Size = 4;

    private const int States = 2 * Size;

    private readonly BoxModel model;
    private readonly double[] mean = new double[States];
    private readonly double[] covariance = new double[States * States];

    /// <summary>Begins with one box, at rest.</summary>
    /// <param name="model">What the numbers are.</param>
    /// <param name="measured">The box, as the model has it; [4].</param>
    internal KalmanFilter(BoxModel model, ReadOnlySpan<double> measured)
    {
        this.model = model;
        measured[..Size].CopyTo(mean);
        for (var i = 0; i < Size; i++)
        {
            P(i, i) = Square(model.InitialDeviation(mean, i));
            P(Size + i, Size + i) = Square(model.InitialVelocityDeviation(mean, i));
        }
    }

    /// <summary>The box and its velocities; [8].</summary>
    internal ReadOnlySpan<double> Mean => mean;

    /// <summary>How sure they are; [8 × 8], row by row.</summary>
    internal ReadOnlySpan<double> Covariance => covariance;

    /// <summary>Moves on by one frame.</summary>
    /// <param name="isLost">Whether the box was not seen in the last frame: then its size stays as it is.</param>
    internal void Predict(bool isLost)
    {
        Span<double> noise = stackalloc double[States];
        for (var i = 0; i < Size; i++)
        {
            noise[i] = Square(model.Deviation(mean, i));
            noise[Size + i] = Square(model.VelocityDeviation(mean, i));
        }

        if (isLost)
        {
            mean.AsSpan(Size + model.FirstSize).Clear();
        }

        for (var i = 0; i < Size; i++)
        {
            mean[i] += mean[Size + i];
        }

        // P ← F P Fᵀ + Q: rows of velocities go into those of positions, then columns.
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < States; j++)
            {
                P(i, j) += P(Size + i, j);
            }
        }

        for (var i = 0; i < States; i++)
        {
            for (var j = 0; j < Size; j++)
            {
                P(i, j) += P(i, Size + j);
            }

            P(i, i) += noise[i];
        }
    }

    /// <summary>Takes in a box that was measured.</summary>
    /// <param name="measured">As the model has it; [4].</param>
    internal void Update(ReadOnlySpan<double> measured)
    {
        Span<double> factor = stackalloc double[Size * Size];
        Span<double> gain = stackalloc double[States * Size];
        Factorize(factor);
        for (var i = 0; i < States; i++)
        {
            // G = P Hᵀ L⁻ᵀ, so that the gain is K = G L⁻¹ and K S Kᵀ = G Gᵀ.
            Forward(factor, covariance.AsSpan(i * States, Size), gain.Slice(i * Size, Size));
        }

        Span<double> surprise = stackalloc double[Size];
        for (var i = 0; i < Size; i++)
        {
            surprise[i] = measured[i] - mean[i];
        }

        Forward(factor, surprise, surprise);
        for (var i = 0; i < States; i++)
        {
            var row = gain.Slice(i * Size, Size);
            mean[i] += Dot(row, surprise);
            for (var j = 0; j <= i; j++)
            {
                P(i, j) -= Dot(row, gain.Slice(j * Size, Size));
                P(j, i) = P(i, j);
            }
        }
    }

    /// <summary>Follows the camera: the box and its velocities turn and grow as the picture did.</summary>
    internal void Warp(in CameraWarp warp)
    {
        for (var pair = 0; pair < States; pair += 2)
        {
            Turn(warp, ref mean[pair], ref mean[pair + 1]);
        }

        mean[0] += warp.X;
        mean[1] += warp.Y;
        for (var i = 0; i < States; i++)
        {
            for (var pair = 0; pair < States; pair += 2)
            {
                Turn(warp, ref P(i, pair), ref P(i, pair + 1));
            }
        }

        for (var j = 0; j < States; j++)
        {
            for (var pair = 0; pair < States; pair += 2)
            {
                Turn(warp, ref P(pair, j), ref P(pair + 1, j));
            }
        }
    }

    private static void Turn(in CameraWarp warp, ref double x, ref double y) =>
        (x, y) = ((warp.XX * x) + (warp.XY * y), (warp.YX * x) + (warp.YY * y));

    private static double Square(double value) => value * value;

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => (a[0] * b[0]) + (a[1] * b[1]) + (a[2] * b[2]) + (a[3] * b[3]);

    // Solves L x = b.
    private static void Forward(ReadOnlySpan<double> factor, ReadOnlySpan<double> right, Span<double> solution)
    {
        for (var i = 0; i < Size; i++)
        {
            var rest = right[i];
            for (var j = 0; j < i; j++)
            {
                rest -= factor[(i * Size) + j] * solution[j];
            }

            solution[i] = rest / factor[(i * Size) + i];
        }
    }

    // Cholesky's L of S = H P Hᵀ + R, how a measured box spreads around the predicted one.
    private void Factorize(Span<double> factor)
    {
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = P(i, j) + (i == j ? Square(model.MeasuredDeviation(mean, i)) : 0);
                for (var k = 0; k < j; k++)
                {
                    rest -= factor[(i * Size) + k] * factor[(j * Size) + k];
                }

                factor[(i * Size) + j] = i == j ? Math.Sqrt(rest) : rest / factor[(j * Size) + j];
            }
        }
    }

    private ref double P(int row, int column) => ref covariance[(row * States) + column];
}
