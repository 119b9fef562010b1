using Yolo.Data;
using Yolo.Data.Labels;
using Yolo.Engine.Settings;

namespace Yolo.Engine;

/// <summary>The setting <c>classes</c>: which classes count.</summary>
internal static class ClassFilter
{
    private const string Idle = "'classes' changes nothing for a classifier";

    /// <summary>What a prediction says whose classes cannot be chosen.</summary>
    internal const string IdleInPrediction = $"{Idle}: every class has its probability.";

    /// <summary>Refuses classes that do not exist, which would match nothing.</summary>
    /// <param name="classes">Their indexes; null for all.</param>
    /// <param name="count">How many classes there are.</param>
    /// <exception cref="SettingException">One of them does not exist, or none is named.</exception>
    internal static void Require(IReadOnlyList<int>? classes, int count)
    {
        if (classes is { Count: 0 })
        {
            throw new SettingException("classes=[] will not do: no class would count. Leave it out for all.");
        }

        if (classes?.Where(index => index < 0 || index >= count).Cast<int?>().FirstOrDefault() is { } missing)
        {
            throw new SettingException(FormattableString.Invariant($"classes={missing} will not do: class {missing} does not exist; there are {(count == 1 ? "only class 0" : FormattableString.Invariant($"the classes 0 to {count - 1}"))}."));
        }
    }

    /// <summary>A split with the objects of some classes alone. Where classes are folders a picture is nothing but its class: all stay, which is said.</summary>
    /// <param name="classes">Classes that there are; null for all.</param>
    /// <param name="spec">The data set.</param>
    /// <param name="labels">The split.</param>
    internal static LabelledDataset Apply(IReadOnlyList<int>? classes, DatasetSpec spec, LabelledDataset labels) =>
        classes is null ? labels
        : spec.Labels != LabelForm.Folders ? labels.KeepClasses([.. classes])
        : labels with { Notices = [.. labels.Notices, $"{spec.File}: {Idle}: all classes are learned and judged."] };
}
