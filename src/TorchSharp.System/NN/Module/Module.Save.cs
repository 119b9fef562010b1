namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Makes a module and loads its values from a file in TorchSharp's own format.</summary>
            public static Module Create<T>(string path)
                where T : Module, new() => new T().load(path);

            /// <summary>Writes a state dictionary in TorchSharp's own format.</summary>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                var entries = sd.Where(entry => skip is null || !skip.Contains(entry.Key)).ToList();
                TensorStream.Write(writer, entries.Count);
                foreach (var (key, tensor) in entries)
                {
                    writer.Write(key);
                    TensorStream.Save(tensor, writer);
                }
            }

            /// <summary>Writes the module's values to a file in TorchSharp's own format.</summary>
            public Module save(string location, IList<string>? skip = null)
            {
                using var stream = File.Create(location);
                return save(stream, skip);
            }

            /// <summary>Writes the module's values in TorchSharp's own format.</summary>
            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>Writes the module's values in TorchSharp's own format, and closes the stream.</summary>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            /// <summary>Loads the module's values from a file in TorchSharp's own format.</summary>
            /// <param name="location">The file.</param>
            /// <param name="strict">Whether the names must be the same.</param>
            /// <param name="skip">Names that are left alone.</param>
            /// <param name="loadedParameters">Takes, for each name of the file, whether the module has it.</param>
            /// <exception cref="FileNotFoundException">There is no such file.</exception>
            /// <exception cref="ArgumentException">Names, types or shapes do not fit.</exception>
            public virtual Module load(
                string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            /// <summary>Loads the module's values in TorchSharp's own format.</summary>
            /// <exception cref="ArgumentException">Names, types or shapes do not fit.</exception>
            public virtual Module load(
                BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                var own = state_dict();
                var count = TensorStream.Read(reader);
                if (strict && count != own.Count)
                {
                    throw new ArgumentException(FormattableString.Invariant($"The stream has {count} entries; the module has {own.Count}."));
                }

                for (var i = 0L; i < count; i++)
                {
                    LoadEntry(reader, own, strict, skip, loadedParameters);
                }

                return this;
            }

            /// <summary>Loads the module's values in TorchSharp's own format, and closes the stream.</summary>
            /// <exception cref="ArgumentException">Names, types or shapes do not fit.</exception>
            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            private static void LoadEntry(
                BinaryReader reader, Dictionary<string, Tensor> own, bool strict, IList<string>? skip, Dictionary<string, bool>? loadedParameters)
            {
                var key = reader.ReadString();
                var known = own.TryGetValue(key, out var target);
                if (strict && !known)
                {
                    throw new ArgumentException($"The module has no '{key}', which the stream has.");
                }

                if (known && (skip is null || !skip.Contains(key)))
                {
                    TensorStream.Load(target!, reader);
                }
                else
                {
                    TensorStream.Load(reader).Dispose();
                }

                loadedParameters?.Add(key, known);
            }
        }
    }
}
