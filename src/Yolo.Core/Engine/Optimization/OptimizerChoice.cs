using Yolo.Engine.Settings;

namespace Yolo.Engine.Optimization;

/// <summary>Which optimizer a run takes: the one that its settings name, or the one that fits its length.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="LearningRate">The learning rate before any schedule.</param>
/// <param name="Momentum">The momentum, or first beta.</param>
/// <param name="WarmupBiasLearningRate">Where the learning rate of biases starts in warm-up; null: where the settings say.</param>
internal sealed record OptimizerChoice(OptimizerKind Kind, double LearningRate, double Momentum, double? WarmupBiasLearningRate)
{
    private const string Automatic = "auto";
    private const long LongRun = 10_000;
    private const double LongRate = 0.01;
    private const double AutomaticMomentum = 0.9;

    /// <summary>Reads the settings; <c>auto</c> takes MuSGD for long runs and AdamW, slower the more classes there are, for others.</summary>
    /// <exception cref="SettingException">There is no optimizer of that name.</exception>
    internal static OptimizerChoice Of(OptimizerSettings settings, long iterations, int classes)
    {
        if (!string.Equals(settings.Name, Automatic, StringComparison.OrdinalIgnoreCase))
        {
            return new(Find(settings.Name), settings.LearningRate, settings.Momentum, null);
        }

        return iterations > LongRun
            ? new(OptimizerKind.MuSGD, LongRate, AutomaticMomentum, 0)
            : new(OptimizerKind.AdamW, Math.Round(0.002 * 5 / (4 + classes), 6), AutomaticMomentum, 0);
    }

    private static OptimizerKind Find(string name)
    {
        var kinds = Enum.GetValues<OptimizerKind>().ToDictionary(kind => kind.ToString(), StringComparer.OrdinalIgnoreCase);
        if (kinds.TryGetValue(name, out var found))
        {
            return found;
        }

        var nearest = Spelling.Nearest(name, kinds.Keys.Append(Automatic));
        var suggestion = nearest is null ? string.Empty : $" Did you mean {nearest}?";
        throw new SettingException($"optimizer={name} will not do: there is no such optimizer.{suggestion} There are {string.Join(", ", kinds.Keys)} and {Automatic}.");
    }
}
