using System.Collections.Concurrent;
using static TorchSharp.torch;

namespace Yolo.Models;

/// <summary>The blocks that descriptions may name. Thread-safe.</summary>
public static class BlockRegistry
{
    private static readonly ConcurrentDictionary<string, BlockDefinition> Table = new(BlockTable.All, StringComparer.Ordinal);

    /// <summary>The names of all blocks, sorted.</summary>
    public static IReadOnlyList<string> Names => [.. Table.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Adds a block of your own, from then on usable in every YAML file.</summary>
    /// <param name="name">Its name there.</param>
    /// <param name="create">
    /// Makes one. Arguments are (input channels, output channels, the rest of the row) unless <paramref name="channels"/> says otherwise.
    /// The block must not return its input itself; <c>Operations.Alias(input)</c> may be returned.
    /// </param>
    /// <param name="channels">What the arguments mean.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <example><code>BlockRegistry.Add("MyBlock", arguments => new MyBlock(arguments.WholeNumber(0), arguments.WholeNumber(1)));</code></example>
    public static void Add(string name, Func<BlockArguments, nn.Module<Tensor, Tensor>> create, BlockChannels channels = BlockChannels.Scaled)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(create);
        Func<BlockRow, ArrangedRow> arrange = channels switch
        {
            BlockChannels.ScaledWithRepeats => ArgumentRules.ScaledWithRepeats,
            BlockChannels.Unchanged => ArgumentRules.Unchanged,
            _ => ArgumentRules.Scaled,
        };
        if (!Table.TryAdd(name, new BlockDefinition(arrange, create)))
        {
            throw new ArgumentException($"There is a block '{name}' already; choose another name.", nameof(name));
        }
    }

    /// <summary>The definition of a block; null if there is none of that name.</summary>
    internal static BlockDefinition? Find(string name) =>
        Table.GetValueOrDefault(name.StartsWith("torch.nn.", StringComparison.Ordinal) ? name["torch.".Length..] : name);
}
