using Yolo.Geometry;
using static TorchSharp.torch;

namespace Yolo.Modules.Recording;

/// <summary>Writes down what a network computes while it runs.</summary>
internal interface IOperationRecorder
{
    /// <summary>An operation.</summary>
    /// <returns>What comes out, or something of the same shape and type in its place.</returns>
    Tensor Record(Operation operation, Tensor[] inputs);

    /// <summary>The anchor points that follow from the sizes of the levels of a pyramid.</summary>
    void RecordAnchors(AnchorPoints anchors, Tensor[] levels, IReadOnlyList<double> strides);
}
