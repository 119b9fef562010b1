using System.Globalization;

namespace Yolo.Checkpoints.Pickle;

/// <summary>Writes torch's objects the way <c>torch.save</c> pickles them, part by part for <see cref="PickleWriter"/>.</summary>
internal sealed class TorchPickleParts(PickleOutput output)
{
    private readonly OrderedDictionary<TensorStorage, int> _storages = [];

    /// <summary>The storages that were referred to; each has its place in the list as its name.</summary>
    internal IReadOnlyList<TensorStorage> Storages => _storages.Keys;

    internal IEnumerator<object?> Parameter(TensorData parameter)
    {
        output.Global(new("torch._utils", "_rebuild_parameter"));
        yield return new TensorData(parameter.Storage, parameter.Offset, parameter.Shape, parameter.Strides);
        yield return parameter.RequiresGrad;
        yield return new PickleDictionary(isOrdered: true);
        output.Operation(PickleOpcode.Tuple3);
        output.Operation(PickleOpcode.Reduce);
        output.Memoize(parameter);
    }

    internal IEnumerator<object?> Tensor(TensorData tensor)
    {
        output.Global(new("torch._utils", "_rebuild_tensor_v2"));
        output.Operation(PickleOpcode.Mark);
        yield return tensor.Storage;
        yield return tensor.Offset;
        output.Integers(tensor.Shape.AsSpan());
        output.Integers(tensor.Strides.AsSpan());
        yield return tensor.RequiresGrad;
        yield return new PickleDictionary(isOrdered: true);
        output.Operation(PickleOpcode.Tuple);
        output.Operation(PickleOpcode.Reduce);
        output.Memoize(tensor);
    }

    internal IEnumerator<object?> Storage(TensorStorage storage)
    {
        if (!_storages.TryGetValue(storage, out var index))
        {
            index = _storages.Count;
            _storages.Add(storage, index);
        }

        output.Operation(PickleOpcode.Mark);
        yield return "storage";
        yield return new PickleGlobal("torch", storage.Type.StorageName());
        yield return index.ToString(CultureInfo.InvariantCulture);
        yield return "cpu";
        yield return storage.Count;
        output.Operation(PickleOpcode.Tuple);
        output.Operation(PickleOpcode.BinPersistentId);
    }

    internal IEnumerator<object?> Size(TorchSize size)
    {
        output.Global(new("torch", "Size"));
        output.Integers(size.Lengths.AsSpan());
        output.Operation(PickleOpcode.Tuple1);
        output.Operation(PickleOpcode.Reduce);
        output.Memoize(size);
        yield break;
    }

    internal IEnumerator<object?> Device(TorchDevice device)
    {
        output.Global(new("torch", "device"));
        yield return device.Index is { } index ? new PickleTuple(device.Type, index) : new PickleTuple(device.Type);
        output.Operation(PickleOpcode.Reduce);
        output.Memoize(device);
    }
}
