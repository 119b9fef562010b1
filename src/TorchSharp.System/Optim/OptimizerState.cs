using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of a parameter.</summary>
public abstract class OptimizerState
{
    /// <summary>The parameter.</summary>
    protected Parameter _parameter;

    /// <summary>The state of a parameter, not yet initialised.</summary>
    protected OptimizerState(Parameter parameter)
    {
        _parameter = parameter;
    }

    /// <summary>Sets the state to its beginning.</summary>
    public abstract void Initialize(OptimizerOptions options);

    /// <summary>Writes the state in TorchSharp's own format.</summary>
    public abstract void SaveStateDict(BinaryWriter writer);

    /// <summary>Reads the state in TorchSharp's own format.</summary>
    public abstract void LoadStateDict(BinaryReader reader);

    /// <summary>Copies the state of the same kind of optimizer.</summary>
    public abstract void LoadStateDict(OptimizerState source);

    /// <summary>Whether another state has nearly the same values.</summary>
    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    /// <summary>Moves the state to a device.</summary>
    public virtual void to(Device device)
    {
    }

    /// <summary>Writes a tensor that may be absent.</summary>
    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        if (tensor is not null)
        {
            TensorStream.Save(tensor, writer);
        }
    }

    /// <summary>Reads a tensor that may be absent; the one before is disposed.</summary>
    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor result, Device device)
    {
        Tensor? loaded = null;
        if (reader.ReadBoolean())
        {
            using var local = TensorStream.Load(reader);
            loaded = local.to(device);
        }

        Replace(ref result, loaded);
    }

    // Tensors of a state outlive the dispose scope in which they are made.
    private protected static void Replace(ref Tensor slot, Tensor? value)
    {
        slot?.Dispose();
        slot = value?.DetachFromDisposeScope()!;
    }

    private protected void Zero(ref Tensor slot) => Replace(ref slot, zeros_like(_parameter));

    private protected void Copy(ref Tensor slot, Tensor? source) => Replace(ref slot, source?.to(_parameter.device, copy: true));

    private protected static void Move(ref Tensor slot, Device device)
    {
        if (slot is not null)
        {
            Replace(ref slot, slot.to(device));
        }
    }

    private protected static bool Same(Tensor? left, Tensor? right) => left is null || right is null ? left is null && right is null : left.allclose(right);
}
