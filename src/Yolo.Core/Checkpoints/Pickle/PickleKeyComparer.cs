using System.Runtime.CompilerServices;

namespace Yolo.Checkpoints.Pickle;

/// <summary>
/// Equality of dictionary keys and set elements: small values by content, everything else by identity. Long strings count as
/// "everything else", since a pickle can use one string of megabytes as the key of a hundred thousand dictionaries.
/// </summary>
internal sealed class PickleKeyComparer : IEqualityComparer<object>
{
    internal static readonly PickleKeyComparer Instance = new();

    private const int LongestString = 1024;

    public new bool Equals(object? x, object? y) => ReferenceEquals(x, y) || (x, y) switch
    {
        (string a, string b) => a.Length <= LongestString && a == b,
        (long a, long b) => a == b,
        (bool a, bool b) => a == b,
        (double a, double b) => a.Equals(b),
        (DType a, DType b) => a == b,
        (PickleGlobal a, PickleGlobal b) => a == b,
        _ => false,
    };

    // HashCode is seeded per process, so that keys cannot be chosen to collide.
    public int GetHashCode(object obj) => obj switch
    {
        string text when text.Length <= LongestString => text.GetHashCode(StringComparison.Ordinal),
        long or bool or double or DType => HashCode.Combine(obj),
        PickleGlobal global => global.GetHashCode(),
        _ => RuntimeHelpers.GetHashCode(obj),
    };
}
