namespace Yolo.Models;

/// <summary>Why there is no block of a name.</summary>
internal static class UnknownBlocks
{
    private const string OwnBlock = "add it with BlockRegistry.Add to use it";

    /// <summary>A sentence for the error.</summary>
    public static string Explain(string block) => block switch
    {
        "C2fAttn" => $"this block is guided by a text besides the picture, and networks here see pictures alone; take C2f, or {OwnBlock}.",
        _ when block.StartsWith("torchvision.", StringComparison.Ordinal) => $"modules of torchvision are not part of the runtime; {OwnBlock}.",
        _ when BlockTable.IsOfTorch(block) => $"of torch's modules {string.Join(", ", BlockRegistry.Names.Where(BlockTable.IsOfTorch))} can be named; {OwnBlock}.",
        _ => $"there is no such block.{NearestName.Suggest(block, BlockRegistry.Names)}",
    };
}
