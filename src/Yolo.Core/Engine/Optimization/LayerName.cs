using System.Globalization;

namespace Yolo.Engine.Optimization;

/// <summary>
/// Layers of a network, or parts of them, by a number or a name: <c>3</c>, <c>backbone</c>, <c>neck</c>, <c>head</c> (the last layer), the
/// beginning of names of weights up to a dot or their end (<c>model.22.cv3</c>, also <c>22.cv3</c>), or a pattern in which <c>*</c> stands for any
/// text and <c>?</c> for one character (<c>*.bn</c>). Numbers and texts become one by themselves: <c>Freeze = [0, 1, "model.22.cv3"]</c>.
/// </summary>
public readonly record struct LayerName
{
    private const string Network = "model.";

    private readonly string? text;

    /// <summary>Takes a name.</summary>
    /// <param name="text">The name. Whether a network has such layers is found out when it is there.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public LayerName(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var name = text.Trim().TrimEnd('.');
        ArgumentException.ThrowIfNullOrEmpty(name, nameof(text));
        this.text = char.IsAsciiDigit(name[0]) && name.Contains('.', StringComparison.Ordinal) ? Network + name : name;
    }

    /// <summary>The name, a number in digits.</summary>
    public string Text => text ?? "0";

    /// <summary>The number of a layer, from 0; null where it is a name.</summary>
    internal int? Index => int.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    /// <summary>The layer of a number.</summary>
    /// <param name="index">From 0.</param>
    public static implicit operator LayerName(int index) => new(index.ToString(CultureInfo.InvariantCulture));

    /// <summary>The layers of a name.</summary>
    /// <param name="name">As the constructor takes it.</param>
    public static implicit operator LayerName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
