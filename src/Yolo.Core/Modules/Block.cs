using TorchSharp;

namespace Yolo.Modules;

/// <summary>
/// A part of a network that maps one tensor [B, C, H, W] to another. Its children are registered under the names that state
/// dictionaries of the family use, which are not the names of the fields.
/// </summary>
/// <remarks>
/// Tensors that a block makes on its way are disposed before it returns; what training needs of them is kept by the gradient graph.
/// The input stays the caller's, the result is the caller's.
/// </remarks>
/// <param name="name">The type's name in the family.</param>
public abstract class Block(string name) : torch.nn.Module<torch.Tensor, torch.Tensor>(name)
{
    /// <summary>Adds a child under its key in state dictionaries.</summary>
    /// <returns>The child.</returns>
    protected T Register<T>(string key, T child)
        where T : torch.nn.Module
    {
        register_module(key, child);
        return child;
    }

    /// <summary>Nothing: constructors register all children by key.</summary>
    protected override void RegisterComponents()
    {
    }
}
