using Yolo.Engine.Exporting;
using Yolo.Export;
using Yolo.Models;
using Yolo.Onnx;

namespace Yolo.Engine.Inference;

/// <summary>
/// A model's network in ONNX Runtime: exported once, kept in the user's cache, opened once, used by any number of runs. When the weights are others, the next run has another
/// session; the old one ends with its last run.
/// </summary>
internal sealed class NetworkSessions(OnnxOptions options) : IDisposable
{
    // The size at which the network is recorded; the graph takes any.
    private const int RecordedSize = 640;

    private readonly Lock gate = new();
    private Session? current;

    /// <summary>Whether a network's session is open, or at least its graph made.</summary>
    internal bool Has(string fingerprint)
    {
        lock (gate)
        {
            return current?.Fingerprint == fingerprint || GraphCache.Has(fingerprint);
        }
    }

    /// <summary>The session of a network.</summary>
    /// <param name="network">The network, neither fused nor laid out for speed; nobody makes it ready meanwhile.</param>
    /// <param name="fingerprint">The network's.</param>
    /// <returns>To be disposed when the run ends.</returns>
    /// <exception cref="ExportException">A layer has no form in ONNX.</exception>
    /// <exception cref="OnnxSessionException">ONNX Runtime refuses the graph, or cannot be loaded.</exception>
    internal Session Lease(YoloNetwork network, string fingerprint)
    {
        lock (gate)
        {
            if (current?.Fingerprint != fingerprint)
            {
                var opened = GraphCache.Open(fingerprint, path => Write(network, path), Open);
                current?.Dispose();
                current = new(opened, fingerprint);
            }

            current.Lease();
            return current;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            current?.Dispose();
            current = null;
        }
    }

    private OnnxModel Open(string path) =>
        OnnxModel.Open(path, new OnnxHints(), options.ThreadCount, options.Optimization);

    private static void Write(YoloNetwork network, string path)
    {
        var graphOptions = new GraphOptions { Height = RecordedSize, Width = RecordedSize, Batch = 1, Dynamic = true, Opset = Exporter.DefaultOpset, Simplify = true };
        var graph = NetworkGraph.Of(network, graphOptions);
        var names = network.Names.Index().ToDictionary(name => name.Index, name => name.Item);
        graph.Metadata = ExportMetadata.Of(network, names, ModelForm.Of(network).Stride, graphOptions, [], "kept for predictions", DateTimeOffset.UnixEpoch);
        OnnxFile.Write(graph, path);
    }

    /// <summary>An open session, which its runs and the model share.</summary>
    internal sealed class Session(OnnxModel model, string fingerprint) : IDisposable
    {
        private int users = 1;

        internal OnnxModel Model => model;

        internal string Fingerprint => fingerprint;

        internal void Lease() => Interlocked.Increment(ref users);

        /// <summary>Ends one use.</summary>
        public void Dispose()
        {
            if (Interlocked.Decrement(ref users) == 0)
            {
                model.Dispose();
            }
        }
    }
}
