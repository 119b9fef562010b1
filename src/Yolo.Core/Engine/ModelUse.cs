using System.Globalization;

namespace Yolo.Engine;

/// <summary>
/// Who works with a model: any number of runs that only read its weights, on any threads, or one that changes them. Nobody waits for a run: what
/// cannot be now is refused at once.
/// </summary>
/// <param name="model">The model's name, for messages.</param>
internal sealed class ModelUse(string model)
{
    private readonly Lock gate = new();
    private int readers;
    private int changingThread;
    private string? change;
    private bool isDisposed;

    /// <summary>Guards the moments in which the network is made ready, and whoever reads it before that.</summary>
    internal Lock Preparation { get; } = new();

    /// <summary>Begins a run that only reads the weights, such as a prediction.</summary>
    /// <returns>To be disposed at the run's end, on any thread.</returns>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    /// <exception cref="InvalidOperationException">Something changes the weights meanwhile.</exception>
    internal Turn Read()
    {
        lock (gate)
        {
            ThrowIfDisposed();
            if (IsWithinChange)
            {
                return default;
            }

            ThrowIfChanging();
            readers++;
            return new(this, isChange: false);
        }
    }

    /// <summary>Begins what changes the weights. What it calls on the same thread, such as callbacks, may use the model.</summary>
    /// <param name="what">For messages, such as "trained".</param>
    /// <returns>To be disposed when the weights are whole again, on the same thread.</returns>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    /// <exception cref="InvalidOperationException">Runs use the weights, or something else changes them.</exception>
    internal Turn Change(string what)
    {
        lock (gate)
        {
            ThrowIfDisposed();
            if (IsWithinChange)
            {
                return default;
            }

            ThrowIfChanging();
            ThrowIfRead(what);
            (change, changingThread) = (what, Environment.CurrentManagedThreadId);
            return new(this, isChange: true);
        }
    }

    /// <summary>Ends all use for good.</summary>
    /// <returns>Whether it was not disposed before.</returns>
    /// <exception cref="InvalidOperationException">The model is being used.</exception>
    internal bool Close()
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return false;
            }

            ThrowIfChanging();
            ThrowIfRead("disposed");
            return isDisposed = true;
        }
    }

    /// <summary>Throws once the model is disposed.</summary>
    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(isDisposed, typeof(YoloModel));

    private bool IsWithinChange => change is not null && changingThread == Environment.CurrentManagedThreadId;

    private void ThrowIfChanging()
    {
        if (change is not null)
        {
            throw new InvalidOperationException($"The model {model} is being {change}: nothing else can use it until that is over. Give each thread a model of its own, or wait.");
        }
    }

    private void ThrowIfRead(string what)
    {
        if (readers > 0)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The model {model} cannot be {what} now: {readers} {(readers == 1 ? "run uses" : "runs use")} it. A prediction ends with its last result, or when its enumerator is disposed."));
        }
    }

    private void End(bool isChange)
    {
        lock (gate)
        {
            if (isChange)
            {
                (change, changingThread) = (null, 0);
            }
            else
            {
                readers--;
            }
        }
    }

    /// <summary>A use that is going on; none, where it is part of one that is.</summary>
    internal readonly struct Turn(ModelUse use, bool isChange) : IDisposable
    {
        /// <summary>Ends it.</summary>
        public void Dispose() => use?.End(isChange);
    }
}
