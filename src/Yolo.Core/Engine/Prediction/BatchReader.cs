using System.Diagnostics;
using System.Threading.Channels;
using TorchSharp;
using Yolo.Imaging;
using Yolo.Runtime;
using Yolo.Sources;

namespace Yolo.Engine.Prediction;

/// <summary>
/// Reads ahead: a thread of its own asks the source, worker threads decode and letterbox, and a bounded queue hands the batches over in order.
/// Disposing ends all of it.
/// </summary>
/// <remarks>Legend: B pictures, H and W size of the input.</remarks>
internal sealed class BatchReader : IDisposable
{
    // Small batches are many and quick, large ones fill the memory.
    private const int LargeBatch = 8;
    private const int MostAhead = 4;

    private readonly PictureSource source;
    private readonly InputPlan plan;
    private readonly int size;
    private readonly ProcessorTurns turns;
    private readonly CancellationTokenSource stop;
    private readonly CancellationToken cancellation;
    private readonly Channel<Task<PreparedBatch>> queue;
    private readonly Thread thread;
    private readonly BufferPool<float> buffers = new();

    // Where the network waits for what was begun beside it, nothing is begun before the first results are there.
    private readonly ManualResetEventSlim mayReadAhead;

    internal BatchReader(PictureSource source, InputPlan plan, int batch, ProcessorTurns turns, CancellationToken cancellation)
    {
        this.source = source;
        this.plan = plan;
        this.turns = turns;
        this.cancellation = cancellation;
        mayReadAhead = new(!turns.AreNeeded);
        size = Math.Max(batch, source.PreferredBatch);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ahead = source.IsLive || size >= LargeBatch ? 1 : Math.Min(MostAhead, Environment.ProcessorCount);
        queue = Channel.CreateBounded<Task<PreparedBatch>>(new BoundedChannelOptions(ahead) { SingleReader = true, SingleWriter = true });
        thread = new Thread(Run) { IsBackground = true, Name = "reads pictures ahead" };
        thread.Start();
    }

    /// <summary>The batches in the order of the source. What a batch was rendered into is used again once the next is asked for.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, also while the source waits.</exception>
    internal IEnumerable<PreparedBatch> Batches()
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!queue.Reader.TryRead(out var batch))
            {
                if (queue.Reader.WaitToReadAsync(cancellation).AsTask().GetAwaiter().GetResult())
                {
                    continue;
                }

                yield break;
            }

            var prepared = batch.GetAwaiter().GetResult();
            yield return prepared;
            if (prepared.Input is { } input)
            {
                buffers.Return(input.Numbers);
            }

            mayReadAhead.Set();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        thread.Join();
        while (queue.Reader.TryRead(out var batch))
        {
            Await(batch);
        }

        mayReadAhead.Dispose();
        stop.Dispose();
    }

    private void Run()
    {
        try
        {
            foreach (var group in ItemGroups.Of(source.Read(stop.Token), size, source is { IsLive: true, PreferredBatch: > 1 }))
            {
                var batch = Task.Run(() => Prepare(group));
                if (!queue.Writer.TryWrite(batch) && !Put(batch))
                {
                    break;
                }

                mayReadAhead.Wait(stop.Token);
            }

            queue.Writer.Complete();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            queue.Writer.Complete();
        }
        catch (Exception error)
        {
            // Whoever asks for the next batch gets it.
            queue.Writer.Complete(error);
        }
    }

    private bool Put(Task<PreparedBatch> batch)
    {
        try
        {
            queue.Writer.WriteAsync(batch, stop.Token).AsTask().GetAwaiter().GetResult();
            return true;
        }
        catch (OperationCanceledException)
        {
            Await(batch);
            return false;
        }
    }

    // Nothing may still look at the caller's pictures when the caller is told that all is over; what went wrong with them is of no interest then.
    private static void Await(Task batch) => batch.ContinueWith(static _ => { }, TaskScheduler.Default).Wait();

    private PreparedBatch Prepare(IReadOnlyList<SourceItem> group)
    {
        using var turn = turns.Beside();
        var watch = Stopwatch.StartNew();
        var images = new Image?[group.Count];
        var reasons = new string?[group.Count];
        if (group.OfType<TensorItem>().FirstOrDefault() is { } tensor)
        {
            return Wrap(tensor, [.. group.OfType<FailedItem>().Select(item => new SourceFailure(item.Path, item.Reason))], watch);
        }

        InputPlan.Each(group.Count, i => (images[i], reasons[i]) = Decode(group[i]));
        var read = Enumerable.Range(0, group.Count).Where(i => images[i] is not null).ToList();
        var failures = Enumerable.Range(0, group.Count).Where(i => images[i] is null).Select(i => new SourceFailure(group[i].Path, reasons[i]!)).ToList();
        List<Image> pictures = [.. read.Select(i => images[i]!)];
        var frames = group.Any(item => item is FrameItem) ? read.ConvertAll(i => (group[i] as FrameItem)?.Frame) : null;
        var input = pictures.Count > 0 ? plan.Render(pictures, buffers) : null;
        return new PreparedBatch(read.ConvertAll(i => group[i].Path), pictures, failures, watch.Elapsed) { Frames = frames, Input = input };
    }

    private static (Image? Image, string? Reason) Decode(SourceItem item)
    {
        switch (item)
        {
            case FrameItem frame:
                return (frame.Image, null);
            case FailedItem failed:
                return (null, failed.Reason);
        }

        try
        {
            return (((PictureItem)item).Decode(), null);
        }
        catch (Exception error) when (error is ImageFormatException or IOException or UnauthorizedAccessException)
        {
            return (null, FileReason.Of(item.Path, error));
        }
    }

    // The network sees the tensor as it is; people see pictures made of it.
    private PreparedBatch Wrap(TensorItem item, IReadOnlyList<SourceFailure> failures, Stopwatch watch)
    {
        var (count, height, width) = ((int)item.Input.size(0), (int)item.Input.size(2), (int)item.Input.size(3));
        if (height % plan.Stride != 0 || width % plan.Stride != 0)
        {
            throw new SourceException(FormattableString.Invariant($"The sides of a tensor of pictures are multiples of the model's stride, {plan.Stride}; this one has {height} rows and {width} columns. Pictures of any size are letterboxed if they come as pictures."));
        }

        using var scope = torch.NewDisposeScope();
        using var mode = InferenceMode.Begin();
        var bytes = item.Input.Times(255).round().to(torch.ScalarType.Byte).cpu().permute(0, 2, 3, 1).contiguous(); // [B, H, W, 3]
        var length = height * width * Image.Channels;
        var images = Enumerable.Range(0, count).Select(i => new Image(width, height, bytes.bytes.Slice(i * length, length).ToArray())).ToList();
        var names = Enumerable.Range(0, count).Select(i => count == 1 ? item.Path : FormattableString.Invariant($"{item.Path}{i}")).ToList();
        return new PreparedBatch(names, images, failures, watch.Elapsed) { Tensor = item.Input };
    }
}
