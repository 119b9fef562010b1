namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module whose <c>call</c> runs hooks before and after <c>forward</c>.</summary>
        /// <typeparam name="TPreHook">Sees the inputs, and may change them.</typeparam>
        /// <typeparam name="TPostHook">Sees inputs and output, and may change the output.</typeparam>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            /// <summary>The hooks that run before, by key.</summary>
            protected Dictionary<string, TPreHook> pre_hooks = [];

            /// <summary>The hooks that run after, by key.</summary>
            protected Dictionary<string, TPostHook> post_hooks = [];

            /// <summary>The hooks that run first and see the module alone, by key.</summary>
            protected Dictionary<string, Action<Module>> module_pre_hooks = [];

            /// <summary>The hooks that run last and see the module alone, by key.</summary>
            protected Dictionary<string, Action<Module>> module_post_hooks = [];

            /// <summary>A module of the given name.</summary>
            protected HookableModule(string name)
                : base(name)
            {
            }

            private protected bool IsHooked => (pre_hooks.Count | post_hooks.Count | module_pre_hooks.Count | module_post_hooks.Count) != 0;

            /// <summary>Adds a hook that sees inputs and output; what it returns, unless null, replaces the output.</summary>
            public HookRemover register_forward_hook(TPostHook hook) => Add(post_hooks, hook);

            /// <summary>Adds a hook that runs after all others and sees the module alone.</summary>
            public HookRemover register_forward_hook(Action<Module> hook) => Add(module_post_hooks, hook);

            /// <summary>Adds a hook that sees the inputs; what it returns, unless null, replaces them.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook) => Add(pre_hooks, hook);

            /// <summary>Adds a hook that runs before all others and sees the module alone.</summary>
            public HookRemover register_forward_pre_hook(Action<Module> hook) => Add(module_pre_hooks, hook);

            private protected void RunModuleHooks(Dictionary<string, Action<Module>> hooks)
            {
                foreach (var hook in hooks.Values)
                {
                    hook(this);
                }
            }

            private HookRemover Add<THook>(Dictionary<string, THook> hooks, THook hook)
            {
                var key = Guid.NewGuid().ToString();
                hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            private void Remove(string key)
            {
                pre_hooks.Remove(key);
                post_hooks.Remove(key);
                module_pre_hooks.Remove(key);
                module_post_hooks.Remove(key);
            }

            /// <summary>Takes one hook away again.</summary>
            public class HookRemover
            {
                private readonly HookableModule<TPreHook, TPostHook> module;
                private readonly string key;

                /// <summary>Names the hook by its key.</summary>
                public HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
                {
                    this.module = module;
                    this.key = key;
                }

                /// <summary>Takes the hook away.</summary>
                public void remove() => module.Remove(key);
            }
        }
    }
}
