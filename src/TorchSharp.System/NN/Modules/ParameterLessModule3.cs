using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A module with 3 inputs that has neither parameters nor buffers.</summary>
public abstract class ParameterLessModule<T1, T2, T3, TResult> : nn.Module<T1, T2, T3, TResult>, IParameterLessModule
{
    /// <summary>A module of the given name.</summary>
    protected ParameterLessModule(string name)
        : base(name)
    {
    }

    /// <summary>There is nothing to register.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void register_buffer(string name, Tensor tensor, bool persistent = true) =>
        throw new InvalidOperationException($"Buffer '{name}' cannot be registered: {GetType().Name} is declared to have none.");

    /// <summary>There is nothing to register.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void register_parameter(string name, Parameter param) =>
        throw new InvalidOperationException($"Parameter '{name}' cannot be registered: {GetType().Name} is declared to have none.");

    /// <summary>Registers a module that has no parameters either.</summary>
    /// <exception cref="InvalidOperationException">The module may have parameters.</exception>
    public override void register_module(string name, nn.Module submodule)
    {
        if (submodule is not IParameterLessModule)
        {
            throw new InvalidOperationException($"Module '{name}' cannot be registered: {GetType().Name} is declared to have no parameters, and so must be its parts.");
        }

        base.register_module(name, submodule);
    }

    /// <summary>Does nothing.</summary>
    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => this;

    /// <summary>Does nothing.</summary>
    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => this;

    /// <summary>Does nothing.</summary>
    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking) => this;
}
