using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Yolo.Tests.Runtime;

/// <summary>The list of what the compiler refuses in src, made of <see cref="ScalarTaint"/>.</summary>
internal static class BannedSymbols
{
    private const string Header = """
        // What nothing in src may call: members of TorchSharp 0.107.0 that make a Scalar of a number and keep nothing alive while libtorch reads it, so
        // that the garbage collector can free it in the middle of the call (see Yolo.Runtime.Number). Found by reading the package's code:
        // made and compared by BannedSymbolsTests and ScalarTaintTests of tests/Yolo.Tests/Runtime, which write what it is to hold where it differs.
        """;

    private static readonly Dictionary<string, string> WaysOut = new(StringComparer.Ordinal)
    {
        ["op_Addition"] = "x.Plus(y) of Yolo.Runtime.TensorArithmetic",
        ["op_Multiply"] = "x.Times(number) of Yolo.Runtime.TensorArithmetic",
        ["op_Modulus"] = "x.Modulo(number) of Yolo.Runtime.TensorArithmetic",
        ["op_Explicit"] = "x.item<T>() or x.SingleValue() of Yolo.Runtime.TensorFunctions",
        ["op_Implicit"] = "the methods of Yolo.Runtime.TensorArithmetic, which take the number itself",
        ["add"] = "x.Plus(y) of Yolo.Runtime.TensorArithmetic",
        ["add_"] = "x.AddInPlace(y) of Yolo.Runtime.TensorArithmetic",
        ["arange"] = "Yolo.Runtime.TensorFunctions.Range",
        ["square"] = "x.Squared() of Yolo.Runtime.TensorArithmetic",
        ["softplus"] = "x.Softplus() of Yolo.Runtime.TensorFunctions",
        ["leaky_relu"] = "x.LeakyRelu(slope) of Yolo.Runtime.TensorFunctions",
        ["mish"] = "Yolo.Modules.Activation.Mish",
        ["BatchNorm2d"] = "Yolo.Modules.BatchNormalization",
        ["LeakyReLU"] = "Yolo.Modules.LeakyReluLayer",
        ["Mish"] = "Yolo.Modules.MishLayer",
    };

    /// <summary>The file that the compiler reads.</summary>
    internal static string Path => System.IO.Path.Combine(ArchitectureTests.Repository(), "src", "BannedSymbols.txt");

    /// <summary>What it is to hold.</summary>
    internal static string Content(ScalarTaint taint) => Header + "\n\n" + string.Concat(Lines(taint).Order(StringComparer.Ordinal).Select(line => line + "\n"));

    private static IEnumerable<string> Lines(ScalarTaint taint) =>
        from type in taint.TorchSharp.GetTypes()
        where IsPublic(type)
        from method in type.Methods
        where method.IsPublic && (taint.Contains(method) || IsFactory(taint, method))
        select $"{IdOf(method)};{WayOut(method)}";

    private static bool IsPublic(TypeDefinition type) => type.IsPublic || (type.IsNestedPublic && IsPublic(type.DeclaringType));

    // Types to derive from are free: whoever does says what happens inside.
    private static bool IsFactory(ScalarTaint taint, MethodDefinition method) =>
        (method.IsConstructor || method.IsStatic) && taint.IsInside(ScalarTaint.Made(method)) && !ScalarTaint.Made(method).Resolve().IsAbstract;

    private static string IdOf(MethodDefinition method) =>
        DocCommentId.GetDocCommentId(method.IsGetter ? method.DeclaringType.Properties.Single(property => property.GetMethod == method) : method);

    private static string WayOut(MethodDefinition method)
    {
        var numberFirst = method.Parameters.Count == 2 && method.Parameters[0].ParameterType.Name != "Tensor";
        var instead = method.Name switch
        {
            "op_Subtraction" => numberFirst ? "x.SubtractedFrom(number) of Yolo.Runtime.TensorArithmetic" : "x.Minus(number) of Yolo.Runtime.TensorArithmetic",
            "op_Division" => numberFirst ? "x.DividedInto(number) of Yolo.Runtime.TensorArithmetic" : "x.Over(number) of Yolo.Runtime.TensorArithmetic",
            _ when method.DeclaringType.FullName is "TorchSharp.ScalarExtensionMethods" => WaysOut["op_Implicit"],
            _ when method.DeclaringType.FullName is "TorchSharp.TensorExtensionMethods" && method.Name.StartsWith("To", StringComparison.Ordinal) => WaysOut["op_Explicit"],
            _ when method.DeclaringType.FullName is "TorchSharp.torch/optim" => "the optimizers of Yolo.Engine.Optimization",
            var name => WaysOut.GetValueOrDefault(name),
        };
        return instead is null ? "libtorch may read a freed number; hand it one that is kept, as Yolo.Runtime.TensorArithmetic does." : $"libtorch may read a freed number; use {instead}.";
    }
}
