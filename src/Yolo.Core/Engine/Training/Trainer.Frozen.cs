using Yolo.Callbacks;
using Yolo.Engine.Optimization;
using Yolo.Engine.Settings;

namespace Yolo.Engine.Training;

/// <content>Layers that do not learn, or not yet.</content>
public sealed partial class Trainer
{
    private FrozenLayers frozen = null!;

    /// <summary>
    /// Lets layers learn again that <see cref="TrainOptions.Freeze"/> has frozen: from the next step on and to the end of the run, also when that is
    /// resumed. Their norms learn again, too; their weights begin with nothing in the optimizer's memory, at the rates of the others. What is not
    /// frozen stays as it is. On several ranks all of them have to ask.
    /// </summary>
    /// <param name="layers">The layers, as <see cref="TrainOptions.Freeze"/> names them; none for all.</param>
    /// <exception cref="SettingException">There is no such layer.</exception>
    /// <exception cref="InvalidOperationException">There is no network yet: <c>on_pretrain_routine_end</c> has not come.</exception>
    public void Unfreeze(params IReadOnlyList<LayerName> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        RequireNetwork();
        parts.Optimizer.SettleSkipped();
        frozen.Unfreeze(layers);
        frozen.Train();
        ranks.Regroup(parts.Network);
    }

    bool ITrainingContext.WasFrozen(IReadOnlyList<string> layers)
    {
        RequireNetwork();
        return frozen.Had([.. layers]);
    }

    void ITrainingContext.Unfreeze(IReadOnlyList<string> layers) => Unfreeze([.. layers]);

    private void RequireNetwork()
    {
        if (parts is null)
        {
            throw new InvalidOperationException("There is no network before on_pretrain_routine_end.");
        }
    }
}
