namespace Yolo.Callbacks;

/// <summary>Calls one hook of a callback object.</summary>
internal sealed class HookHandler(Callback callback, HookBinding binding) : Handler
{
    // The event fires once more after the final validation; in Keras an epoch ends once.
    public override bool Accepts(object receiver) =>
        binding.Content != LogsContent.Epoch || receiver is not ITrainingContext { IsFinalEvaluation: true };

    public override void Invoke(object receiver, long occurrence)
    {
        // A run that fails before its first hook is introduced by its failure.
        callback.Bind(receiver is RunFailure failure ? failure.Receiver : receiver);
        binding.Call(callback, receiver, LogsFrame.For(receiver, binding.Content, binding.Event, occurrence));
    }
}
