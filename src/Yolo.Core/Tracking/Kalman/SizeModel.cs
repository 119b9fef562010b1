namespace Yolo.Tracking.Kalman;

/// <summary>Centre, width, height: BoT-SORT's. Each varies with its own side.</summary>
internal sealed class SizeModel : BoxModel
{
    private const int Width = 2, Height = 3;

    internal static SizeModel Instance { get; } = new();

    internal override int FirstSize => Width;

    internal override void Write(in CentredBox box, Span<double> numbers) =>
        (numbers[0], numbers[1], numbers[Width], numbers[Height]) = (box.X, box.Y, box.Width, box.Height);

    internal override CentredBox Read(ReadOnlySpan<double> mean) => new(mean[0], mean[1], mean[Width], mean[Height]);

    // x goes with the width, y with the height.
    private protected override double Scale(ReadOnlySpan<double> mean, int index) => mean[index % 2 == 0 ? Width : Height];
}
