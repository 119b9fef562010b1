namespace Yolo.Callbacks;

/// <summary>Calls a delegate with the event's object.</summary>
internal sealed class ActionHandler<T>(Action<T> callback, Func<T, bool>? when) : Handler
    where T : class
{
    public override bool Accepts(object receiver) => when is null || when((T)receiver);

    public override void Invoke(object receiver, long occurrence) => callback((T)receiver);
}
