using Yolo.Models;
using Yolo.Modules.Heads;
using static TorchSharp.torch;

namespace Yolo.Onnx;

/// <summary>A network in a file of ONNX, which ONNX Runtime computes. Any number of threads may run it at the same time.</summary>
/// <remarks>Legend: B pictures, H and W size of the input, C classes, E extras, A anchor points, K rows of an end-to-end head.</remarks>
internal sealed class OnnxModel : IDisposable
{
    private readonly OnnxSession session;
    private readonly OnnxFacts facts;

    private OnnxModel(OnnxSession session, OnnxFacts facts)
    {
        (this.session, this.facts) = (session, facts);
    }

    /// <summary>What it is for and how it is asked and read.</summary>
    internal ModelForm Form => facts.Form;

    /// <summary>The size of the input that it was exported for, height before width; null if neither the input nor the file says one.</summary>
    internal (int Height, int Width)? Size => facts.Form.OnlySize ?? facts.UsualSize;

    /// <summary>Opens a file.</summary>
    /// <exception cref="OnnxSessionException">ONNX Runtime refuses the file, or cannot be loaded.</exception>
    /// <exception cref="FormatException">It is no network of the family, or does not say enough; what is missing.</exception>
    internal static OnnxModel Open(string path)
    {
        var session = OnnxSession.Open(path, Environment.ProcessorCount, keepsMemory: true);
        try
        {
            return new(session, OnnxFacts.Read(session));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Runs it.</summary>
    /// <param name="input">[B, 3, H, W], float32, from 0 to 1. Not disposed.</param>
    /// <returns>On the processor, float32, laid out as the network's own answers are. The caller disposes it.</returns>
    /// <exception cref="NotSupportedException">The file takes another size.</exception>
    /// <exception cref="OnnxSessionException">ONNX Runtime cannot run it.</exception>
    internal NetworkOutput Run(Tensor input)
    {
        using var scope = NewDisposeScope();
        if (Form.OnlySize is { } only && only != (input.size(2), input.size(3)))
        {
            throw new NotSupportedException(FormattableString.Invariant(
                $"{session.Path} takes pictures of {only.Height}x{only.Width} alone (height x width), not of {input.size(2)}x{input.size(3)}. Export it with dynamic=true for any size."));
        }

        var numbers = input.cpu().to(TypeOf(facts.InputElements)).contiguous();
        return (facts.OnlyBatch is { } batch ? RunInParts(numbers, batch) : RunOnce(numbers)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private static ScalarType TypeOf(SessionElement elements) => elements == SessionElement.Float16 ? ScalarType.Float16 : ScalarType.Float32;

    // A file of a fixed batch gets as many pictures each time: what is missing is black, and its answers are dropped.
    private NetworkOutput RunInParts(Tensor numbers, int batch)
    {
        var count = numbers.size(0);
        if (count == batch)
        {
            return RunOnce(numbers);
        }

        var missing = (batch - (count % batch)) % batch;
        var filled = missing == 0 ? numbers : cat([numbers, zeros([missing, .. numbers.shape[1..]], numbers.dtype)]);
        var parts = Enumerable.Range(0, (int)(filled.size(0) / batch)).Select(part => RunOnce(filled.narrow(0, (long)part * batch, batch).contiguous())).ToList();
        return new NetworkOutput
        {
            Decoded = cat([.. parts.Select(part => part.Decoded!)]).narrow(0, 0, count).contiguous(),
            Prototypes = parts[0].Prototypes is null ? null : cat([.. parts.Select(part => part.Prototypes!)]).narrow(0, 0, count).contiguous(),
        };
    }

    private NetworkOutput RunOnce(Tensor numbers)
    {
        SessionPort[] outputs = facts.Prototypes is { } prototypes ? [facts.Decoded, prototypes] : [facts.Decoded];
        var answers = new Tensor[outputs.Length];
        session.Run(numbers.bytes, facts.InputElements, numbers.shape, outputs, (index, shape, bytes) =>
        {
            var answer = empty(shape, TypeOf(outputs[index].Elements));
            bytes.CopyTo(answer.bytes);
            answers[index] = answer.to(ScalarType.Float32);
        });
        GC.KeepAlive(numbers);
        return new NetworkOutput
        {
            Decoded = facts.IsTransposed ? answers[0].transpose(1, 2).contiguous() : answers[0], // [B, 4 + C + E, A], [B, K, 6 + E] or [B, C]
            Prototypes = answers.ElementAtOrDefault(1),
        };
    }
}
