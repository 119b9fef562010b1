using System.Collections.Concurrent;
using Yolo.Imaging;

namespace Yolo.Plots;

/// <summary>Draws pictures and writes them into a folder while the run goes on. What goes wrong is a warning, never the end of a run.</summary>
/// <param name="folder">Where to; made if it is not there.</param>
internal sealed class PictureWriter(string folder) : IDisposable
{
    private const int JpegQuality = 90;

    private readonly ConcurrentQueue<(string File, Func<Image> Draw)> waiting = new();
    private readonly ConcurrentQueue<string> warnings = new();
    private Task worker = Task.CompletedTask;

    /// <summary>Adds a picture to those that are drawn, in this order, by one thread: the run needs the others. Not safe for several threads at once.</summary>
    /// <param name="file">Its name in the folder; the extension .jpg or .png chooses the format.</param>
    /// <param name="draw">Makes it, on another thread. What it needs must not change any more.</param>
    public void Add(string file, Func<Image> draw)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        ArgumentNullException.ThrowIfNull(draw);
        waiting.Enqueue((file, draw));
        worker = worker.ContinueWith(_ => WriteNext(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Waits until all pictures are written, and helps with them.</summary>
    /// <returns>What could not be written, in whole sentences.</returns>
    public IReadOnlyList<string> Finish()
    {
        while (WriteNext())
        {
        }

        worker.Wait();
        return [.. warnings];
    }

    /// <summary>Waits until all pictures are written.</summary>
    public void Dispose() => Finish();

    private bool WriteNext()
    {
        if (!waiting.TryDequeue(out var next))
        {
            return false;
        }

        var path = Path.Combine(folder, next.File);
        try
        {
            Directory.CreateDirectory(folder);
            next.Draw().Save(path, JpegQuality);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            warnings.Enqueue($"{path} was not drawn: {error.Message}");
        }

        return true;
    }
}
