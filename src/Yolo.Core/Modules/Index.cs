using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>One of several inputs, or one part of an input that was split.</summary>
public sealed class Index : nn.Module<Tensor[], Tensor>
{
    private readonly int input;
    private readonly (int Start, int Length)? part;

    /// <summary>Chooses among inputs.</summary>
    /// <param name="input">Which, from 0.</param>
    public Index(int input)
        : base(nameof(Index)) => (this.input, Position) = (input, input);

    /// <summary>Chooses among the parts of the only input.</summary>
    /// <param name="part">Which, from 0.</param>
    /// <param name="channels">Channels of each part.</param>
    public Index(int part, IReadOnlyList<int> channels)
        : base(nameof(Index)) => (Position, this.part) = (part, (channels.Take(part).Sum(), channels[part]));

    /// <summary>Which one, from 0.</summary>
    internal int Position { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor[] input) => part is { } channels
        ? Operations.Narrow(input[0], 1, channels.Start, channels.Length)
        : Operations.Alias(input[this.input]);

    /// <inheritdoc/>
    protected override void RegisterComponents()
    {
    }
}
