using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Tensors that modules own.</summary>
internal static class ModuleTensors
{
    /// <summary>Takes a tensor out of the dispose scope in which a module is built: registering alone leaves it there, and it would go with the scope.</summary>
    /// <returns>The tensor.</returns>
    internal static T Owned<T>(this T tensor)
        where T : Tensor
    {
        tensor.DetachFromDisposeScope();
        return tensor;
    }
}
