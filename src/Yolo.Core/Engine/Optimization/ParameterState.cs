using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>What an optimizer remembers of one parameter. Owns the tensors.</summary>
internal sealed class ParameterState(Parameter parameter) : IDisposable
{
    private Tensor? first;
    private Tensor? second;

    /// <summary>The parameter. The network owns it.</summary>
    internal Parameter Parameter { get; } = parameter;

    /// <summary>How many steps it has taken.</summary>
    internal long Steps { get; set; }

    /// <summary>The product of all momenta so far, for NAdam.</summary>
    internal double MomentumProduct { get; set; } = 1;

    /// <summary>The mean of gradients, or whatever the kind of optimizer keeps first, laid out as the parameter; null before it is needed.</summary>
    internal Tensor? First
    {
        get => first;
        set => first = Keep(first, value);
    }

    /// <summary>The mean of squares, or whatever the kind of optimizer keeps second; null before it is needed.</summary>
    internal Tensor? Second
    {
        get => second;
        set => second = Keep(second, value);
    }

    /// <summary>The first tensor, of zeros if it was not there.</summary>
    internal Tensor FirstOrZeros() => First ??= Parameter.zeros_like();

    /// <summary>The second tensor, of zeros if it was not there.</summary>
    internal Tensor SecondOrZeros() => Second ??= Parameter.zeros_like();

    /// <summary>Forgets everything.</summary>
    internal void Reset() => (First, Second, Steps, MomentumProduct) = (null, null, 0, 1);

    /// <inheritdoc/>
    public void Dispose() => Reset();

    private static Tensor? Keep(Tensor? before, Tensor? after)
    {
        before?.Dispose();
        return after?.DetachFromDisposeScope();
    }
}
