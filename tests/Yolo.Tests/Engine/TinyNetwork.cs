using Yolo.Models;

namespace Yolo.Tests.Engine;

/// <summary>A network that trains in no time: 29 thousand parameters, three levels, every kind of layer that matters to a training.</summary>
internal static class TinyNetwork
{
    /// <summary>Its description, as a file has it.</summary>
    /// <param name="task">What its head is for.</param>
    /// <param name="generation26">Whether its head is one of generation 26: end-to-end, without a distribution of distances.</param>
    internal static string Describe(ModelTask task, bool generation26 = false) => $"""
        nc: 3
        kpt_shape: [4, 3]
        end2end: {generation26}
        reg_max: {(generation26 ? 1 : 16)}
        backbone:
          - [-1, 1, Conv, [8, 3, 2]]
          - [-1, 1, Conv, [16, 3, 2]]
          - [-1, 1, C2f, [16, True]]
          - [-1, 1, Conv, [16, 3, 2]]
          - [-1, 1, Conv, [16, 3, 2]]
          - [-1, 1, SPPF, [16, 5]]
          - [-1, 1, Conv, [16, 3, 2]]
        head:
          - {HeadOf(task, generation26 ? "26" : "")}
        """;

    private static string HeadOf(ModelTask task, string generation) => task switch
    {
        ModelTask.Segment => $"[[3, 5, 6], 1, Segment{generation}, [nc, 4, 8]]",
        ModelTask.Pose => $"[[3, 5, 6], 1, Pose{generation}, [nc, kpt_shape]]",
        ModelTask.Obb => $"[[3, 5, 6], 1, OBB{generation}, [nc, 1]]",
        ModelTask.Classify => "[-1, 1, Classify, [nc]]",
        _ => "[[3, 5, 6], 1, Detect, [nc]]",
    };
}
