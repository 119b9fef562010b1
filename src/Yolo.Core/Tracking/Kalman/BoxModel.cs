namespace Yolo.Tracking.Kalman;

/// <summary>What the four numbers of a filter say of a box, and how much they are expected to vary, as standard deviations.</summary>
internal abstract class BoxModel
{
    /// <summary>Shares of the box's size by which its place and its velocity vary from frame to frame.</summary>
    private protected const double Place = 1.0 / 20, Velocity = 1.0 / 160;

    /// <summary>The first of the numbers whose velocity is forgotten when the box is out of sight.</summary>
    internal abstract int FirstSize { get; }

    /// <summary>Writes a box into four numbers.</summary>
    /// <param name="box">In pixels, upright.</param>
    /// <param name="numbers">Takes them.</param>
    internal abstract void Write(in CentredBox box, Span<double> numbers);

    /// <summary>The box of a filter's mean.</summary>
    internal abstract CentredBox Read(ReadOnlySpan<double> mean);

    /// <summary>Of a number when it is first measured.</summary>
    internal virtual double InitialDeviation(ReadOnlySpan<double> mean, int index) => 2 * Place * Scale(mean, index);

    /// <summary>Of its velocity then.</summary>
    internal virtual double InitialVelocityDeviation(ReadOnlySpan<double> mean, int index) => 10 * Velocity * Scale(mean, index);

    /// <summary>Of a number from one frame to the next.</summary>
    internal virtual double Deviation(ReadOnlySpan<double> mean, int index) => Place * Scale(mean, index);

    /// <summary>Of its velocity from one frame to the next.</summary>
    internal virtual double VelocityDeviation(ReadOnlySpan<double> mean, int index) => Velocity * Scale(mean, index);

    /// <summary>Of a number that is measured.</summary>
    internal virtual double MeasuredDeviation(ReadOnlySpan<double> mean, int index) => Place * Scale(mean, index);

    // The side of the box that a number is compared with.
    private protected abstract double Scale(ReadOnlySpan<double> mean, int index);
}
