namespace Yolo.Callbacks.Tests;

internal sealed class FakeExporter(CallbackRegistry callbacks) : FakeRun, IExportContext
{
    public string? File { get; private set; }

    public void Run()
    {
        callbacks.Raise(Events.OnExportStart, this);
        File = "model.onnx";
        callbacks.RaiseEnd(this, null, Events.OnExportEnd);
    }
}
