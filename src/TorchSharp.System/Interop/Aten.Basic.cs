namespace TorchSharp.Interop;

// What modules, initialisation and optimizers need of the plain tensor operations.
internal static partial class Aten
{
    internal static readonly Operator alias = new("alias");
}
