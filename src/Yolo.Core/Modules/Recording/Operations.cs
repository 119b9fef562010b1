using Yolo.Geometry;
using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>
/// The operations on tensors that blocks are made of. They compute as torch's own do; besides, an export can follow them. A block of
/// your own that is to be exported uses them and other modules, and nothing else, in its <c>forward</c>.
/// </summary>
/// <remarks>
/// Legend: B images, C channels, H and W size of a picture, N = H·W, h heads, s numbers of a head, a areas, I and O numbers of a token. Results are disposed by the
/// caller, inputs by nobody here.
/// </remarks>
public static class Operations
{
    [ThreadStatic]
    private static IOperationRecorder? recorder;

    /// <summary>Runs an operation, which may be one of your own.</summary>
    /// <param name="operation">What to do.</param>
    /// <param name="inputs">What to do it with.</param>
    public static Tensor Run(Operation operation, params Tensor[] inputs)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return recorder is null ? operation.Run(inputs) : recorder.Record(operation, inputs);
    }

    /// <summary>Tensors one behind the other.</summary>
    public static Tensor Concat(int axis, params Tensor[] parts) => Run(new ConcatOperation(axis), parts);

    /// <summary>The tensor under another name: what a block returns that leaves its input as it is.</summary>
    public static Tensor Alias(Tensor value) => Run(new AliasOperation(), value);

    /// <summary>The sum; sizes of 1 stretch.</summary>
    public static Tensor Add(Tensor left, Tensor right) => Run(new ArithmeticOperation(Arithmetic.Add), left, right);

    /// <summary>The sum with a number.</summary>
    public static Tensor Add(Tensor value, double number) => Run(new NumberOperation(Arithmetic.Add, number), value);

    /// <summary>The difference; sizes of 1 stretch.</summary>
    public static Tensor Subtract(Tensor left, Tensor right) => Run(new ArithmeticOperation(Arithmetic.Subtract), left, right);

    /// <summary>The product, number by number; sizes of 1 stretch.</summary>
    public static Tensor Multiply(Tensor left, Tensor right) => Run(new ArithmeticOperation(Arithmetic.Multiply), left, right);

    /// <summary>The product with a number.</summary>
    public static Tensor Multiply(Tensor value, double number) => Run(new NumberOperation(Arithmetic.Multiply, number), value);

    /// <summary>Each channel of a picture times a number of its own.</summary>
    /// <param name="picture">[B, C, H, W].</param>
    /// <param name="weights">[C], a parameter or buffer of the module that calls.</param>
    public static Tensor Weigh(Tensor picture, Tensor weights) => Run(new WeighOperation(), picture, weights);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static Tensor Sigmoid(Tensor value) => Run(new FunctionOperation(Function.Sigmoid), value);

    /// <summary>The cosine of an angle in radians.</summary>
    public static Tensor Cosine(Tensor value) => Run(new FunctionOperation(Function.Cosine), value);

    /// <summary>The sine of an angle in radians.</summary>
    public static Tensor Sine(Tensor value) => Run(new FunctionOperation(Function.Sine), value);

    /// <summary>An activation; the input stays as it is.</summary>
    public static Tensor Activate(Tensor value, Activation activation) => Run(new ActivateOperation(activation, false), value);

    /// <summary>Probabilities along a dimension.</summary>
    /// <param name="value">Any shape.</param>
    /// <param name="axis">The dimension, from 0.</param>
    public static Tensor Softmax(Tensor value, int axis) => Run(new SoftmaxOperation(axis), value);

    /// <summary>Part of a tensor: a view.</summary>
    /// <param name="value">Any shape.</param>
    /// <param name="axis">The dimension, from 0.</param>
    /// <param name="start">The first index.</param>
    /// <param name="length">How many.</param>
    public static Tensor Narrow(Tensor value, int axis, long start, long length) => Run(new NarrowOperation(axis, start, length), value);

    /// <summary>Every <paramref name="step"/>-th part of a tensor: a view.</summary>
    /// <param name="value">Any shape.</param>
    /// <param name="axis">The dimension, from 0.</param>
    /// <param name="start">The first index.</param>
    /// <param name="step">From 1.</param>
    public static Tensor Every(Tensor value, int axis, long start, long step) => Run(new EveryOperation(axis, start, step), value);

    /// <summary>The same numbers in another shape: 0 keeps the size of the dimension at this place, one −1 takes what remains.</summary>
    public static Tensor Reshape(Tensor value, params long[] shape) => Run(new ReshapeOperation(shape), value);

    /// <summary>The dimensions in another order: a view.</summary>
    public static Tensor Permute(Tensor value, params long[] order) => Run(new PermuteOperation(order), value);

    /// <summary>The largest value of each window.</summary>
    /// <param name="picture">[B, C, H, W].</param>
    /// <param name="kernel">Height and width of the window.</param>
    /// <param name="stride">From window to window.</param>
    /// <param name="padding">On each side.</param>
    public static Tensor MaxPool(Tensor picture, int kernel, int stride, int padding) =>
        Run(new PoolOperation(Pool.Largest, kernel, stride, padding), picture);

    /// <summary>The mean of each window, zeros of the padding counted.</summary>
    /// <inheritdoc cref="MaxPool"/>
    public static Tensor AveragePool(Tensor picture, int kernel, int stride, int padding) =>
        Run(new PoolOperation(Pool.Mean, kernel, stride, padding), picture);

    /// <summary>The mean of each channel: from [B, C, H, W] to [B, C].</summary>
    public static Tensor Mean(Tensor picture) => Run(new MeanOperation(), picture);

    /// <summary>A picture at the size of another, each pixel from the nearest.</summary>
    public static Tensor ResizeLike(Tensor picture, Tensor like) => Run(new ResizeLikeOperation(), picture, like);

    /// <summary>The columns of a picture, divided among the heads of an attention and, if there are several, among areas of rows.</summary>
    /// <param name="picture">[B, h·s, H, W].</param>
    /// <param name="heads">h.</param>
    /// <param name="areas">a, which divides N.</param>
    /// <returns>[B, h, s, N]; with several areas [B, h, a, s, N/a].</returns>
    public static Tensor ToHeads(Tensor picture, int heads, int areas = 1) => Run(new ToHeadsOperation(heads, areas), picture);

    /// <summary>The way back from <see cref="ToHeads"/>.</summary>
    /// <param name="heads">[B, h, s, N] or [B, h, a, s, N/a].</param>
    /// <param name="like">A picture [B, any, H, W] of the wanted size.</param>
    /// <returns>[B, h·s, H, W].</returns>
    public static Tensor FromHeads(Tensor heads, Tensor like) => Run(new FromHeadsOperation(), heads, like);

    /// <summary>What each place takes from all places, by how much its query agrees with their keys.</summary>
    /// <param name="query">[…, k, N].</param>
    /// <param name="key">[…, k, N].</param>
    /// <param name="value">[…, s, N].</param>
    /// <returns>[…, s, N].</returns>
    public static Tensor Attend(Tensor query, Tensor key, Tensor value) => Run(new AttendOperation(), query, key, value);

    /// <summary>A linear function of each token.</summary>
    /// <param name="tokens">[B, N, I].</param>
    /// <param name="weights">[O, I], a parameter or buffer of the module that calls, or part of one.</param>
    /// <param name="biases">[O], likewise.</param>
    /// <returns>[B, N, O].</returns>
    public static Tensor Linear(Tensor tokens, Tensor weights, Tensor biases) => Run(new LinearOperation(), tokens, weights, biases);

    /// <summary>Adds to a tensor that the caller gives away: where no gradient is needed it becomes the result.</summary>
    internal static Tensor AddTo(Tensor owned, Tensor other) => Run(new AddToOperation(), owned, other);

    /// <summary>Anchor points are not computed from tensors; a recorder must be told what they depend on.</summary>
    internal static void MakeKnown(AnchorPoints anchors, Tensor[] levels, IReadOnlyList<double> strides) => recorder?.RecordAnchors(anchors, levels, strides);

    /// <summary>Lets a recorder listen to this thread until the result is disposed.</summary>
    /// <exception cref="InvalidOperationException">Another one listens.</exception>
    internal static IDisposable Listen(IOperationRecorder listener)
    {
        recorder = recorder is null ? listener : throw new InvalidOperationException("A recorder listens already.");
        return new Listening();
    }

    private sealed class Listening : IDisposable
    {
        public void Dispose() => recorder = null;
    }
}
