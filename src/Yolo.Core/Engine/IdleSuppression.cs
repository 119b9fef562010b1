namespace Yolo.Engine;

/// <summary>Says so where settings of suppression change nothing: a model that is end-to-end, or a file that suppresses by itself, has chosen among its boxes already.</summary>
internal static class IdleSuppression
{
    /// <summary>The warnings.</summary>
    /// <param name="model">The model.</param>
    /// <param name="asksForIou">Whether the setting <c>iou</c> has another value than usual.</param>
    /// <param name="agnostic">The setting <c>agnostic_nms</c>.</param>
    internal static IEnumerable<string> Warnings(YoloModel model, bool asksForIou, bool agnostic)
    {
        if (!model.IsEndToEnd)
        {
            yield break;
        }

        if (asksForIou)
        {
            yield return $"'iou' changes nothing: {model.Source} chooses among its boxes by itself.";
        }

        if (agnostic)
        {
            yield return $"'agnostic_nms' changes nothing: {model.Source} chooses among its boxes by itself.";
        }
    }
}
