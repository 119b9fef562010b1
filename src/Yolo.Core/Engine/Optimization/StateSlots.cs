using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>What torch's optimizers remember, under the names that checkpoints have for it.</summary>
internal static class StateSlots
{
    internal const string Momentum = "momentum_buffer";

    /// <summary>The slots of the state of one parameter.</summary>
    internal static IReadOnlyList<StateSlot> Of(OptimizerState state) => state switch
    {
        SGD.State own => [Slot(Momentum, () => own.momentum_buffer, value => own.momentum_buffer = value)],
        Adam.State own =>
        [
            Step(() => own.step, value => own.step = value),
            Slot("exp_avg", () => own.exp_avg, value => own.exp_avg = value),
            Slot("exp_avg_sq", () => own.exp_avg_sq, value => own.exp_avg_sq = value),
        ],
        AdamW.State own =>
        [
            Step(() => own.step, value => own.step = value),
            Slot("exp_avg", () => own.exp_avg, value => own.exp_avg = value),
            Slot("exp_avg_sq", () => own.exp_avg_sq, value => own.exp_avg_sq = value),
        ],
        Adamax.State own =>
        [
            Step(() => own.step, value => own.step = value),
            Slot("exp_avg", () => own.exp_avg, value => own.exp_avg = value),
            Slot("exp_inf", () => own.exp_inf, value => own.exp_inf = value),
        ],
        NAdam.State own =>
        [
            Step(() => own.step, value => own.step = value),
            new("mu_product", () => own.mu_product, value => own.mu_product = Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            Slot("exp_avg", () => own.exp_avg, value => own.exp_avg = value),
            Slot("exp_avg_sq", () => own.exp_avg_sq, value => own.exp_avg_sq = value),
        ],
        RAdam.State own =>
        [
            Step(() => own.step, value => own.step = value),
            Slot("exp_avg", () => own.exp_avg, value => own.exp_avg = value),
            Slot("exp_avg_sq", () => own.exp_avg_sq, value => own.exp_avg_sq = value),
        ],
        RMSProp.State own =>
        [
            Step(() => own.step, value => own.step = value),
            Slot("square_avg", () => own.square_avg, value => own.square_avg = value),
            Slot(Momentum, () => own.momentum_buffer, value => own.momentum_buffer = value),
        ],
        _ => throw new NotSupportedException($"No checkpoint holds the state of {state.GetType().DeclaringType?.Name ?? state.GetType().Name}."),
    };

    internal static StateSlot Slot(string name, Func<Tensor?> get, Action<Tensor> set) => new(name, get, value => set((Tensor)value));

    private static StateSlot Step(Func<long> get, Action<long> set) =>
        new("step", () => get(), value => set(Convert.ToInt64(value, CultureInfo.InvariantCulture)));
}
