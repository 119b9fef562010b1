namespace Yolo.Tests.Engine.Optimization;

/// <summary>The rules of optimizers, number by number in double precision, as their papers and the reference state them.</summary>
internal static class PlainSteps
{
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    /// <summary>A parameter after one step for each gradient.</summary>
    public static double[] Run(string name, double[] start, IEnumerable<double[]> gradients, double rate, double momentum, double decay)
    {
        var parameter = (double[])start.Clone();
        var first = new double[start.Length];
        var second = new double[start.Length];
        var product = 1.0;
        foreach (var (i, gradient) in gradients.Index())
        {
            var step = i + 1;
            product *= NAdamMomentum(momentum, step);
            for (var k = 0; k < parameter.Length; k++)
            {
                parameter[k] = name switch
                {
                    "SGD" => Sgd(parameter[k], gradient[k] + (decay * parameter[k]), ref first[k], rate, momentum),
                    "RMSProp" => RmsProp(parameter[k], gradient[k] + (decay * parameter[k]), ref first[k], ref second[k], rate, momentum),
                    "AdamW" => Adam(parameter[k] * (1 - (rate * decay)), gradient[k], ref first[k], ref second[k], rate, momentum, step),
                    "Adam" => Adam(parameter[k], gradient[k] + (decay * parameter[k]), ref first[k], ref second[k], rate, momentum, step),
                    "Adamax" => Adamax(parameter[k], gradient[k] + (decay * parameter[k]), ref first[k], ref second[k], rate, momentum, step),
                    "NAdam" => NAdam(parameter[k], gradient[k] + (decay * parameter[k]), ref first[k], ref second[k], rate, momentum, step, product),
                    "RAdam" => RAdam(parameter[k], gradient[k] + (decay * parameter[k]), ref first[k], ref second[k], rate, momentum, step),
                    _ => throw new ArgumentOutOfRangeException(nameof(name)),
                };
            }
        }

        return parameter;
    }

    private static double Sgd(double p, double g, ref double buffer, double rate, double momentum)
    {
        buffer = (momentum * buffer) + g;
        return p - (rate * (g + (momentum * buffer)));
    }

    private static double RmsProp(double p, double g, ref double square, ref double buffer, double rate, double momentum)
    {
        square = (0.99 * square) + (0.01 * g * g);
        buffer = (momentum * buffer) + (g / (Math.Sqrt(square) + Epsilon));
        return p - (rate * buffer);
    }

    private static double Adam(double p, double g, ref double mean, ref double square, double rate, double beta1, int step)
    {
        Moments(g, ref mean, ref square, beta1);
        return p - (rate * (mean / (1 - Math.Pow(beta1, step))) / (Math.Sqrt(square / (1 - Math.Pow(Beta2, step))) + Epsilon));
    }

    private static double Adamax(double p, double g, ref double mean, ref double largest, double rate, double beta1, int step)
    {
        mean = (beta1 * mean) + ((1 - beta1) * g);
        largest = Math.Max(Beta2 * largest, Math.Abs(g) + Epsilon);
        return p - (rate / (1 - Math.Pow(beta1, step)) * mean / largest);
    }

    private static double NAdam(double p, double g, ref double mean, ref double square, double rate, double beta1, int step, double product)
    {
        Moments(g, ref mean, ref square, beta1);
        var (now, next) = (NAdamMomentum(beta1, step), NAdamMomentum(beta1, step + 1));
        var divisor = Math.Sqrt(square / (1 - Math.Pow(Beta2, step))) + Epsilon;
        return p - (rate * (1 - now) / (1 - product) * g / divisor) - (rate * next / (1 - (product * next)) * mean / divisor);
    }

    private static double RAdam(double p, double g, ref double mean, ref double square, double rate, double beta1, int step)
    {
        Moments(g, ref mean, ref square, beta1);
        var corrected = mean / (1 - Math.Pow(beta1, step));
        var longest = (2 / (1 - Beta2)) - 1;
        var power = Math.Pow(Beta2, step);
        var length = longest - (2 * step * power / (1 - power));
        if (length <= 5)
        {
            return p - (rate * corrected);
        }

        var rectified = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
        return p - (rate * rectified * corrected * Math.Sqrt(1 - power) / (Math.Sqrt(square) + Epsilon));
    }

    private static void Moments(double g, ref double mean, ref double square, double beta1)
    {
        mean = (beta1 * mean) + ((1 - beta1) * g);
        square = (Beta2 * square) + ((1 - Beta2) * g * g);
    }

    private static double NAdamMomentum(double beta1, int step) => beta1 * (1 - (0.5 * Math.Pow(0.96, step * 0.004)));
}
