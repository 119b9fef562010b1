namespace Yolo.Losses;

/// <summary>Predictions and targets do not fit together. The message says which, and what would fit.</summary>
public sealed class LossException : ArgumentException
{
    internal LossException(FormattableString message)
        : base(FormattableString.Invariant(message))
    {
    }
}
