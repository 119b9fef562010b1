using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Yolo.Checkpoints.Pickle;

/// <summary>Adds torch's names to the table: tensors, parameters, storages, sizes, devices and element types.</summary>
/// <param name="storage">Gives the bytes of a storage by the name of its entry, or throws.</param>
internal sealed class TorchSymbols(Func<string, PickleInput, ReadOnlyMemory<byte>> storage) : PickleSymbols
{
    private const string RebuildTensor = "torch._utils._rebuild_tensor_v2";
    private const string RebuildParameter = "torch._utils._rebuild_parameter";

    private static readonly HashSet<string> Table = [RebuildTensor, RebuildParameter, "torch.Size", "torch.device"];

    private readonly Dictionary<string, TensorStorage> _storages = [];
    private readonly List<TensorData> _tensors = [];

    /// <summary>Every tensor that was rebuilt, in order of appearance.</summary>
    internal IReadOnlyList<TensorData> Tensors => _tensors;

    /// <summary>Whether a name is in the table.</summary>
    internal static new bool Understands(PickleGlobal global) =>
        Table.Contains(global.FullName) || StorageType(global) is not null || (global.Module == "torch" && DTypes.TryFromTorch(global.Name, out _));

    internal override object Name(PickleGlobal global) =>
        global.Module == "torch" && DTypes.TryFromTorch(global.Name, out var type) ? type : global;

    internal override object? Call(PickleGlobal callable, PickleTuple arguments, PickleBuilder builder) => callable.FullName switch
    {
        RebuildTensor => Tensor(arguments, builder),
        RebuildParameter => Parameter(arguments, builder),
        "torch.Size" => Size(arguments, builder),
        "torch.device" => Device(arguments),
        _ => base.Call(callable, arguments, builder),
    };

    /// <summary>('storage', its class, the name of its entry, a device, the number of elements).</summary>
    internal override object Persistent(object? id, PickleBuilder builder)
    {
        if (id is not PickleTuple { Count: 5 } parts || parts[0] is not "storage" || parts[1] is not PickleGlobal kind
            || parts[2] is not string key || parts[4] is not long count)
        {
            throw builder.Input.Fail("it refers to an object outside the pickle that is not a storage");
        }

        var type = StorageType(kind)
            ?? throw builder.Input.Fail($"storages of {Printable.Quote(kind.FullName)} are not supported", "Save it again with elements of another type");
        if (key.Length > 32)
        {
            throw builder.Input.Fail($"the name of a storage has {key.Length} characters");
        }

        return Storage(key, type, count, builder.Input);
    }

    private static DType? StorageType(PickleGlobal global) =>
        global.Module is "torch" or "torch.cuda" && DTypes.TryFromStorage(global.Name, out var type) ? type : null;

    private static TorchSize? Size(PickleTuple arguments, PickleBuilder builder) =>
        arguments is [IReadOnlyList<object?> lengths] && TryLongs(lengths, builder, out var values) ? new TorchSize(values) : null;

    private static TorchDevice? Device(PickleTuple arguments) => arguments switch
    {
        [string type] => new TorchDevice(type),
        [string type, long index] => new TorchDevice(type, index),
        _ => null,
    };

    private static bool TryLongs(IReadOnlyList<object?> values, PickleBuilder builder, out ImmutableArray<long> longs)
    {
        if (values.Count > TensorLayout.MaximumDimensions)
        {
            throw builder.Input.Fail($"a shape has {values.Count} dimensions");
        }

        builder.Budget.Charge(48 + (8L * values.Count));
        var result = new long[values.Count];
        for (var d = 0; d < result.Length; d++)
        {
            if (values[d] is not long value)
            {
                longs = default;
                return false;
            }

            result[d] = value;
        }

        longs = ImmutableCollectionsMarshal.AsImmutableArray(result);
        return true;
    }

    private TensorStorage Storage(string key, DType type, long count, PickleInput input)
    {
        if (!_storages.TryGetValue(key, out var found))
        {
            var bytes = storage(key, input);
            if (count < 0 || count > bytes.Length / type.Size())
            {
                throw input.Fail($"storage {Printable.Quote(key)} has {bytes.Length} bytes, too few for the {count} elements of {type} that it is to hold");
            }

            found = new TensorStorage(key, type, bytes[..(int)(count * type.Size())]);
            _storages.Add(key, found);
        }

        if (found.Type != type || found.Count != count)
        {
            throw input.Fail($"storage {Printable.Quote(key)} is {found.Count} elements of {found.Type} at one place, {count} of {type} at another");
        }

        return found;
    }

    /// <summary>(storage, offset, shape, strides, requires_grad, hooks[, metadata]).</summary>
    private TensorData Tensor(PickleTuple arguments, PickleBuilder builder)
    {
        var input = builder.Input;
        if (arguments.Count < 6 || arguments[0] is not TensorStorage from || arguments[1] is not long offset
            || arguments[2] is not IReadOnlyList<object?> lengths || arguments[3] is not IReadOnlyList<object?> steps
            || !TryLongs(lengths, builder, out var shape) || !TryLongs(steps, builder, out var strides))
        {
            throw input.Fail("a tensor is not described by storage, offset, shape and strides");
        }

        TensorBounds.Check(from, offset, shape.AsSpan(), strides.AsSpan(), input);
        var tensor = new TensorData(from, offset, shape, strides) { RequiresGrad = arguments[4] is true };
        Claim(tensor, builder.Budget);
        _tensors.Add(tensor);
        return tensor;
    }

    /// <summary>(tensor, requires_grad, hooks).</summary>
    private TensorData Parameter(PickleTuple arguments, PickleBuilder builder)
    {
        if (arguments.Count < 2 || arguments[0] is not TensorData data)
        {
            throw builder.Input.Fail("a parameter is not made of a tensor");
        }

        builder.Budget.Charge(128);
        var parameter = new TensorData(data.Storage, data.Offset, data.Shape, data.Strides) { IsParameter = true, RequiresGrad = arguments[1] is true };
        _tensors[^1] = ReferenceEquals(_tensors[^1], data) ? parameter : _tensors[^1];
        return parameter;
    }

    /// <summary>Many tensors over one storage, or one expanded by strides of 0, would unfold to far more than the file.</summary>
    private static void Claim(TensorData tensor, MemoryBudget budget)
    {
        var held = tensor.Storage.Bytes.Length;
        var before = tensor.Storage.Claimed;
        tensor.Storage.Claimed = checked(before + (tensor.ElementCount * tensor.Type.Size()));
        budget.Charge(128 + Math.Max(0, tensor.Storage.Claimed - held) - Math.Max(0, before - held));
    }
}
