namespace Yolo.Data.Sampling;

/// <summary>Batches of pictures of like shape, so that little of the network's input is padding.</summary>
/// <param name="Order">Positions of the pictures in the data set, widest first.</param>
/// <param name="BatchSize">Pictures of a batch; the last may have fewer.</param>
/// <param name="Sizes">Width and height in pixels of each batch.</param>
internal sealed record RectangularBatches(IReadOnlyList<int> Order, int BatchSize, IReadOnlyList<(int Width, int Height)> Sizes)
{
    /// <summary>Padding of validation, in strides.</summary>
    public const double ValidationPad = 0.5;

    /// <summary>Padding of training, in strides.</summary>
    public const double TrainingPad = 0;

    /// <summary>Plans the batches.</summary>
    /// <param name="pictures">Width and height of each picture as shown.</param>
    /// <param name="batchSize">Pictures of a batch, at least 1.</param>
    /// <param name="imageSize">Pixels of the longer side.</param>
    /// <param name="stride">Sides are multiples of it: the greatest stride of the network, at least 32.</param>
    /// <param name="pad">Strides added before rounding up: <see cref="ValidationPad"/> or <see cref="TrainingPad"/>.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or the padding negative.</exception>
    public static RectangularBatches Plan(IReadOnlyList<(int Width, int Height)> pictures, int batchSize, int imageSize, int stride, double pad)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(imageSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(pad);
        double[] aspects = [.. pictures.Select(picture => (double)picture.Height / picture.Width)];
        int[] order = UnstableSort.Order(aspects);
        int Side(double share) => (int)Math.Ceiling((share * imageSize / stride) + pad) * stride;
        return new(order, batchSize, [.. order.Chunk(batchSize).Select(batch =>
        {
            var (width, height) = Shares(aspects[batch[0]], aspects[batch[^1]]);
            return (Side(width), Side(height));
        })]);
    }

    /// <summary>The sides of a batch as shares of the image size: all landscape, all portrait, or square.</summary>
    private static (double Width, double Height) Shares(double lowest, double highest) =>
        highest < 1 ? (1, highest) : lowest > 1 ? (1 / lowest, 1) : (1, 1);
}
