using System.Runtime.CompilerServices;
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
                Module<Tensor, Tensor> single => CountOf(single),
                Module<Tensor[], Tensor> several => CountOf(several),
                Module<Tensor[], NetworkOutput> head => CountOf(head),
                Module<Tensor, NetworkOutput> whole => CountOf(whole),
                _ => 0,
            };
        }

        return count;
    }

    private static int CountOf<TBefore, TAfter>(HookableModule<TBefore, TAfter> module) =>
        Lists<TBefore, TAfter>.Before(module).Count + Lists<TBefore, TAfter>.After(module).Count
        + Lists<TBefore, TAfter>.PlainBefore(module).Count + Lists<TBefore, TAfter>.PlainAfter(module).Count;

    /// <summary>TorchSharp shows its lists of hooks to modules alone.</summary>
    private static class Lists<TBefore, TAfter>
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "pre_hooks")]
        internal static extern ref Dictionary<string, TBefore> Before(HookableModule<TBefore, TAfter> module);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "post_hooks")]
        internal static extern ref Dictionary<string, TAfter> After(HookableModule<TBefore, TAfter> module);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "module_pre_hooks")]
        internal static extern ref Dictionary<string, Action<Module>> PlainBefore(HookableModule<TBefore, TAfter> module);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "module_post_hooks")]
        internal static extern ref Dictionary<string, Action<Module>> PlainAfter(HookableModule<TBefore, TAfter> module);
    }
}
