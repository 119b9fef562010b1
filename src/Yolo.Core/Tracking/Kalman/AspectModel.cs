namespace Yolo.Tracking.Kalman;

/// <summary>Centre, width divided by height, height: ByteTrack's. The proportions hardly change, whatever the size.</summary>
internal sealed class AspectModel : BoxModel
{
    private const int Aspect = 2, Height = 3;

    internal static AspectModel Instance { get; } = new();

    internal override int FirstSize => Height;

    internal override void Write(in CentredBox box, Span<double> numbers) =>
        (numbers[0], numbers[1], numbers[Aspect], numbers[Height]) = (box.X, box.Y, box.Width / box.Height, box.Height);

    internal override CentredBox Read(ReadOnlySpan<double> mean) => new(mean[0], mean[1], mean[Aspect] * mean[Height], mean[Height]);

    internal override double InitialDeviation(ReadOnlySpan<double> mean, int index) => index == Aspect ? 1e-2 : base.InitialDeviation(mean, index);

    internal override double InitialVelocityDeviation(ReadOnlySpan<double> mean, int index) => index == Aspect ? 1e-5 : base.InitialVelocityDeviation(mean, index);

    internal override double Deviation(ReadOnlySpan<double> mean, int index) => index == Aspect ? 1e-2 : base.Deviation(mean, index);

    internal override double VelocityDeviation(ReadOnlySpan<double> mean, int index) => index == Aspect ? 1e-5 : base.VelocityDeviation(mean, index);

    internal override double MeasuredDeviation(ReadOnlySpan<double> mean, int index) => index == Aspect ? 1e-1 : base.MeasuredDeviation(mean, index);

    private protected override double Scale(ReadOnlySpan<double> mean, int index) => mean[Height];
}
