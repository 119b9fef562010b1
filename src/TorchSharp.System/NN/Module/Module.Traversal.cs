using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The persistent buffers of this module and, unless told otherwise, those below, each once. Non-persistent ones are never among them.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                // Modules have a few of their own, for which a loop is enough.
                var own = new IntPtr[_internal_buffers.Count];
                var count = 0;
                foreach (var (name, (buffer, persistent)) in _internal_buffers)
                {
                    if (persistent && IsNew(own, ref count, buffer.handle))
                    {
                        yield return (name, buffer);
                    }
                }

                if (!recurse)
                {
                    yield break;
                }

                var seen = new HashSet<IntPtr>(own) { IntPtr.Zero };

                foreach (var (outer, module) in _internal_submodules)
                {
                    foreach (var (inner, buffer) in module.named_buffers(true, include_nonpersistent))
                    {
                        if (seen.Add(buffer.handle))
                        {
                            yield return ($"{outer}.{inner}", buffer);
                        }
                    }
                }
            }

            /// <summary>The buffers of <see cref="named_buffers"/> without names.</summary>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            /// <summary>The parameters of this module and, unless told otherwise, those below, each once.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var own = new IntPtr[_internal_params.Count];
                var count = 0;
                foreach (var (name, parameter) in _internal_params)
                {
                    if (IsNew(own, ref count, parameter.handle))
                    {
                        yield return (name, parameter);
                    }
                }

                if (!recurse)
                {
                    yield break;
                }

                var seen = new HashSet<IntPtr>(own) { IntPtr.Zero };

                foreach (var (outer, module) in _internal_submodules)
                {
                    foreach (var (inner, parameter) in module.named_parameters(true))
                    {
                        if (seen.Add(parameter.handle))
                        {
                            yield return ($"{outer}.{inner}", parameter);
                        }
                    }
                }
            }

            /// <summary>The parameters of <see cref="named_parameters"/> without names.</summary>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(entry => entry.parameter);

            /// <summary>The modules directly below.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => _internal_submodules;

            /// <summary>The modules directly below, without names.</summary>
            public virtual IEnumerable<Module> children()
            {
                foreach (var (_, module) in named_children())
                {
                    yield return module;
                }
            }

            /// <summary>All modules below, those directly below first; this one is not among them.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var child in _internal_submodules)
                {
                    yield return child;
                }

                foreach (var (outer, child) in _internal_submodules)
                {
                    foreach (var (inner, module) in child.named_modules())
                    {
                        yield return ($"{outer}.{inner}", module);
                    }
                }
            }

            /// <summary>The modules of <see cref="named_modules"/> without names.</summary>
            public virtual IEnumerable<Module> modules()
            {
                foreach (var (_, module) in named_modules())
                {
                    yield return module;
                }
            }

            /// <summary>Whether there is a buffer of that name; dots lead into modules below.</summary>
            public virtual bool has_buffer(string target) =>
                _internal_buffers.ContainsKey(target) || Below(target).Any(place => place.Module.has_buffer(place.Remainder));

            /// <summary>Whether there is a parameter of that name; dots lead into modules below.</summary>
            public virtual bool has_parameter(string target) =>
                _internal_params.ContainsKey(target) || Below(target).Any(place => place.Module.has_parameter(place.Remainder));

            /// <summary>The buffer of that name, null if there is none; dots lead into modules below.</summary>
            public virtual Tensor? get_buffer(string target) => _internal_buffers.TryGetValue(target, out var found)
                ? found.Item1
                : Below(target).Select(place => place.Module.get_buffer(place.Remainder)).FirstOrDefault(buffer => buffer is not null);

            /// <summary>The parameter of that name, null if there is none; dots lead into modules below.</summary>
            public virtual Parameter? get_parameter(string target) => _internal_params.TryGetValue(target, out var found)
                ? found
                : Below(target).Select(place => place.Module.get_parameter(place.Remainder)).FirstOrDefault(parameter => parameter is not null);

            private static bool IsNew(IntPtr[] seen, ref int count, IntPtr handle)
            {
                for (var i = 0; i < count; i++)
                {
                    if (seen[i] == handle)
                    {
                        return false;
                    }
                }

                if (handle != IntPtr.Zero)
                {
                    seen[count++] = handle;
                }

                return handle != IntPtr.Zero;
            }

            private IEnumerable<(Module Module, string Remainder)> Below(string target)
            {
                var dot = target.IndexOf('.', StringComparison.Ordinal);
                return dot < 0
                    ? []
                    : named_children().Where(child => child.name == target[..dot]).Select(child => (child.module, target[(dot + 1)..]));
            }
        }
    }
}
