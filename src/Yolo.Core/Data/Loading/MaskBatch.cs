namespace Yolo.Data.Loading;

/// <summary>The masks of a batch.</summary>
/// <remarks>B samples, M objects of all samples together, h × w size of the masks.</remarks>
/// <param name="Width">w: columns, the input's divided by the mask ratio.</param>
/// <param name="Height">h: rows.</param>
/// <param name="AreMaps">Whether there is one map a sample; otherwise one mask an object.</param>
/// <param name="Values">
/// B × h × w numbers, 0 or one more than the number of the object within its sample; or M × h × w numbers of 0 and 1, in the order of the objects.
/// </param>
/// <param name="Classes">B × h × w numbers: the class of the smallest object at each pixel, 0 where there is none.</param>
internal sealed record MaskBatch(int Width, int Height, bool AreMaps, short[] Values, short[] Classes);
