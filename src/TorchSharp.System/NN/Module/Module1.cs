namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module with one input; derive from it and override <see cref="forward"/>.</summary>
        public abstract class Module<T, TResult> : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
        {
            /// <summary>A module of the given name.</summary>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>Computes the output without hooks.</summary>
            public abstract TResult forward(T input);

            /// <summary>Computes the output: hooks before, <see cref="forward"/>, hooks after.</summary>
            public TResult call(T input) => IsHooked ? CallHooked(input) : forward(input);

            private TResult CallHooked(T input)
            {
                RunModuleHooks(module_pre_hooks);
                foreach (var hook in pre_hooks.Values)
                {
                    input = hook(this, input) ?? input;
                }

                var result = forward(input);
                foreach (var hook in post_hooks.Values)
                {
                    result = hook(this, input, result) ?? result;
                }

                RunModuleHooks(module_post_hooks);
                return result;
            }
        }
    }
}
