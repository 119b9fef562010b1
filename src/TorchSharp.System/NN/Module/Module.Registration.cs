using System.Collections.Concurrent;
using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private static readonly ConcurrentDictionary<Type, List<Component>> ComponentsOfTypes = new();

            private bool areComponentsRegistered;

            /// <summary>Registers a tensor that is not learned.</summary>
            /// <exception cref="ArgumentNullException">The tensor is null or disposed.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid)
                {
                    throw new ArgumentNullException(nameof(tensor), $"Buffer '{name}' is null or disposed.");
                }

                if (!_internal_buffers.TryAdd(name, (tensor, persistent)))
                {
                    throw new InvalidOperationException($"Buffer '{name}' is already registered.");
                }
            }

            /// <summary>Registers a tensor that is learned.</summary>
            /// <exception cref="ArgumentNullException">The parameter is null or disposed.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                {
                    throw new ArgumentNullException(nameof(param), $"Parameter '{name}' is null or disposed.");
                }

                if (!_internal_params.TryAdd(name, param))
                {
                    throw new InvalidOperationException($"Parameter '{name}' is already registered.");
                }
            }

            /// <summary>Registers a module below this one.</summary>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Registers a module below this one, and the components of that module; null takes the name away.</summary>
            /// <exception cref="ArgumentException">The name is empty or has a dot.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null || submodule.isDisposed)
                {
                    if (_internal_submodules.TryGetValue(name, out _))
                    {
                        _internal_submodules.Remove(name);
                    }

                    return;
                }

                if (name.Contains('.', StringComparison.Ordinal) || name.Length == 0)
                {
                    throw new ArgumentException($"'{name}' cannot name a module: names have at least one letter and no dot.");
                }

                if (_internal_submodules.ContainsKey(name))
                {
                    throw new InvalidOperationException($"Submodule '{name}' is already registered.");
                }

                submodule.RegisterComponents();
                _internal_submodules.Add(name, submodule);
            }

            /// <summary>
            /// Registers every module, parameter and tensor in a field of this object under the field's name or its
            /// <see cref="Utils.ComponentNameAttribute"/>: fields of the derived type first, tensors as persistent buffers.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (areComponentsRegistered)
                {
                    return;
                }

                foreach (var component in ComponentsOfTypes.GetOrAdd(GetType(), ComponentsOf))
                {
                    if (!_internal_submodules.ContainsKey(component.Name) && !_internal_params.ContainsKey(component.Name) && !_internal_buffers.ContainsKey(component.Name))
                    {
                        Register(component.Name, component.Field.GetValue(this));
                    }
                }

                areComponentsRegistered = true;
            }

            /// <summary>Forgets all submodules.</summary>
            protected void ClearModules() => _internal_submodules.clear();

            /// <summary>Registers a parameter, replaces the registered one, or with null takes it away.</summary>
            protected void ConditionallyRegisterParameter(string name, Tensor value) => ConditionallyRegisterParameter(name, value as Parameter);

            /// <summary>Registers a parameter, replaces the registered one, or with null takes it away.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is not null)
                {
                    _internal_params[name] = value;
                }
                else if (_internal_params.TryGetValue(name, out _))
                {
                    _internal_params.Remove(name);
                }
            }

            /// <summary>Registers a buffer, replaces the registered one, or with null takes it away.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is not null)
                {
                    _internal_buffers[name] = (value, persistent);
                }
                else if (_internal_buffers.TryGetValue(name, out _))
                {
                    _internal_buffers.Remove(name);
                }
            }

            private void Register(string component, object? value)
            {
                switch (value)
                {
                    case Module module:
                        register_module(component, module);
                        break;
                    case Parameter parameter:
                        register_parameter(component, parameter);
                        break;
                    case Tensor tensor:
                        register_buffer(component, tensor);
                        break;
                }
            }

            // Of fields with the same name, that of the most derived type counts.
            private static List<Component> ComponentsOf(Type type)
            {
                var components = new List<Component>();
                var seen = new HashSet<string>();
                for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
                {
                    foreach (var field in current.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
                    {
                        if (seen.Add(field.Name) && !field.FieldType.IsValueType)
                        {
                            components.Add(new(field.ComponentName(), field));
                        }
                    }
                }

                return components;
            }

            private sealed record Component(string Name, FieldInfo Field);
        }
    }
}
