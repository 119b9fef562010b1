using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Writes a tensor as text. It reads a copy in the processor's memory, element by element.</summary>
internal sealed class TensorFormatter : IDisposable
{
    private readonly Tensor tensor;
    private readonly long[] shape;
    private readonly ScalarType type;
    private readonly PrintLimits limits;
    private readonly CultureInfo culture;
    private readonly StringBuilder text;

    internal TensorFormatter(Tensor tensor, string metadata, PrintLimits limits, CultureInfo culture)
    {
        using var local = tensor.cpu();
        this.tensor = local.contiguous();
        this.limits = limits;
        this.culture = culture;
        shape = tensor.shape;
        type = tensor.dtype;
        text = new StringBuilder(metadata);
    }

    public void Dispose() => tensor.Dispose();

    /// <summary>The elements in columns, a matrix for each place of the dimensions before the last two.</summary>
    internal string Julia()
    {
        if (shape.Length == 0)
        {
            return text.Append(", value = ").Append(Element(0)).ToString();
        }

        text.Append(limits.NewLine);
        var rows = shape.Length == 1 ? 1 : shape[^2];
        var matrices = shape.Length <= 2 ? 1 : shape[..^2].Aggregate(1L, (product, size) => product * size);
        for (var matrix = 0L; matrix < matrices && rows > 0; matrix++)
        {
            if (shape.Length > 2)
            {
                text.Append('[').AppendJoin(',', Place(matrix)).Append(",..,..] =").Append(limits.NewLine);
            }

            Matrix(matrix * rows, rows);
        }

        return text.ToString();
    }

    /// <summary>Nested brackets.</summary>
    internal string Numpy()
    {
        Nested(0, 0, ('[', ']'), string.Empty);
        return text.ToString();
    }

    /// <summary>An array initializer.</summary>
    internal string CSharp()
    {
        text.Append(", value = ");
        var (name, suffix) = Keyword();
        if (shape.Length == 0)
        {
            return text.Append(Element(0)).ToString();
        }

        text.Append(shape.Length > 1 ? limits.NewLine : string.Empty).Append(name).Append(" [").Append(',', shape.Length - 1).Append("] ");
        Nested(0, 0, ('{', '}'), suffix);
        return text.ToString();
    }

    private (string Name, string Suffix) Keyword() => type switch
    {
        ScalarType.Bool => ("bool", string.Empty),
        ScalarType.Byte => ("byte", string.Empty),
        ScalarType.Int8 => ("sbyte", string.Empty),
        ScalarType.Int16 => ("short", string.Empty),
        ScalarType.Int32 => ("int", string.Empty),
        ScalarType.Int64 => ("long", "L"),
        ScalarType.Float32 => ("float", "f"),
        ScalarType.Float64 => ("double", string.Empty),
        ScalarType.BFloat16 => ("bfloat16", "f"),
        ScalarType.Float16 => ("float16", "f"),
        ScalarType.ComplexFloat32 => ("complex32", string.Empty),
        _ => ("complex64", string.Empty),
    };

    private long[] Place(long matrix)
    {
        var place = new long[shape.Length - 2];
        for (var i = place.Length - 1; i >= 0; i--)
        {
            place[i] = matrix % shape[i];
            matrix /= shape[i];
        }

        return place;
    }

    private void Matrix(long firstRow, long count)
    {
        var rows = new List<List<string>>();
        for (var row = 0L; row < count; row++)
        {
            rows.Add(Row(firstRow + row));
        }

        var columns = rows.Min(row => row.Count);
        var widths = Enumerable.Range(0, columns).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            for (var column = 0; column < columns; column++)
            {
                text.Append(' ').Append(row[column].PadLeft(widths[column]));
            }

            text.Append(columns < shape[^1] ? " ..." : string.Empty).Append(limits.NewLine);
        }
    }

    // As many elements as fit into the line beside an ellipsis.
    private List<string> Row(long row)
    {
        var left = limits.Width;
        var elements = new List<string>();
        for (var column = 0L; column < shape[^1]; column++)
        {
            var element = Element((row * shape[^1]) + column);
            if (left - element.Length - " ...".Length < 0)
            {
                break;
            }

            elements.Add(element);
            left -= element.Length + 1;
        }

        return elements;
    }

    private void Nested(int dimension, long offset, (char Open, char Close) brackets, string suffix)
    {
        if (dimension == shape.Length)
        {
            text.Append(Element(offset)).Append(suffix);
            return;
        }

        var last = dimension == shape.Length - 1;
        var stride = shape[(dimension + 1)..].Aggregate(1L, (product, size) => product * size);
        var most = last ? limits.Columns : limits.Rows;
        text.Append(brackets.Open);
        for (var i = 0L; i < shape[dimension]; i++)
        {
            if (shape[dimension] > most && i == most - (most / 2))
            {
                i = shape[dimension] - (most / 2);
                text.Append(last ? "... " : " ..." + limits.NewLine + new string(' ', dimension + 1));
            }

            Nested(dimension + 1, offset + (i * stride), brackets, suffix);
            if (i < shape[dimension] - 1)
            {
                text.Append(last ? ", " : "," + limits.NewLine + new string(' ', dimension + 1));
            }
        }

        text.Append(brackets.Close);
    }

    private string Element(long index) => type switch
    {
        ScalarType.Byte => At<byte>(index).ToString(culture),
        ScalarType.Int8 => At<sbyte>(index).ToString(culture),
        ScalarType.Int16 => At<short>(index).ToString(culture),
        ScalarType.Int32 => At<int>(index).ToString(culture),
        ScalarType.Int64 => At<long>(index).ToString(culture),
        ScalarType.Bool => At<bool>(index).ToString(culture),
        ScalarType.BFloat16 => At<BFloat16>(index).ToSingle().ToString(limits.Format, culture),
        ScalarType.Float16 => ((float)At<Half>(index)).ToString(limits.Format, culture),
        ScalarType.Float32 => At<float>(index).ToString(limits.Format, culture),
        ScalarType.Float64 => At<double>(index).ToString(limits.Format, culture),
        ScalarType.ComplexFloat32 => Number(At<(float Real, float Imaginary)>(index) is var pair ? new Complex(pair.Real, pair.Imaginary) : default),
        _ => Number(At<Complex>(index)),
    };

    private string Number(Complex value)
    {
        var imaginary = value.Imaginary == 0 ? string.Empty : value.Imaginary.ToString(limits.Format, culture) + "i";
        var real = value.Real == 0 && value.Imaginary != 0 ? string.Empty : value.Real.ToString(limits.Format, culture);
        return real.Length > 0 && imaginary.Length > 0 ? $"{real}+{imaginary}" : real + imaginary;
    }

    private T At<T>(long index)
        where T : unmanaged => Unsafe.Add(ref Unsafe.As<byte, T>(ref tensor.First()), (nint)index);
}
