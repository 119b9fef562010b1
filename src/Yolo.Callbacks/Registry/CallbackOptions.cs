namespace Yolo.Callbacks;

/// <summary>How an added callback is called.</summary>
public sealed record CallbackOptions
{
    internal static CallbackOptions Default { get; } = new();

    /// <summary>The name in errors, listings and time reports. Default: made from the method's name.</summary>
    public string? Name { get; init; }

    /// <summary>Place among the callbacks of the event, see <see cref="CallbackPriority"/>. Default 0.</summary>
    public int Priority { get; init; } = CallbackPriority.Normal;

    /// <summary>Whether the callback is removed when it is called for the first time. Default false.</summary>
    public bool Once { get; init; }

    /// <summary>
    /// Calls only every n-th time: with 10 the 10th, 20th, … event. Counts the events that pass the callback's <c>when</c> filter, in each run from 0.
    /// Default 1: every time.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Every
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }
    = 1;

    /// <summary>On which ranks of a run of several processes the callback is called. Default <see cref="Ranks.All"/>.</summary>
    public Ranks Ranks { get; init; }

    /// <summary>What happens when the callback throws. Default null: <see cref="ExceptionPolicy.Propagate"/>, or what a <see cref="Callback"/> says of itself.</summary>
    public ExceptionPolicy? OnError { get; init; }

    /// <summary>The callback object that adds a function for itself: it shares the object's failures, and leaves with it.</summary>
    internal Callback? Owner { get; init; }
}
