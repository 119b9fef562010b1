using System.Globalization;

namespace Yolo.Checkpoints.Pickle;

/// <summary>Writes torch's objects the way <c>torch.save</c> pickles them, for <see cref="PickleWriter"/>.</summary>
internal sealed class TorchPickler(PickleOutput output)
{
    private static readonly PickleGlobal RebuildParameter = new("torch._utils", "_rebuild_parameter");
    private static readonly PickleGlobal RebuildTensor = new("torch._utils", "_rebuild_tensor_v2");

    private readonly OrderedDictionary<TensorStorage, int> _storages = [];

    /// <summary>The storages that were referred to; each has its place in the list as its name.</summary>
    internal IReadOnlyList<TensorStorage> Storages => _storages.Keys;

    internal void Tensor(TensorData tensor)
    {
        if (tensor.IsParameter)
        {
            output.Global(RebuildParameter);
            Rebuild(tensor);
            output.Put();
            End(tensor.RequiresGrad, PickleOpcode.Tuple3);
        }
        else
        {
            Rebuild(tensor);
        }

        output.Memoize(tensor);
    }

    internal void Storage(TensorStorage storage)
    {
        if (!_storages.TryGetValue(storage, out var index))
        {
            index = _storages.Count;
            _storages.Add(storage, index);
        }

        output.Operation(PickleOpcode.Mark);
        output.Text("storage");
        output.Global(new("torch", storage.Type.StorageName()));
        output.Text(index.ToString(CultureInfo.InvariantCulture));
        output.Text("cpu");
        output.Integer(storage.Count);
        output.Operation(PickleOpcode.Tuple);
        output.Operation(PickleOpcode.BinPersistentId);
    }

    internal void Size(TorchSize size)
    {
        output.Global(new("torch", "Size"));
        output.Integers(size.Lengths.AsSpan());
        output.Operation(PickleOpcode.Tuple1);
        output.Operation(PickleOpcode.Reduce);
        output.Memoize(size);
    }

    internal void Device(TorchDevice device)
    {
        output.Global(new("torch", "device"));
        output.Text(device.Type);
        if (device.Index is { } index)
        {
            output.Integer(index);
        }

        output.Operation(device.Index is null ? PickleOpcode.Tuple1 : PickleOpcode.Tuple2);
        output.Put();
        output.Operation(PickleOpcode.Reduce);
        output.Memoize(device);
    }

    private void Rebuild(TensorData tensor)
    {
        output.Global(RebuildTensor);
        output.Operation(PickleOpcode.Mark);
        Storage(tensor.Storage);
        output.Integer(tensor.Offset);
        output.Integers(tensor.Shape.AsSpan());
        output.Integers(tensor.Strides.AsSpan());

        // Of a parameter, only the whole has gradients.
        End(!tensor.IsParameter && tensor.RequiresGrad, PickleOpcode.Tuple);
    }

    // Hooks end the arguments of both calls: none, in a dictionary that nothing else refers to.
    private void End(bool requiresGrad, PickleOpcode tuple)
    {
        output.Truth(requiresGrad);
        output.OrderedDictionary();
        output.Put();
        output.Operation(tuple);
        output.Operation(PickleOpcode.Reduce);
    }
}
