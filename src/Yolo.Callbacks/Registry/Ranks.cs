namespace Yolo.Callbacks;

/// <summary>On which of the processes that do a run together a callback is called.</summary>
public enum Ranks
{
    /// <summary>On each of them.</summary>
    All,

    /// <summary>On rank 0 alone, as what writes files and speaks to people has to be.</summary>
    Zero,
}
