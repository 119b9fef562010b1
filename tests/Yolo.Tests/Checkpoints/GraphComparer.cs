using System.Globalization;
using Yolo.Checkpoints;
using Yolo.Checkpoints.Pickle;

namespace Yolo.Tests.Checkpoints;

/// <summary>Compares two inert graphs: values, order, tensors bit for bit, and what is shared with what.</summary>
internal static class GraphComparer
{
    internal static void AssertEqual(object? expected, object? actual)
    {
        var pairs = new Dictionary<object, object>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<(object? Expected, object? Actual)>([(expected, actual)]);
        while (pending.TryPop(out var pair))
        {
            if (pair.Expected is null or string or ValueType or PickleTuple { Count: 0 })
            {
                if (!Equals(pair.Expected, pair.Actual) && pair is not (PickleTuple { Count: 0 }, PickleTuple { Count: 0 }))
                {
                    Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{pair.Expected ?? "None"} became {pair.Actual ?? "None"}"));
                }

                continue;
            }

            if (pairs.TryGetValue(pair.Expected, out var known))
            {
                Assert.That(pair.Actual, Is.SameAs(known), "What was shared is shared no longer.");
                continue;
            }

            Assert.That(pair.Actual, Is.TypeOf(pair.Expected.GetType()));
            pairs.Add(pair.Expected, pair.Actual!);
            foreach (var part in Parts(pair.Expected, pair.Actual!))
            {
                pending.Push(part);
            }
        }
    }

    private static IEnumerable<(object?, object?)> Parts(object expected, object actual) => (expected, actual) switch
    {
        (byte[] a, byte[] b) => [(Convert.ToHexString(a), Convert.ToHexString(b))],
        (PickleDictionary a, PickleDictionary b) =>
            [(a.IsOrdered, b.IsOrdered), (a.Count, b.Count), (a.State, b.State), .. Zip(a.Select(p => p.Key), b.Select(p => p.Key)), .. Zip(a.Values, b.Values)],
        (PickleSet a, PickleSet b) => [(a.IsFrozen, b.IsFrozen), .. Zip(a, b)],
        (PickleObject a, PickleObject b) =>
        [
            (a.Callable, b.Callable), (a.Arguments, b.Arguments), (a.NamedArguments, b.NamedArguments), (a.Construction, b.Construction),
            (a.State, b.State), (a.Elements, b.Elements), (a.Items, b.Items),
        ],
        (TensorData a, TensorData b) =>
        [
            (a.Offset, b.Offset), (a.IsParameter, b.IsParameter), (a.RequiresGrad, b.RequiresGrad), (a.Storage, b.Storage),
            .. Zip(a.Shape, b.Shape), .. Zip(a.Strides, b.Strides),
        ],
        (TensorStorage a, TensorStorage b) => [(a.Type, b.Type), (a.Bytes.Span.SequenceEqual(b.Bytes.Span), true)],
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => Zip(a, b),
        _ => [(expected.ToString(), actual.ToString())],
    };

    private static IEnumerable<(object?, object?)> Zip<T>(IReadOnlyCollection<T> expected, IReadOnlyCollection<T> actual)
    {
        Assert.That(actual, Has.Count.EqualTo(expected.Count));
        return Zip(expected, actual.AsEnumerable());
    }

    private static IEnumerable<(object?, object?)> Zip<T>(IEnumerable<T> expected, IEnumerable<T> actual) =>
        expected.Zip(actual, (a, b) => ((object?)a, (object?)b));
}
