using System.Diagnostics.Metrics;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Yolo.Engine;
using Yolo.Engine.Prediction;
using Yolo.Imaging;
using Yolo.Results;

namespace Yolo.Extensions.DependencyInjection;

/// <summary>
/// One model, and a bounded number of places to predict with it. A model may serve any number of threads (see <see cref="YoloModel"/>), an ONNX session too; what is bounded is how many
/// pictures are decoded and predicted at once, and how many requests wait.
/// </summary>
internal sealed partial class PooledPredictor : IYoloPredictor, IDisposable, IAsyncDisposable
{
    private readonly YoloServiceOptions options;
    private readonly ILogger logger;
    private readonly ConcurrencyLimiter places;
    private readonly PredictorMetrics metrics;
    private readonly CancellationTokenSource ending = new();
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private Task<YoloModel>? loading;
    private int running;
    private bool isDisposed;

    /// <summary>Prepares the predictor; the model is loaded when it is first asked for.</summary>
    /// <param name="name">What the model is called in metrics; null for its file's name.</param>
    /// <param name="options">The settings, which are in their ranges.</param>
    /// <param name="logger">The model's logger; null for none.</param>
    /// <param name="meters">Makes the meter; null for one of its own.</param>
    internal PooledPredictor(string? name, YoloServiceOptions options, ILogger? logger, IMeterFactory? meters)
    {
        (this.options, this.logger) = (options, logger ?? NullLogger.Instance);
        metrics = new(name ?? Path.GetFileName(options.Model), meters);
        places = new(new() { PermitLimit = options.Sessions, QueueLimit = options.MaximumWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
    }

    /// <summary>Whether the model is there; null until somebody asks for it. What went wrong, if it could not be loaded, is the loading's.</summary>
    internal Task<YoloModel>? Loading
    {
        get
        {
            lock (gate)
            {
                return loading;
            }
        }
    }

    /// <inheritdoc/>
    public Task<Result> PredictAsync(ReadOnlyMemory<byte> picture, PredictOptions? options = null, CancellationToken cancellation = default) =>
        PredictAsync(() => Decode(picture.Span), options, cancellation);

    /// <inheritdoc/>
    public Task<Result> PredictAsync(Image picture, PredictOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return PredictAsync(
            () =>
            {
                RequireSize(picture.Width, picture.Height);
                return picture;
            },
            options,
            cancellation);
    }

    /// <inheritdoc/>
    public Task<YoloModel> GetModelAsync(CancellationToken cancellation = default)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, typeof(IYoloPredictor));
            return Load().WaitAsync(cancellation);
        }
    }

    /// <summary>Waits for what runs, which is told to stop, and frees the model.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            isDisposed = true;
            if (running == 0)
            {
                idle.SetResult();
            }
        }

        await ending.CancelAsync().ConfigureAwait(false);
        await idle.Task.ConfigureAwait(false);
        if (loading is not null)
        {
            await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (loading.IsCompletedSuccessfully)
            {
                (await loading.ConfigureAwait(false)).Dispose();
            }
        }

        places.Dispose();
        metrics.Dispose();
        ending.Dispose();
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task<Result> PredictAsync(Func<Image> read, PredictOptions? settings, CancellationToken cancellation)
    {
        Enter();
        try
        {
            return await PredictInTurnAsync(read, settings, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    private async Task<Result> PredictInTurnAsync(Func<Image> read, PredictOptions? settings, CancellationToken cancellation)
    {
        using var request = metrics.Begin();
        try
        {
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, ending.Token);
            using var place = await places.AcquireAsync(1, linked.Token).ConfigureAwait(false);
            if (!place.IsAcquired)
            {
                request.Outcome = "busy";
                throw new YoloBusyException(FormattableString.Invariant($"{options.Sessions} requests are being predicted and {options.MaximumWaiting} wait, as many as may (MaximumWaiting). Ask again a little later."));
            }

            request.Start();
            var model = await GetModelAsync(linked.Token).ConfigureAwait(false);
            var result = await RunAsync(model, read, settings ?? options.Predict, linked.Token).ConfigureAwait(false);
            request.Succeed(result.Speed.Inference);
            return result;
        }
        catch (ImageFormatException)
        {
            request.Outcome = "bad_picture";
            throw;
        }
        catch (OperationCanceledException error) when (cancellation.IsCancellationRequested || ending.IsCancellationRequested)
        {
            request.Outcome = "cancelled";
            ObjectDisposedException.ThrowIf(!cancellation.IsCancellationRequested, typeof(IYoloPredictor));
            throw new OperationCanceledException("The request was cancelled.", error, cancellation);
        }
    }

    // Decoding takes a processor, so it waits for its turn as the network does. Where the model is and how many bits it has is not for one request to say.
    private async Task<Result> RunAsync(YoloModel model, Func<Image> read, PredictOptions settings, CancellationToken cancellation)
    {
        var picture = await Task.Run(read, cancellation).ConfigureAwait(false);
        var own = settings with { Device = null, Half = options.Predict.Half };
        await foreach (var result in model.PredictAsync(new OneOfMany(picture), own, cancellation: cancellation).ConfigureAwait(false))
        {
            return result;
        }

        throw new OperationCanceledException("A callback skipped the picture, or stopped the prediction.");
    }

    private Image Decode(ReadOnlySpan<byte> file)
    {
        var info = ImageInfo.Read(file);
        RequireSize(info.Width, info.Height);
        return Image.Decode(file, strict: false);
    }

    private void RequireSize(int width, int height)
    {
        if ((long)width * height > options.MaximumPixels)
        {
            throw new ImageFormatException(FormattableString.Invariant($"The picture has {width}x{height} pixels, and {options.MaximumPixels} are allowed (MaximumPixels). Send a smaller one."));
        }
    }

    // Called within the gate. What failed is tried again by whoever asks next: the file may be there by then.
    private Task<YoloModel> Load() =>
        loading = loading is null or { IsFaulted: true } ? Task.Factory.StartNew(LoadModel, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default) : loading;

    // The first prediction makes the network ready, which may change it (device, 16 bits): nobody else uses it yet.
    private YoloModel LoadModel()
    {
        YoloModel? model = null;
        try
        {
            model = new YoloModel(options.Model, options.Onnx) { Logger = logger };
            var settings = options.Predict with { Device = options.Device ?? options.Predict.Device, Save = false, SaveFrames = false, SaveTxt = false, SaveCrop = false, SaveJson = false };
            _ = model.Predict(new OneOfMany(new Image(64, 64)), settings).Count();
            Loaded(logger, options.Model, model.Task, model.Names.Count);
            return model;
        }
        catch (Exception error)
        {
            NotLoaded(logger, options.Model, error.Message, error);
            model?.Dispose();
            throw;
        }
    }

    private void Enter()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, typeof(IYoloPredictor));
            running++;
        }
    }

    private void Leave()
    {
        lock (gate)
        {
            if (--running == 0 && isDisposed)
            {
                idle.SetResult();
            }
        }
    }

    [LoggerMessage(EventId = 40, EventName = "ModelLoaded", Level = LogLevel.Information, Message = "{Model} is loaded and ready: task {Task}, {Classes} classes")]
    private static partial void Loaded(ILogger logger, string model, string task, int classes);

    [LoggerMessage(EventId = 41, EventName = "ModelNotLoaded", Level = LogLevel.Error, Message = "{Model} could not be loaded: {Reason}")]
    private static partial void NotLoaded(ILogger logger, string model, string reason, Exception exception);
}
