using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>The objects of a batch in rows: on the host for choosing anchor points, on the device for gathering.</summary>
/// <remarks>
/// Legend: N objects, B images, M most objects of an image, Q numbers of a box. An object has a row (0 to N − 1) and a slot (image · M + its number
/// within the image). The tensors belong to the dispose scope in which the table was made.
/// </remarks>
internal sealed class TargetTable
{
    /// <summary>Makes a table.</summary>
    /// <param name="images">N: the image of each object.</param>
    /// <param name="classes">N: the class of each object.</param>
    /// <param name="boxes">N × Q numbers in pixels: x1, y1, x2, y2, or centre x, centre y, width, height, angle.</param>
    /// <param name="columns">Q.</param>
    /// <param name="batch">B.</param>
    /// <param name="device">Where tensors go.</param>
    internal TargetTable(int[] images, int[] classes, float[] boxes, int columns, int batch, Device device)
    {
        (Images, HostBoxes, Count, Columns, Batch) = (images, boxes, images.Length, columns, batch);
        CountsPerImage = new int[batch];
        var numbers = Array.ConvertAll(images, image => CountsPerImage[image]++);
        MaximumPerImage = CountsPerImage.Max();

        var next = new int[batch];
        for (var image = 1; image < batch; image++)
        {
            next[image] = next[image - 1] + CountsPerImage[image - 1];
        }

        // All whole numbers go to the device in one piece.
        var whole = new long[(5 * Count) + (batch * MaximumPerImage)];
        var rowOfSlot = whole.AsSpan(5 * Count);
        for (var row = 0; row < Count; row++)
        {
            var slot = (images[row] * MaximumPerImage) + numbers[row];
            (whole[row], whole[Count + row], whole[(2 * Count) + row], whole[(3 * Count) + row]) = (numbers[row], images[row], classes[row], slot);
            rowOfSlot[slot] = row;
            whole[(4 * Count) + next[images[row]]++] = row;
        }

        var sent = tensor(whole).SentTo(device);
        (Numbers, ImageOf, Classes, Slots, ByImage) = (Part(0), Part(1), Part(2), Part(3), Part(4));
        RowOfSlot = sent.narrow(0, 5 * Count, rowOfSlot.Length);
        Boxes = tensor(boxes, [Count, Columns]).SentTo(device); // [N, Q]

        Tensor Part(int number) => sent.narrow(0, number * Count, Count); // [N]
    }

    /// <summary>N.</summary>
    internal int Count { get; }

    /// <summary>B.</summary>
    internal int Batch { get; }

    /// <summary>M.</summary>
    internal int MaximumPerImage { get; }

    /// <summary>B: objects of each image, on the host.</summary>
    internal int[] CountsPerImage { get; }

    /// <summary>Q.</summary>
    internal int Columns { get; }

    /// <summary>N: the image of each row, on the host.</summary>
    internal int[] Images { get; }

    /// <summary>N × Q numbers, on the host.</summary>
    internal float[] HostBoxes { get; }

    /// <summary>[N], the image of each row.</summary>
    internal Tensor ImageOf { get; }

    /// <summary>[N], the number of each row within its image.</summary>
    internal Tensor Numbers { get; }

    /// <summary>[N].</summary>
    internal Tensor Classes { get; }

    /// <summary>[N], the slot of each row.</summary>
    internal Tensor Slots { get; }

    /// <summary>[N], the rows, image by image.</summary>
    internal Tensor ByImage { get; }

    /// <summary>[B·M], the row of each slot; 0 for empty slots.</summary>
    internal Tensor RowOfSlot { get; }

    /// <summary>[N, Q], pixels.</summary>
    internal Tensor Boxes { get; }

    /// <summary>The box of a row, on the host.</summary>
    internal ReadOnlySpan<float> BoxOf(int row) => HostBoxes.AsSpan(row * Columns, Columns);

    /// <summary>Whether a row counts: the reference takes boxes whose numbers do not add up to more than 0 for padding.</summary>
    internal bool IsValid(int row)
    {
        var sum = 0f;
        foreach (var value in BoxOf(row))
        {
            sum += value;
        }

        return sum > 0;
    }
}
