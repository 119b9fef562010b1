using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Yolo.Runtime;

namespace Yolo.Tests;

/// <summary>Whichever test runs first may use TorchSharp before anything of ours, which is what lets libtorch load on older systems.</summary>
internal static class RunsTheModuleOfCore
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Before any test.")]
    internal static void Run() => RuntimeHelpers.RunModuleConstructor(typeof(LibTorch).Module.ModuleHandle);
}
