using Yolo.Engine;
using Yolo.Engine.Prediction;
using Yolo.Imaging;
using Yolo.Results;

namespace Yolo.Extensions.DependencyInjection;

/// <summary>
/// Finds objects in one picture at a time, for any number of callers at once: a singleton of the container, which owns the model. So many predictions run at the same time as
/// <see cref="YoloServiceOptions.Sessions"/> says, the others wait in turn, and whoever comes when too many wait is refused.
/// </summary>
/// <example><code>
/// builder.Services.AddYolo("best.pt");
/// app.MapPost("/", async (HttpRequest request, IYoloPredictor yolo) => …);
/// </code></example>
public interface IYoloPredictor
{
    /// <summary>Finds objects in a picture file.</summary>
    /// <param name="picture">The content of the file. It must stay as it is until the task is done.</param>
    /// <param name="options">Settings of this request; null for <see cref="YoloServiceOptions.Predict"/>. The device and the number of bits stay those of the service.</param>
    /// <param name="cancellation">Leaves the queue at once; a prediction that has begun comes to its end first.</param>
    /// <returns>What was found, in pixels of the picture. A picture without its end is taken, and what is missing is grey.</returns>
    /// <exception cref="ImageFormatException">It is no picture, or too large a one; the message is for people.</exception>
    /// <exception cref="YoloBusyException">Too many wait already.</exception>
    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The container is disposed, or is being disposed.</exception>
    Task<Result> PredictAsync(ReadOnlyMemory<byte> picture, PredictOptions? options = null, CancellationToken cancellation = default);

    /// <summary>As the other overload, for a picture in memory, which must stay as it is until the task is done.</summary>
    /// <inheritdoc cref="PredictAsync(ReadOnlyMemory{byte}, PredictOptions?, CancellationToken)"/>
    Task<Result> PredictAsync(Image picture, PredictOptions? options = null, CancellationToken cancellation = default);

    /// <summary>The model, once it is loaded: for its task, its classes, and whatever else it can do. Any number of threads may use it. The container disposes it.</summary>
    /// <param name="cancellation">Ends the waiting, not the loading.</param>
    /// <exception cref="ModelLoadException">There is no such file, or it cannot be loaded. The next call tries again.</exception>
    /// <exception cref="ObjectDisposedException">The container is disposed.</exception>
    Task<YoloModel> GetModelAsync(CancellationToken cancellation = default);
}
