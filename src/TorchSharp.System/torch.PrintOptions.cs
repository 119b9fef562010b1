namespace TorchSharp;

public static partial class torch
{
    /// <summary>The style named by its language.</summary>
    public const TensorStringStyle julia = TensorStringStyle.Julia;

    /// <summary>The style named by its language.</summary>
    public const TensorStringStyle numpy = TensorStringStyle.Numpy;

    /// <summary>The style named by its language.</summary>
    public const TensorStringStyle csharp = TensorStringStyle.CSharp;

    private static TensorStringStyle printStyle = TensorStringStyle.Julia;

    /// <summary>The style of texts that do not name one: Julia's unless set.</summary>
    /// <exception cref="ArgumentException">The style is set to <see cref="TensorStringStyle.Default"/>.</exception>
    public static TensorStringStyle TensorStringStyle
    {
        get => printStyle;
        set => printStyle = value != TensorStringStyle.Default
            ? value
            : throw new ArgumentException("The style cannot be set to 'Default'", nameof(value));
    }

    internal static PrintLimits PrintLimits { get; private set; } = new("g5", 100, Environment.NewLine, 6, 6);

    /// <summary>Sets how numbers and lines of texts are written.</summary>
    /// <param name="precision">Digits after the point.</param>
    /// <param name="linewidth">Characters a line.</param>
    /// <param name="newLine">What separates lines.</param>
    /// <param name="sci_mode">Whether numbers have exponents.</param>
    /// <param name="maxRows">Rows that NumPy's and C#'s styles write.</param>
    /// <param name="maxColumns">Columns that NumPy's and C#'s styles write.</param>
    public static void set_printoptions(
        int precision, int? linewidth = null, string? newLine = null, bool sci_mode = false, int? maxRows = null, int? maxColumns = null) =>
        set_printoptions(null, FormattableString.Invariant($"{(sci_mode ? 'E' : 'F')}{precision}"), linewidth, newLine, maxRows, maxColumns);

    /// <summary>Sets the style and how numbers and lines of texts are written.</summary>
    public static void set_printoptions(
        TensorStringStyle? style = null, string? floatFormat = null, int? linewidth = null, string? newLine = null,
        int? maxRows = null, int? maxColumns = null)
    {
        printStyle = style ?? printStyle;
        var now = PrintLimits;
        PrintLimits = new(floatFormat ?? now.Format, linewidth ?? now.Width, newLine ?? now.NewLine, maxRows ?? now.Rows, maxColumns ?? now.Columns);
    }
}
