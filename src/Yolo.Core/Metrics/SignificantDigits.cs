using System.Globalization;

namespace Yolo.Metrics;

/// <summary>Writes numbers to a count of significant digits, as the conversion %g of C does.</summary>
internal static class SignificantDigits
{
    /// <summary>Formats a number.</summary>
    /// <param name="value">Any number; not-a-number and infinities become nan, inf and -inf.</param>
    /// <param name="digits">Significant digits, 1 to 17.</param>
    /// <returns>The shorter of plain and scientific notation, without trailing zeros: 0.0123, 1e-05, 1.23e+06.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The digits are out of range.</exception>
    public static string Format(double value, int digits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 17);
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }

        // Rounding comes first, for it may carry into the next power of ten: 9.996 to three digits is 10.
        string scientific = value.ToString("e" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        int mark = scientific.IndexOf('e', StringComparison.Ordinal);
        int exponent = int.Parse(scientific.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (exponent < -4 || exponent >= digits)
        {
            string sign = exponent < 0 ? "-" : "+";
            return Trim(scientific[..mark]) + "e" + sign + Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
        }

        return Trim(value.ToString("f" + (digits - 1 - exponent).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }

    private static string Trim(string number) => number.Contains('.', StringComparison.Ordinal) ? number.TrimEnd('0').TrimEnd('.') : number;
}
