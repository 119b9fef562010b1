using Yolo.Imaging;

namespace Yolo.Plots;

/// <summary>Draws pictures and writes them into a folder, one after the other, while the run goes on. What goes wrong is a warning, never the end of a run.</summary>
/// <param name="folder">Where to; made if it is not there.</param>
public sealed class PictureWriter(string folder) : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<string> warnings = [];
    private Task last = Task.CompletedTask;

    /// <summary>Adds a picture to those that are drawn.</summary>
    /// <param name="file">Its name in the folder; the extension .jpg or .png chooses the format.</param>
    /// <param name="draw">Makes it, on another thread. What it needs must not change any more.</param>
    public void Add(string file, Func<Image> draw)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        ArgumentNullException.ThrowIfNull(draw);
        lock (gate)
        {
            last = last.ContinueWith(_ => Write(file, draw), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Waits until all pictures are written.</summary>
    /// <returns>What could not be, in whole sentences.</returns>
    public IReadOnlyList<string> Finish()
    {
        Task all;
        lock (gate)
        {
            all = last;
        }

        all.Wait();
        return [.. warnings];
    }

    /// <summary>Waits until all pictures are written.</summary>
    public void Dispose() => Finish();

    private void Write(string file, Func<Image> draw)
    {
        var path = Path.Combine(folder, file);
        try
        {
            Directory.CreateDirectory(folder);
            draw().Save(path);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            warnings.Add($"{path} was not drawn: {error.Message}");
        }
    }
}
