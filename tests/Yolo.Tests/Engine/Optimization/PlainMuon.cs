namespace Yolo.Tests.Engine.Optimization;

/// <summary>The iteration that makes a matrix orthogonal, in double precision.</summary>
internal static class PlainMuon
{
    /// <summary>Five steps for a wide matrix, row by row.</summary>
    public static double[] Orthogonalize(double[] matrix, int rows)
    {
        var columns = matrix.Length / rows;
        var size = Math.Sqrt(matrix.Sum(value => value * value)) + 1e-7;
        var x = matrix.Select(value => value / size).ToArray();
        for (var i = 0; i < 5; i++)
        {
            var a = Product(x, Transposed(x, rows, columns), rows, columns, rows);
            var aa = Product(a, a, rows, rows, rows);
            var b = a.Zip(aa, (once, twice) => (-4.7750 * once) + (2.0315 * twice)).ToArray();
            x = [.. x.Zip(Product(b, x, rows, rows, columns), (value, change) => (3.4445 * value) + change)];
        }

        return x;
    }

    private static double[] Transposed(double[] matrix, int rows, int columns) =>
        [.. Enumerable.Range(0, matrix.Length).Select(i => matrix[(i % rows * columns) + (i / rows)])];

    private static double[] Product(double[] a, double[] b, int rows, int inner, int columns)
    {
        var result = new double[rows * columns];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                for (var k = 0; k < inner; k++)
                {
                    result[(r * columns) + c] += a[(r * inner) + k] * b[(k * columns) + c];
                }
            }
        }

        return result;
    }
}
