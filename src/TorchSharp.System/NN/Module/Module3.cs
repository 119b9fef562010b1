namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module with 3 inputs; derive from it and override <see cref="forward"/>.</summary>
        public abstract class Module<T1, T2, T3, TResult> : HookableModule<Func<Module<T1, T2, T3, TResult>, T1, T2, T3, (T1, T2, T3)?>, Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult>>, IModule<T1, T2, T3, TResult>
        {
            /// <summary>A module of the given name.</summary>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>Computes the output without hooks.</summary>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            /// <summary>Computes the output: hooks before, <see cref="forward"/>, hooks after.</summary>
            public TResult call(T1 input1, T2 input2, T3 input3) => IsHooked ? CallHooked(input1, input2, input3) : forward(input1, input2, input3);

            private TResult CallHooked(T1 input1, T2 input2, T3 input3)
            {
                RunModuleHooks(module_pre_hooks);
                foreach (var hook in pre_hooks.Values)
                {
                    if (hook(this, input1, input2, input3) is { } changed)
                    {
                        (input1, input2, input3) = changed;
                    }
                }

                var result = forward(input1, input2, input3);
                foreach (var hook in post_hooks.Values)
                {
                    result = hook(this, input1, input2, input3, result) ?? result;
                }

                RunModuleHooks(module_post_hooks);
                return result;
            }
        }
    }
}
