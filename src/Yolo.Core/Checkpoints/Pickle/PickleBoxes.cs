namespace Yolo.Checkpoints.Pickle;

/// <summary>Ready-made objects for the values that fill pickles: small integers and truth values.</summary>
internal static class PickleBoxes
{
    internal static readonly object True = true;

    internal static readonly object False = false;

    private const int Lowest = -1;
    private const int Count = 1026;

    private static readonly object[] Small = MakeSmall();

    internal static object Of(long value) => value is >= Lowest and < Lowest + Count ? Small[value - Lowest] : value;

    internal static object Of(bool value) => value ? True : False;

    private static object[] MakeSmall()
    {
        var boxes = new object[Count];
        for (var i = 0; i < boxes.Length; i++)
        {
            boxes[i] = (long)i + Lowest;
        }

        return boxes;
    }
}
