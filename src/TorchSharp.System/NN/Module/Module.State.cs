using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Parameters, then persistent buffers, by their full names. The tensors are the module's own, not copies.</summary>
            /// <param name="destination">Takes the entries; new unless given. Entries that are there already stay.</param>
            /// <param name="prefix">Stands before each name, followed by a dot.</param>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var before = string.IsNullOrEmpty(prefix) ? string.Empty : $"{prefix}.";
                foreach (var (name, parameter) in named_parameters())
                {
                    destination.TryAdd(before + name, parameter);
                }

                foreach (var (name, buffer) in named_buffers(include_nonpersistent: false))
                {
                    destination.TryAdd(before + name, buffer);
                }

                foreach (var (name, module) in _internal_submodules)
                {
                    module.state_dict(destination, before + name);
                }

                return destination;
            }

            /// <summary>Copies values into parameters and buffers.</summary>
            /// <param name="source">Values by full name; shapes must broadcast to the module's.</param>
            /// <param name="strict">Whether missing or unexpected names are an error.</param>
            /// <param name="skip">Names that are left alone.</param>
            /// <returns>Names that the source lacks, and names that the module lacks.</returns>
            /// <exception cref="InvalidOperationException">The names differ and <paramref name="strict"/> is set; nothing was copied.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var skipped = skip is null ? [] : new HashSet<string>(skip);
                var destination = state_dict();
                var unexpected = source.Keys.Where(key => !skipped.Contains(key) && !destination.ContainsKey(key)).ToList();
                var missing = destination.Keys.Where(key => !skipped.Contains(key) && !source.ContainsKey(key)).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException(
                        $"The state dictionary does not fit the module. Missing: {Listed(missing)}; unexpected: {Listed(unexpected)}. Pass strict: false to load what fits.");
                }

                using var none = NoGrad.Enter();
                foreach (var (key, values) in source)
                {
                    if (!skipped.Contains(key) && destination.TryGetValue(key, out var target))
                    {
                        Aten.copy_.InPlace(target, values);
                    }
                }

                return (missing, unexpected);
            }

            private static string Listed(List<string> names)
            {
                const int Shown = 5;
                var more = names.Count > Shown ? FormattableString.Invariant($" and {names.Count - Shown} more") : string.Empty;
                return names.Count == 0 ? "none" : string.Join(", ", names.Take(Shown)) + more;
            }
        }
    }
}
