using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Yolo.Tests.Runtime;

/// <summary>
/// The methods of TorchSharp that make a Scalar of a number and hand its address to libtorch, directly or through one another, as their code says:
/// the garbage collector can free it in the middle of the call.
/// </summary>
internal sealed class ScalarTaint : IDisposable
{
    // What somebody calls without naming it, by handing over an object of the type.
    private static readonly string[] CalledByOthers = ["forward", "step"];

    private readonly DefaultAssemblyResolver resolver = new();
    private readonly HashSet<string> methods = new(StringComparer.Ordinal);

    internal ScalarTaint()
    {
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        TorchSharp = Read("TorchSharp.dll");
        var callers = TorchSharp.GetTypes().SelectMany(type => type.Methods).SelectMany(Calls).ToLookup(call => call.Callee, call => call.Caller);
        var found = new Stack<string>(TorchSharp.GetTypes().SelectMany(type => type.Methods).Where(MakesScalar).Select(method => method.FullName));
        while (found.TryPop(out var method))
        {
            if (methods.Add(method))
            {
                foreach (var caller in callers[method])
                {
                    found.Push(caller);
                }
            }
        }
    }

    /// <summary>The package's assembly.</summary>
    internal ModuleDefinition TorchSharp { get; }

    /// <summary>Opens an assembly beside the tests.</summary>
    internal ModuleDefinition Read(string file) =>
        ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, file), new ReaderParameters { AssemblyResolver = resolver });

    /// <summary>Whether a method of TorchSharp is one of them.</summary>
    internal bool Contains(MethodDefinition method) => methods.Contains(method.FullName);

    /// <summary>Whether objects of a type of TorchSharp do it when others call them: modules and optimizers.</summary>
    internal bool IsInside(TypeReference? type)
    {
        for (var definition = Resolve(type); definition is not null; definition = Resolve(definition.BaseType))
        {
            var own = definition.Methods.Where(method => method.IsVirtual && CalledByOthers.Contains(method.Name)).ToList();
            if (own.Count > 0)
            {
                return own.Exists(Contains);
            }
        }

        return false;
    }

    /// <summary>Where an assembly calls such a method, or makes an object of such a type: "Type.Method calls Method".</summary>
    internal IEnumerable<string> UsesIn(ModuleDefinition module) =>
        from type in module.GetTypes()
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        let called = Resolve(instruction.Operand as MethodReference)
        where called is not null && (Contains(called) || (!InheritsFrom(method, called) && IsInside(Made(called))))
        select $"{method.DeclaringType.FullName}.{method.Name} calls {called.DeclaringType.Name}.{called.Name}({string.Join(", ", called.Parameters.Select(parameter => parameter.ParameterType.Name))})";

    /// <inheritdoc/>
    public void Dispose()
    {
        TorchSharp.Dispose();
        resolver.Dispose();
    }

    /// <summary>What a constructor or a factory makes.</summary>
    internal static TypeReference Made(MethodDefinition method) => method.IsConstructor ? method.DeclaringType : method.ReturnType;

    // A type of one's own calls the constructor of its base.
    private static bool InheritsFrom(MethodDefinition method, MethodDefinition called) =>
        called.IsConstructor && method.IsConstructor && method.DeclaringType.BaseType?.FullName == called.DeclaringType.FullName;

    private static bool MakesScalar(MethodDefinition method) =>
        method.ReturnType.FullName == "TorchSharp.Scalar" && !method.IsGetter && (method.Name == "op_Implicit" || method.Name.StartsWith("To", StringComparison.Ordinal));

    private IEnumerable<(string Callee, string Caller)> Calls(MethodDefinition method) => method.HasBody
        ? method.Body.Instructions.SelectMany(instruction => Callees(instruction)).Select(callee => (callee.FullName, method.FullName))
        : [];

    // A method with yield return only makes an object of a class that the compiler wrote, in which its code stands.
    private IEnumerable<MethodDefinition> Callees(Instruction instruction) => Resolve(instruction.Operand as MethodReference) switch
    {
        null => [],
        { IsConstructor: true } made when made.DeclaringType.Name.Contains('<', StringComparison.Ordinal) => made.DeclaringType.Methods,
        var called => [called],
    };

    private MethodDefinition? Resolve(MethodReference? method) => IsOfTorchSharp(method?.DeclaringType) ? method!.Resolve() : null;

    private TypeDefinition? Resolve(TypeReference? type) => IsOfTorchSharp(type) ? type!.Resolve() : null;

    private static bool IsOfTorchSharp(TypeReference? type) => type is not null && type.GetElementType().Scope?.Name is "TorchSharp" or "TorchSharp.dll";
}
