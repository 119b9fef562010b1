using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters that take the same step together.</summary>
internal sealed class Batch<TState>
{
    internal Batch((Parameter Parameter, Tensor Gradient, TState State)[] entries)
    {
        Parameters = Array.ConvertAll(entries, entry => (Tensor)entry.Parameter);
        Gradients = Array.ConvertAll(entries, entry => entry.Gradient);
        States = Array.ConvertAll(entries, entry => entry.State);
    }

    internal Tensor[] Parameters { get; }

    internal Tensor[] Gradients { get; }

    internal TState[] States { get; }

    internal Tensor[] Of(Converter<TState, Tensor> part) => Array.ConvertAll(States, part);
}
