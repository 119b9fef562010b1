using Yolo.Geometry;

namespace Yolo.Losses;

/// <summary>Constants for each key point; those of COCO's 17 points of a person, or the same for all.</summary>
internal static class KeypointConstants
{
    private static readonly float[] CocoWeights = [1, 1, 1, 1, 1, 1, 1, 1.2f, 1.2f, 1.5f, 1.5f, 1, 1, 1.2f, 1.2f, 1.5f, 1.5f];

    /// <summary>How far off a point may be, relative to the object's size.</summary>
    internal static float[] Sigmas(KeypointForm form) => KeypointSigmas.Of(form.Points, form.Dimensions);

    /// <summary>How much the likelihood of a point counts.</summary>
    internal static float[] Weights(KeypointForm form) =>
        KeypointSigmas.ArePerson(form.Points, form.Dimensions) ? CocoWeights : [.. Enumerable.Repeat(1f, form.Points)];
}
