namespace Yolo.Engine.Prediction;

/// <summary>The decoded prediction of one picture: finds the numbers that belong to an anchor point, or to a row of an end-to-end head.</summary>
/// <param name="numbers">[rows, columns], row-major: [4 + C + E, A], or [K, 6 + E] of an end-to-end head.</param>
/// <param name="columns">A, or 6 + E.</param>
/// <param name="classes">C.</param>
/// <param name="endToEnd">Which of the two.</param>
internal readonly ref struct DecodedRows(ReadOnlySpan<float> numbers, int columns, int classes, bool endToEnd)
{
    /// <summary>All of them.</summary>
    internal ReadOnlySpan<float> Numbers { get; } = numbers;

    internal int Columns { get; } = columns;

    /// <summary>C.</summary>
    internal int Classes { get; } = classes;

    /// <summary>Whether they are rows of an end-to-end head.</summary>
    internal bool EndToEnd { get; } = endToEnd;

    /// <summary>How many extras there are: mask coefficients, points, angle.</summary>
    internal int Extras { get; } = (endToEnd ? columns : numbers.Length / columns) - (endToEnd ? 6 : 4 + classes);

    /// <summary>One extra of an anchor point or row.</summary>
    internal float Extra(int anchor, int index) => EndToEnd
        ? Numbers[(anchor * Columns) + 6 + index]
        : Numbers[((4 + Classes + index) * Columns) + anchor];

    /// <summary>One of the four numbers of a box.</summary>
    internal float Place(int anchor, int index) => EndToEnd
        ? Numbers[(anchor * Columns) + index]
        : Numbers[(index * Columns) + anchor];
}
