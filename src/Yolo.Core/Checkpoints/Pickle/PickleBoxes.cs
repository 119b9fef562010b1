namespace Yolo.Checkpoints.Pickle;

/// <summary>Ready-made objects for the values that fill pickles: small integers and truth values.</summary>
internal static class PickleBoxes
{
    internal static readonly object True = true;

    internal static readonly object False = false;

    private const int Lowest = -1;

    private static readonly object[] Small = [.. Enumerable.Range(Lowest, 1026).Select(value => (object)(long)value)];

    internal static object Of(long value) => value is >= Lowest and < 1025 ? Small[value - Lowest] : value;

    internal static object Of(bool value) => value ? True : False;
}
