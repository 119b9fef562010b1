using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>An empty sequence.</summary>
        public static Sequential Sequential() => new();

        /// <summary>Named modules, called one after the other.</summary>
        public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new Sequential().Add(modules);

        /// <summary>Modules, called one after the other.</summary>
        public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => new Sequential().Add(modules);

        /// <summary>Named modules, called one after the other.</summary>
        public static Sequential Sequential(params Tuple<string, Module<Tensor, Tensor>>[] modules) => Sequential(modules.AsEnumerable());

        /// <summary>Named modules, called one after the other.</summary>
        public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new Sequential().Add(modules);

        /// <summary>Named modules, called one after the other.</summary>
        public static Sequential Sequential(IEnumerable<Tuple<string, Module<Tensor, Tensor>>> modules) =>
            new Sequential().Add(modules.Select(entry => (entry.Item1, entry.Item2)));

        /// <summary>Modules, called one after the other.</summary>
        public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => new Sequential().Add(modules);

        /// <summary>A list of modules.</summary>
        public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

        /// <summary>A list of modules.</summary>
        public static ModuleList<T> ModuleList<T>(params T[] modules)
            where T : Module => new(modules);

        /// <summary>Modules by name.</summary>
        public static ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => ModuleDict<Module>(modules);

        /// <summary>Modules by name.</summary>
        public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules)
            where T : Module
        {
            var dictionary = new ModuleDict<T>();
            foreach (var entry in modules)
            {
                dictionary.Add(entry);
            }

            return dictionary;
        }
    }
}
