using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Yolo.Models;

namespace Yolo.Onnx;

/// <summary>A network in a file of ONNX, which ONNX Runtime computes. Any number of threads may run it at the same time.</summary>
/// <remarks>Legend: B pictures, H and W size of the input, C classes, E extras, A anchor points, K rows of an end-to-end head.</remarks>
internal sealed class OnnxModel : IDisposable
{
    private const int Channels = 3;

    private readonly OnnxSession session;
    private readonly OnnxFacts facts;
    private readonly SessionPort[] outputs;

    private OnnxModel(OnnxSession session, OnnxFacts facts)
    {
        (this.session, this.facts, Form) = (session, facts, facts.Form);
        outputs = facts.Prototypes is { } prototypes ? [facts.Decoded, prototypes] : [facts.Decoded];
    }

    /// <summary>What it is for and how it is asked and read.</summary>
    internal ModelForm Form { get; private set; }

    /// <summary>The size of the input that it was exported for, height before width; null if neither the input nor the file says one.</summary>
    internal (int Height, int Width)? Size => facts.Form.OnlySize ?? facts.UsualSize;

    /// <summary>Gives the classes other names, as many as there are.</summary>
    internal void Rename(IReadOnlyList<string> names) => Form = Form with { Names = names };

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="hints">What the caller says of it.</param>
    /// <param name="threads">Threads that compute. From 1.</param>
    /// <param name="optimization">How far the graph is improved.</param>
    /// <param name="gpu">The GPU that computes, by its number; null: the processor.</param>
    /// <exception cref="OnnxSessionException">ONNX Runtime refuses the file, is for the processor alone, or cannot be loaded.</exception>
    /// <exception cref="FormatException">It is no network of the family, or does not say enough; what is missing.</exception>
    internal static OnnxModel Open(string path, OnnxHints hints, int threads, GraphOptimization optimization, int? gpu = null)
    {
        var session = OnnxSession.Open(path, threads, keepsMemory: true, optimization, gpu);
        try
        {
            return new(session, OnnxFacts.Read(session, hints));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Runs it.</summary>
    /// <param name="pixels">[B, 3, H, W], from 0 to 1. Read where they are.</param>
    /// <param name="size">B, H and W.</param>
    /// <returns>The answer, laid out as the networks' own are. The caller disposes it.</returns>
    /// <exception cref="NotSupportedException">The file takes another size, or answers for other than that many pictures.</exception>
    /// <exception cref="OnnxSessionException">ONNX Runtime cannot run it.</exception>
    internal ModelAnswer Run(ReadOnlySpan<float> pixels, (int Count, int Height, int Width) size)
    {
        if (Form.OnlySize is { } only && only != (size.Height, size.Width))
        {
            throw new NotSupportedException(FormattableString.Invariant(
                $"{session.Path} takes pictures of {only.Height}x{only.Width} alone (height x width), not of {size.Height}x{size.Width}. Export it with dynamic=true for any size."));
        }

        return facts.OnlyBatch is { } batch && batch != size.Count ? RunInParts(pixels, size, batch) : RunOnce(pixels, size);
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    // A file of a fixed batch gets as many pictures each time: what is missing is black, and its answers are dropped.
    private ModelAnswer RunInParts(ReadOnlySpan<float> pixels, (int Count, int Height, int Width) size, int batch)
    {
        var length = Channels * size.Height * size.Width;
        var parts = new List<ModelAnswer>();
        try
        {
            for (var first = 0; first < size.Count; first += batch)
            {
                var there = pixels.Slice(first * length, Math.Min(batch, size.Count - first) * length);
                if (there.Length < batch * length)
                {
                    var filled = new float[batch * length];
                    there.CopyTo(filled);
                    there = filled;
                }

                parts.Add(RunOnce(there, size with { Count = batch }));
            }

            return new(
                Join([.. parts.Select(part => part.Decoded)], size.Count),
                parts[0].Prototypes is null ? null : Join([.. parts.Select(part => part.Prototypes!)], size.Count));
        }
        finally
        {
            parts.ForEach(part => part.Dispose());
        }
    }

    private static DenseNumbers Join(IReadOnlyList<DenseNumbers> parts, int count)
    {
        var batch = parts[0].Shape[0];
        var length = parts[0][0].Length;
        var joined = new float[count * length];
        for (var i = 0; i < count; i++)
        {
            parts[i / batch][i % batch].CopyTo(joined.AsSpan(i * length, length));
        }

        return DenseNumbers.Of(joined, [count, .. parts[0].Shape.Skip(1)]);
    }

    private ModelAnswer RunOnce(ReadOnlySpan<float> pixels, (int Count, int Height, int Width) size)
    {
        long[] shape = [size.Count, Channels, size.Height, size.Width];
        var answers = facts.InputElements == SessionElement.Float16
            ? session.Run(MemoryMarshal.AsBytes(ToHalves(pixels).AsSpan()), SessionElement.Float16, shape, outputs)
            : session.Run(MemoryMarshal.AsBytes(pixels), SessionElement.Float32, shape, outputs);
        if (answers.FirstOrDefault(answer => answer.Shape[0] != size.Count) is { } other)
        {
            var answered = other.Shape[0];
            foreach (var answer in answers)
            {
                answer.Dispose();
            }

            throw new NotSupportedException(FormattableString.Invariant($"{session.Path} takes {size.Count} pictures and answers for {answered}: it was not exported for batches. Predict with batch={answered}."));
        }

        return new(facts.IsTransposed ? Transpose(answers[0]) : answers[0], answers.ElementAtOrDefault(1));
    }

    private static Half[] ToHalves(ReadOnlySpan<float> numbers)
    {
        var halves = new Half[numbers.Length];
        TensorPrimitives.ConvertToHalf(numbers, halves);
        return halves;
    }

    // [B, A, 4 + C + E] to [B, 4 + C + E, A].
    private static DenseNumbers Transpose(DenseNumbers numbers)
    {
        using (numbers)
        {
            var (count, rows, columns) = (numbers.Shape[0], numbers.Shape[1], numbers.Shape[2]);
            var transposed = new float[count * rows * columns];
            for (var i = 0; i < count; i++)
            {
                var from = numbers[i];
                var to = transposed.AsSpan(i * rows * columns, rows * columns);
                for (var row = 0; row < rows; row++)
                {
                    for (var column = 0; column < columns; column++)
                    {
                        to[(column * rows) + row] = from[(row * columns) + column];
                    }
                }
            }

            return DenseNumbers.Of(transposed, count, columns, rows);
        }
    }
}
