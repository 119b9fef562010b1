namespace Yolo.Callbacks.Tests;

/// <summary>Weights of one number: the epoch that made them; and an average.</summary>
internal sealed class FakeWeights : IWeights
{
    public float Value { get; set; }

    public float Average { get; set; }

    public int LiveCopies { get; private set; }

    public bool HasAverage { get; set; } = true;

    public bool ValidatesAverage { get; set; } = true;

    public IReadOnlyList<string> ParameterNames => ["model.0.conv.weight"];

    public IDisposable Capture()
    {
        LiveCopies++;
        return new Copy(this, Value);
    }

    public void Restore(IDisposable captured) => Value = ((Copy)captured).Value;

    public void SwapAverage() => (Value, Average) = (Average, Value);

    public float[] Read(string parameterName) => [Value, 0, -1, 2.5f];

    private sealed class Copy(FakeWeights owner, float value) : IDisposable
    {
        public float Value => value;

        public void Dispose() => owner.LiveCopies--;
    }
}
