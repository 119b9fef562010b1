using static TorchSharp.torch;

namespace Yolo.Models;

/// <summary>How a block of a description is made.</summary>
/// <param name="Arrange">From the arguments of the row to those of the constructor.</param>
/// <param name="Create">From the arguments of the constructor to the block.</param>
internal sealed record BlockDefinition(Func<BlockRow, ArrangedRow> Arrange, Func<BlockArguments, nn.Module> Create);
