using Yolo.Cli.Display;
using Yolo.Engine.Training;

namespace Yolo.Cli;

/// <summary>Says what a training had to change of its settings, each change once and when it comes: also in the middle of an epoch, whose batch has become smaller.</summary>
internal sealed class TrainingNotices(Terminal terminal)
{
    private int said;

    internal void Say(Trainer trainer)
    {
        for (; said < trainer.Notices.Count; said++)
        {
            terminal.Warn(trainer.Notices[said]);
        }
    }
}
