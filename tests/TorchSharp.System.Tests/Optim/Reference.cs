namespace TorchSharp.Tests.Optim;

/// <summary>One parameter's update, in plain double arithmetic, as the papers and PyTorch's documentation define it.</summary>
/// <param name="value">The parameter.</param>
/// <param name="gradient">Its gradient.</param>
/// <param name="memory">What is remembered of the parameter; zeros at first.</param>
/// <param name="step">The number of the step, from 1.</param>
/// <returns>The new value.</returns>
public delegate double Update(double value, double gradient, double[] memory, int step);

internal static class Reference
{
    internal static Update Sgd(double lr, double momentum = 0, double dampening = 0, double decay = 0, bool nesterov = false, bool maximize = false) =>
        (value, gradient, memory, step) =>
        {
            var g = (maximize ? -gradient : gradient) + (decay * value);
            if (momentum == 0)
            {
                return value - (lr * g);
            }

            memory[0] = step == 1 ? g : (momentum * memory[0]) + ((1 - dampening) * g);
            return value - (lr * (nesterov ? g + (momentum * memory[0]) : memory[0]));
        };

    internal static Update Adam(double lr, double b1, double b2, double eps, double decay, bool decoupled, bool amsgrad = false, bool maximize = false) =>
        (value, gradient, memory, step) =>
        {
            var g = maximize ? -gradient : gradient;
            value -= decoupled ? lr * decay * value : 0;
            g += decoupled ? 0 : decay * value;
            memory[0] = (b1 * memory[0]) + ((1 - b1) * g);
            memory[1] = (b2 * memory[1]) + ((1 - b2) * g * g);
            memory[2] = Math.Max(memory[2], memory[1]);
            var mean = memory[0] / (1 - Math.Pow(b1, step));
            var square = (amsgrad ? memory[2] : memory[1]) / (1 - Math.Pow(b2, step));
            return value - (lr * mean / (Math.Sqrt(square) + eps));
        };

    internal static Update Adamax(double lr, double b1, double b2, double eps, double decay) => (value, gradient, memory, step) =>
    {
        var g = gradient + (decay * value);
        memory[0] = (b1 * memory[0]) + ((1 - b1) * g);
        memory[1] = Math.Max(b2 * memory[1], Math.Abs(g) + eps);
        return value - (lr / (1 - Math.Pow(b1, step)) * memory[0] / memory[1]);
    };

    internal static Update NAdam(double lr, double b1, double b2, double eps, double decay, double momentumDecay) => (value, gradient, memory, step) =>
    {
        var g = gradient + (decay * value);
        var now = b1 * (1 - (0.5 * Math.Pow(0.96, step * momentumDecay)));
        var next = b1 * (1 - (0.5 * Math.Pow(0.96, (step + 1) * momentumDecay)));
        memory[2] = (step == 1 ? 1 : memory[2]) * now;
        memory[0] = (b1 * memory[0]) + ((1 - b1) * g);
        memory[1] = (b2 * memory[1]) + ((1 - b2) * g * g);
        var mean = (next * memory[0] / (1 - (memory[2] * next))) + ((1 - now) * g / (1 - memory[2]));
        return value - (lr * mean / (Math.Sqrt(memory[1] / (1 - Math.Pow(b2, step))) + eps));
    };

    internal static Update RAdam(double lr, double b1, double b2, double eps, double decay) => (value, gradient, memory, step) =>
    {
        var g = gradient + (decay * value);
        memory[0] = (b1 * memory[0]) + ((1 - b1) * g);
        memory[1] = (b2 * memory[1]) + ((1 - b2) * g * g);
        var mean = memory[0] / (1 - Math.Pow(b1, step));
        var longest = (2 / (1 - b2)) - 1;
        var length = longest - (2 * step * Math.Pow(b2, step) / (1 - Math.Pow(b2, step)));
        if (length <= 5)
        {
            return value - (lr * mean);
        }

        var rectified = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
        return value - (lr * mean * rectified * Math.Sqrt(1 - Math.Pow(b2, step)) / (Math.Sqrt(memory[1]) + eps));
    };

    internal static Update RmsProp(double lr, double alpha, double eps, double decay, double momentum, bool centered, bool maximize = false) =>
        (value, gradient, memory, _) =>
        {
            var g = (maximize ? -gradient : gradient) + (decay * value);
            memory[0] = (alpha * memory[0]) + ((1 - alpha) * g * g);
            memory[1] = (alpha * memory[1]) + ((1 - alpha) * g);
            var root = Math.Sqrt(memory[0] - (centered ? memory[1] * memory[1] : 0)) + eps;
            memory[2] = (momentum * memory[2]) + (g / root);
            return value - (lr * (momentum > 0 ? memory[2] : g / root));
        };
}
