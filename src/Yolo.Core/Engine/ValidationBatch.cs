using TorchSharp;
using Yolo.Data.Labels;
using Yolo.Data.Loading;
using Yolo.Geometry;

namespace Yolo.Engine;

/// <summary>The pictures that are judged together.</summary>
/// <param name="Images">Paths, sizes and labels of the pictures.</param>
/// <param name="Samples">The pictures as they were read, and the labels in the input. It lives until the batch is done.</param>
/// <param name="Input">[B, 3, H, W], RGB from 0 to 1, channels last in memory, on the network's device. It lives until the batch is done.</param>
public sealed record ValidationBatch(IReadOnlyList<LabelledImage> Images, SampleBatch Samples, torch.Tensor Input)
{
    /// <summary>How many pictures there are.</summary>
    public int Count => Images.Count;

    /// <summary>The labelled objects of one picture, in pixels of the input.</summary>
    /// <param name="index">The picture, from 0.</param>
    /// <returns>As many boxes as classes.</returns>
    public (Box[] Boxes, int[] Classes) LabelsOf(int index)
    {
        var first = Array.FindIndex(Samples.ObjectSamples, sample => sample == index);
        if (first < 0)
        {
            return ([], []);
        }

        var end = Array.FindLastIndex(Samples.ObjectSamples, sample => sample == index) + 1;
        var boxes = new Box[end - first];
        for (var i = 0; i < boxes.Length; i++)
        {
            var row = Samples.BoxesXywhNormalized.AsSpan((first + i) * 4, 4);
            boxes[i] = Box.FromCenter(row[0] * Samples.Width, row[1] * Samples.Height, row[2] * Samples.Width, row[3] * Samples.Height);
        }

        return (boxes, Samples.ObjectClasses[first..end]);
    }
}
