using System.Text;

namespace Yolo.Callbacks;

/// <summary>Finds the event that a misspelt name most likely meant. Knows the words that Keras and Lightning use for the same moments.</summary>
internal static class EventNameSuggester
{
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        ["begin"] = "start",
        ["finish"] = "end",
        ["test"] = "val",
        ["validation"] = "val",
        ["validate"] = "val",
        ["training"] = "train",
        ["prediction"] = "predict",
    };

    private static readonly Dictionary<string, string> WholeNames = new(StringComparer.Ordinal)
    {
        ["on_epoch_start"] = "on_train_epoch_start",
        ["on_epoch_end"] = "on_fit_epoch_end",
        ["on_batch_start"] = "on_train_batch_start",
        ["on_step_end"] = "on_train_batch_end",
        ["on_fit_start"] = "on_train_start",
        ["on_fit_end"] = "on_train_end",
        ["on_save_checkpoint"] = "on_model_save",
        ["on_teardown"] = "teardown",
        ["on_optimizer_step"] = "optimizer_step",
    };

    /// <summary>The nearest of <paramref name="names"/>, or null when none is near enough to be a likely misspelling.</summary>
    public static string? Nearest(string wrong, IEnumerable<string> names)
    {
        var candidates = names.Order(StringComparer.Ordinal).ToArray();
        var normalized = Normalize(wrong);
        var target = WholeNames.GetValueOrDefault(normalized, normalized);
        var best = candidates.Select(name => (Name: name, Distance: EditDistance.Between(target, name))).MinBy(c => c.Distance);
        return best.Name is not null && best.Distance <= Math.Max(2, target.Length / 3) ? best.Name : null;
    }

    private static string Normalize(string name)
    {
        var words = SnakeCase(name.Trim()).Split('_', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('_', words.Select(word => Synonyms.GetValueOrDefault(word, word)));
    }

    private static string SnakeCase(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsUpper(c) && i > 0 && char.IsLower(name[i - 1]))
            {
                result.Append('_');
            }

            result.Append(c is '-' or ' ' or '.' ? '_' : char.ToLowerInvariant(c));
        }

        return result.ToString();
    }
}
