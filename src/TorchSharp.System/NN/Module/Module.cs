using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Networks: modules, functions, initialisation.</summary>
    public static partial class nn
    {
        /// <summary>A part of a network: parameters, buffers, other modules. Disposing it disposes them.</summary>
        public partial class Module : IDisposable
        {
            /// <summary>The modules that belong to this one, by name.</summary>
            protected OrderedDict<string, Module> _internal_submodules = new();

            /// <summary>Tensors that are not learned, by name, and whether they belong to the state dictionary.</summary>
            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = new();

            /// <summary>The parameters, by name.</summary>
            protected OrderedDict<string, Parameter> _internal_params = new();

            /// <summary>The kind of device to which the module was moved last.</summary>
            protected DeviceType _deviceType = DeviceType.CPU;

            /// <summary>The number of the device to which the module was moved last.</summary>
            protected int _deviceIndex = -1;

            /// <summary>The module's name, without influence on keys.</summary>
            protected string? name;

            private bool isTraining = true;
            private bool isDisposed;

            /// <summary>A module of the given name, in training mode.</summary>
            protected Module(string name)
            {
                this.name = name;
            }

            /// <summary>Does nothing but call <see cref="Dispose(bool)"/>: tensors have finalizers of their own.</summary>
            ~Module() => Dispose(false);

            /// <summary>Whether the module is in training mode.</summary>
            public virtual bool training => isTraining;

            /// <summary>Disposes parameters and buffers of this module and all modules in it.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes parameters, persistent buffers and submodules.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || isDisposed)
                {
                    return;
                }

                foreach (var (_, buffer) in named_buffers(false).ToList())
                {
                    buffer.DetachFromDisposeScope().Dispose();
                }

                foreach (var (_, parameter) in named_parameters(false).ToList())
                {
                    parameter.DetachFromDisposeScope().Dispose();
                }

                foreach (var module in modules().ToList())
                {
                    module.Dispose();
                }

                isDisposed = true;
            }

            /// <summary>Sets training mode, or evaluation mode, here and in all modules below.</summary>
            public virtual void train(bool train = true)
            {
                isTraining = train;
                foreach (var module in children())
                {
                    module.train(train);
                }
            }

            /// <summary>Sets evaluation mode here and in all modules below.</summary>
            public virtual void eval() => train(false);

            /// <summary>Calls a function for all modules below, then for this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, module) in _internal_submodules)
                {
                    module.apply(fn);
                }

                fn(this);
                return this;
            }

            /// <summary>Forgets the gradients of all parameters, or sets them to zero.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    using var gradient = Gradient.Of(parameter);
                    if (gradient is null)
                    {
                        continue;
                    }

                    if (set_to_none)
                    {
                        Gradient.Set(parameter, null);
                    }
                    else
                    {
                        using var none = NoGrad.Enter();
                        Interop.Aten.zero_.InPlace(gradient);
                    }
                }
            }

            /// <summary>The name given at construction, else the name of the type.</summary>
            public virtual string GetName() => string.IsNullOrEmpty(name) ? GetType().Name : name;
        }
    }
}
