using System.Globalization;

namespace Yolo.Engine.Settings;

/// <summary>
/// Settings that the reference has and a mode of ours does not read. A file of settings names them all: at their defaults they are passed over,
/// otherwise they are refused with a reason, for nothing is accepted that has no effect.
/// </summary>
internal static class ReferenceSettings
{
    private const string OtherMode = "it belongs to another mode";
    private const string Segmentation = "it belongs to the task segment, which is not trained here";
    private const string Classification = "it belongs to the task classify, which is not trained here";
    private const string Pose = "it belongs to the task pose, which is not trained here";
    private const string Formats = "it belongs to export formats that are not offered; format=onnx is";

    private static readonly Dictionary<string, (string? Default, string Reason)> All = new(StringComparer.Ordinal)
    {
        ["profile"] = ("false", "speeds of exported models are measured by bench/, not while training"),
        ["compile"] = ("false", "TorchSharp has no compiler of networks"),
        ["overlap_mask"] = ("true", Segmentation),
        ["mask_ratio"] = ("4", Segmentation),
        ["retina_masks"] = ("false", OtherMode),
        ["dropout"] = ("0.0", Classification),
        ["auto_augment"] = ("randaugment", Classification),
        ["erasing"] = ("0.4", Classification),
        ["pose"] = ("12.0", Pose),
        ["kobj"] = ("1.0", Pose),
        ["rle"] = ("1.0", Pose),
        ["angle"] = ("1.0", "it belongs to the task obb, which is not trained here"),
        ["dnn"] = ("false", "networks run on TorchSharp, not on OpenCV"),
        ["end2end"] = (null, "heads work as their model has them"),
        ["tracker"] = ("botsort.yaml", "objects are not tracked"),
        ["embed"] = (null, "features are not returned; a hook on a layer of the network gets them"),
        ["visualize"] = ("false", "features are not drawn"),
        ["show"] = ("false", "no windows are opened; the drawn pictures are written"),
        ["keras"] = ("false", Formats),
        ["optimize"] = ("false", Formats),
        ["int8"] = ("false", Formats),
        ["workspace"] = (null, Formats),
        ["format"] = ("torchscript", OtherMode),
    };

    // Read by one mode and of no meaning to the others.
    private static readonly Dictionary<string, string?> OfOneMode = new(StringComparer.Ordinal)
    {
        ["source"] = null,
        ["vid_stride"] = "1",
        ["stream_buffer"] = "false",
        ["augment"] = "false",
        ["agnostic_nms"] = "false",
        ["classes"] = null,
        ["save_frames"] = "false",
        ["save_txt"] = "false",
        ["save_conf"] = "false",
        ["save_crop"] = "false",
        ["show_labels"] = "true",
        ["show_conf"] = "true",
        ["show_boxes"] = "true",
        ["line_width"] = null,
        ["dynamic"] = "false",
        ["simplify"] = "true",
        ["opset"] = null,
        ["nms"] = "false",
        ["half"] = "false",
    };

    /// <summary>Whether the reference has the setting.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="usual">Its default; null for none.</param>
    /// <param name="reason">Why another value is refused.</param>
    internal static bool TryFind(string key, out string? usual, out string reason)
    {
        if (All.TryGetValue(key, out var known))
        {
            (usual, reason) = known;
            return true;
        }

        reason = OtherMode;
        return OfOneMode.TryGetValue(key, out usual);
    }

    /// <summary>Whether two texts mean the same value: 0 and 0.0 do, True and true do.</summary>
    internal static bool IsSame(string value, string? usual) =>
        string.Equals(value, usual, StringComparison.OrdinalIgnoreCase)
        || (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.TryParse(usual, NumberStyles.Float, CultureInfo.InvariantCulture, out var other) && number == other);
}
