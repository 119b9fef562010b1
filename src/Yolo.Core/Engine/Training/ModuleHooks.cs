using System.Runtime.CompilerServices;
using TorchSharp;
using Yolo.Modules.Heads;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Yolo.Engine.Training;

/// <summary>Watches whether hooks are added to modules of a network, or taken off: a recorded pass calls none.</summary>
internal sealed class ModuleHooks
{
    private readonly Module[] modules;
    private readonly int first;

    /// <summary>Takes the hooks that are there as the network's own.</summary>
    internal ModuleHooks(Module network)
    {
        modules = [.. network.modules()];
        first = Count();
    }

    /// <summary>Whether there are more hooks now than at first, or fewer.</summary>
    internal bool HaveChanged => Count() != first;

    private int Count()
    {
        var count = 0;
        foreach (var module in modules)
        {
            count += module switch
            {
                Module<Tensor, Tensor> single => Of<Tensor, Tensor>.Count(single),
                Module<Tensor[], Tensor> several => Of<Tensor[], Tensor>.Count(several),
                Module<Tensor[], NetworkOutput> head => Of<Tensor[], NetworkOutput>.Count(head),
                Module<Tensor, NetworkOutput> whole => Of<Tensor, NetworkOutput>.Count(whole),
                _ => 0,
            };
        }

        return count;
    }

    /// <summary>TorchSharp shows its lists of hooks to modules alone.</summary>
    private static class Of<TInput, TOutput>
    {
        internal static int Count(HookableModule<Func<Module<TInput, TOutput>, TInput, TInput>, Func<Module<TInput, TOutput>, TInput, TOutput, TOutput>> module) =>
            Before(module).Count + After(module).Count + PlainBefore(module).Count + PlainAfter(module).Count;

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "pre_hooks")]
        private static extern ref Dictionary<string, Func<Module<TInput, TOutput>, TInput, TInput>> Before(
            HookableModule<Func<Module<TInput, TOutput>, TInput, TInput>, Func<Module<TInput, TOutput>, TInput, TOutput, TOutput>> module);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "post_hooks")]
        private static extern ref Dictionary<string, Func<Module<TInput, TOutput>, TInput, TOutput, TOutput>> After(
            HookableModule<Func<Module<TInput, TOutput>, TInput, TInput>, Func<Module<TInput, TOutput>, TInput, TOutput, TOutput>> module);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "module_pre_hooks")]
        private static extern ref Dictionary<string, Action<Module>> PlainBefore(
            HookableModule<Func<Module<TInput, TOutput>, TInput, TInput>, Func<Module<TInput, TOutput>, TInput, TOutput, TOutput>> module);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "module_post_hooks")]
        private static extern ref Dictionary<string, Action<Module>> PlainAfter(
            HookableModule<Func<Module<TInput, TOutput>, TInput, TInput>, Func<Module<TInput, TOutput>, TInput, TOutput, TOutput>> module);
    }
}
