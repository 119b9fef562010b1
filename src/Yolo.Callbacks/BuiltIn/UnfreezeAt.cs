namespace Yolo.Callbacks;

/// <summary>
/// Lets frozen layers learn again from an epoch on, as transfer learning in stages does: first what is new, then the rest. Several of them free
/// one part after the other. A resumed training has them free from its first step, if they were.
/// </summary>
/// <example><code>model.Train(new() { Freeze = ["backbone"] }, callbacks: [new UnfreezeAt(10, "backbone")]);</code></example>
public sealed class UnfreezeAt : Callback
{
    private readonly IReadOnlyList<string> _layers;
    private bool _isDone;

    /// <summary>Makes a callback that unfreezes.</summary>
    /// <param name="epoch">The first epoch in which the layers learn, from 0.</param>
    /// <param name="layers">The layers, as the setting <c>freeze</c> names them; none for all that is frozen.</param>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is negative.</exception>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public UnfreezeAt(int epoch, params IReadOnlyList<string> layers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentNullException.ThrowIfNull(layers);
        foreach (var layer in layers)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(layer, nameof(layers));
        }

        Epoch = epoch;
        _layers = [.. layers];
    }

    /// <summary>The first epoch in which the layers learn, from 0.</summary>
    public int Epoch { get; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Nothing of the layers is frozen, so that there would be nothing to do.</exception>
    public override void OnTrainBegin(Logs logs)
    {
        _isDone = false;
        var wasFrozen = Training!.WasFrozen(_layers);
        if (!wasFrozen && Training.Epoch < Epoch)
        {
            var layers = _layers.Count == 0 ? "no layer" : $"nothing of {string.Join(", ", _layers)}";
            throw new InvalidOperationException(
                $"UnfreezeAt has nothing to unfreeze: {layers} is frozen. Freeze it at first (freeze=…), or leave the callback out.");
        }

        if (Epoch >= Training.Epochs)
        {
            Warn(FormattableString.Invariant(
                $"unfreezes from epoch {Epoch} (counted from 0) on, and the training has only {Training.Epochs} epochs: what is frozen stays so."));
        }
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, Logs logs)
    {
        if (epoch >= Epoch && !_isDone)
        {
            Training!.Unfreeze(_layers);
            _isDone = true;
        }
    }
}
