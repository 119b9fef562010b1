namespace Yolo.Tests.Models;

/// <summary>A network of the blocks that no published network uses.</summary>
internal static class RarestBlocks
{
    public const string Yaml = """
        nc: 3
        backbone:
          - [-1, 1, Conv, [16, 3, 2]]
          - [-1, 2, C3TR, [24]]
          - [-1, 1, Conv2, [24, 16]]
          - [-1, 1, Conv2, [16, 16, 3, 2]]
          - [-1, 1, DWConvTranspose2d, [16, 3, 2, 1, 1]]
          - [-1, 1, CBLinear, [[8, 16]]]
          - [5, 1, Index, [1]]
          - [[2, 6], 1, Index, [16, -1]]
          - [-1, 1, TransformerBlock, [16, 24, 4, 1]]
          - [-1, 1, CIB, [24, 16]]
          - [-1, 1, RepVGGDW, [16]]
          - [-1, 1, PSABlock, [16, 0.5, 2]]
          - [-1, 1, ABlock, [16, 2]]
          - [-1, 1, RepCSP, [16, 16, 1]]
          - [-1, 1, nn.Conv2d, [16, 16, [1, 3], 1, [0, 1]]]
          - [-1, 1, nn.SiLU, []]
          - [-1, 1, nn.LeakyReLU, [0.2]]
          - [-1, 1, nn.GELU, []]
          - [-1, 1, nn.AvgPool2d, [3, 1, 1]]
          - [-1, 1, nn.Hardswish, []]
          - [-1, 1, nn.Mish, []]
          - [-1, 1, nn.Dropout, [0.25]]
          - [-1, 1, nn.Tanh, []]
          - [-1, 1, nn.ReLU, []]
          - [-1, 1, nn.Sigmoid, []]
        head:
          - [[-1], 1, Detect, [nc]]
        """;
}
