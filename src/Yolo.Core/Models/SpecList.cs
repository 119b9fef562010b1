namespace Yolo.Models;

/// <summary>A list of a YAML file that knows its line.</summary>
/// <param name="line">From 1.</param>
internal sealed class SpecList(int line) : List<object?>
{
    public int Line { get; } = line;
}
