namespace Yolo.Callbacks;

/// <summary>The weights of a model in training, opaque to this library: they can be kept, put back, exchanged with their moving average, and looked at.</summary>
public interface IWeights
{
    /// <summary>Whether an exponential moving average is kept.</summary>
    bool HasAverage { get; }

    /// <summary>Whether the run validates the average by itself, so that nothing needs to be exchanged for validation. True for the engine's Trainer.</summary>
    bool ValidatesAverage { get; }

    /// <summary>Names of the trainable parameters (state-dict keys), in model order.</summary>
    IReadOnlyList<string> ParameterNames { get; }

    /// <summary>Copies the current trained weights, and their moving average where one is kept. The caller disposes the copy.</summary>
    IDisposable Capture();

    /// <summary>Puts captured weights back. In <c>on_train_end</c> of the engine's Trainer the model takes over their average.</summary>
    /// <param name="captured">What <see cref="Capture"/> of the same object returned; it stays usable and stays the caller's.</param>
    void Restore(IDisposable captured);

    /// <summary>Exchanges the trained weights with their moving average; a second call exchanges them back.</summary>
    /// <exception cref="InvalidOperationException"><see cref="HasAverage"/> is false.</exception>
    void SwapAverage();

    /// <summary>Copies the values of a parameter, row-major, for statistics.</summary>
    /// <param name="parameterName">One of <see cref="ParameterNames"/>.</param>
    float[] Read(string parameterName);
}
