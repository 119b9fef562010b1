using Microsoft.ML.OnnxRuntime;

namespace Yolo.Tests.Export;

/// <summary>Files run in ONNX Runtime as its users run them, apart from what the exporter does to check its own.</summary>
internal static class OnnxRuntime
{
    internal sealed record Output(string Name, long[] Shape, float[] Values);

    /// <summary>Runs a file on inputs of single precision, one after another.</summary>
    internal static IReadOnlyList<IReadOnlyList<Output>> Run(string model, params (float[] Values, long[] Shape)[] inputs)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var session = new InferenceSession(model, options);
        return [.. inputs.Select(input => Run(session, input.Values, input.Shape))];
    }

    private static IReadOnlyList<Output> Run(InferenceSession session, float[] values, long[] shape)
    {
        using var options = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(values, shape);
        using var results = session.Run(options, session.InputNames, [input], session.OutputNames);
        return [.. results.Zip(session.OutputNames, (result, name) => new Output(name, result.GetTensorTypeAndShape().Shape, result.GetTensorDataAsSpan<float>().ToArray()))];
    }
}
