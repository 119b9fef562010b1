namespace Yolo.Losses;

/// <summary>Constants for each key point; those of COCO's 17 points of a person, or the same for all.</summary>
internal static class KeypointConstants
{
    private static readonly float[] CocoSigmas =
    [
        0.026f, 0.025f, 0.025f, 0.035f, 0.035f, 0.079f, 0.079f, 0.072f, 0.072f, 0.062f, 0.062f, 0.107f, 0.107f, 0.087f, 0.087f, 0.089f, 0.089f,
    ];

    private static readonly float[] CocoWeights = [1, 1, 1, 1, 1, 1, 1, 1.2f, 1.2f, 1.5f, 1.5f, 1, 1, 1.2f, 1.2f, 1.5f, 1.5f];

    /// <summary>How far off a point may be, relative to the object's size.</summary>
    internal static float[] Sigmas(KeypointForm form) => IsCoco(form) ? CocoSigmas : Repeat(form, 1f / form.Points);

    /// <summary>How much the likelihood of a point counts.</summary>
    internal static float[] Weights(KeypointForm form) => IsCoco(form) ? CocoWeights : Repeat(form, 1);

    private static bool IsCoco(KeypointForm form) => form is { Points: 17, Dimensions: 3 };

    private static float[] Repeat(KeypointForm form, float value) => [.. Enumerable.Repeat(value, form.Points)];
}
