// A training loop of one's own with callbacks: a line y = a·x + b is fitted to points by gradient descent.
using Yolo.Callbacks;

double[] x = [0, 1, 2, 3, 4];
double[] y = [1, 3, 5, 7, 9];
double a = 0, b = 0;
const int Epochs = 500;

var history = new History();
var stopping = new EarlyStopping { Monitor = "loss", MinDelta = 1e-6, Patience = 5 };
var flag = new EndFlag();
using var callbacks = new CallbackList([history, stopping, flag], epochs: Epochs, steps: x.Length);

// Functions on events work beside the classes.
callbacks.Registry.Add(
    "on_fit_epoch_end",
    (ITrainingContext run) => Console.WriteLine($"epoch {run.Epoch + 1}: loss {run.Metrics["loss"]:F6}"),
    new() { Every = 50 });

callbacks.OnTrainBegin();
for (var epoch = 0; epoch < Epochs && !callbacks.StopTraining; epoch++)
{
    callbacks.OnEpochBegin(epoch);
    var sum = 0.0;
    for (var i = 0; i < x.Length; i++)
    {
        callbacks.OnTrainBatchBegin(i);
        var error = (a * x[i]) + b - y[i];
        a -= 0.02 * error * x[i];
        b -= 0.02 * error;
        sum += error * error;
        callbacks.OnTrainBatchEnd(i, new() { ["loss"] = error * error });
    }

    callbacks.OnEpochEnd(epoch, new() { ["loss"] = sum / x.Length });
}

callbacks.OnTrainEnd();
Console.WriteLine($"y = {a:F2} x + {b:F2} after {history.Epochs.Count} epochs, stopped: {stopping.StoppedEpoch is not null}, ended: {flag.HasEnded}");

/// <summary>A callback as a class: override the hooks you need.</summary>
internal sealed class EndFlag : Callback
{
    public bool HasEnded { get; private set; }

    public override void OnTrainEnd(Logs logs) => HasEnded = true;
}
