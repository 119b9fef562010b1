namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module with 2 inputs; derive from it and override <see cref="forward"/>.</summary>
        public abstract class Module<T1, T2, TResult> : HookableModule<Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?>, Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult>>, IModule<T1, T2, TResult>
        {
            /// <summary>A module of the given name.</summary>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>Computes the output without hooks.</summary>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Computes the output: hooks before, <see cref="forward"/>, hooks after.</summary>
            public TResult call(T1 input1, T2 input2) => IsHooked ? CallHooked(input1, input2) : forward(input1, input2);

            private TResult CallHooked(T1 input1, T2 input2)
            {
                RunModuleHooks(module_pre_hooks);
                foreach (var hook in pre_hooks.Values)
                {
                    if (hook(this, input1, input2) is { } changed)
                    {
                        (input1, input2) = changed;
                    }
                }

                var result = forward(input1, input2);
                foreach (var hook in post_hooks.Values)
                {
                    result = hook(this, input1, input2, result) ?? result;
                }

                RunModuleHooks(module_post_hooks);
                return result;
            }
        }
    }
}
