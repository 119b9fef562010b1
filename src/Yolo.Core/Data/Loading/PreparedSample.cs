using Yolo.Data.Augmentations;
using Yolo.Geometry;

namespace Yolo.Data.Loading;

/// <summary>A sample of the size of its batch.</summary>
/// <param name="Index">Position in the data set.</param>
/// <param name="Sample">Picture and objects; whoever gets it releases it.</param>
/// <param name="Transform">How the original picture lies in it; meaningless after augmentation.</param>
internal readonly record struct PreparedSample(int Index, Sample Sample, LetterboxTransform Transform);
