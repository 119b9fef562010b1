using System.Reflection;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Operations;

/// <summary>Finds the methods whose signatures fit an operation, and the values of their parameters.</summary>
internal static class OperationForms
{
    private static readonly ILookup<string, MethodInfo> Members = Methods(typeof(Tensor), BindingFlags.Instance);
    private static readonly ILookup<string, MethodInfo> Statics = Methods(typeof(torch), BindingFlags.Static);

    internal static IReadOnlyList<MethodInfo> Fitting(Operation operation, bool inPlace)
    {
        var name = inPlace ? operation.Name + "_" : operation.Name;
        return
        [
            .. Members[name].Where(method => Fits(method.GetParameters(), operation.Arguments)),
            .. Statics[name].Where(method => method.GetParameters() is [{ ParameterType: var first }, .. var rest] && first == typeof(Tensor) && Fits(rest, operation.Arguments)),
        ];
    }

    /// <summary>Calls a method; a list of the result's parts.</summary>
    internal static object Call(MethodInfo method, Tensor self, object?[] arguments)
    {
        var parameters = method.GetParameters();
        var skip = method.IsStatic ? 1 : 0;
        var values = new object?[parameters.Length];
        for (var i = skip; i < parameters.Length; i++)
        {
            values[i] = i - skip < arguments.Length ? Converted(parameters[i], arguments, i - skip, self.dtype) : parameters[i].DefaultValue;
        }

        if (skip == 1)
        {
            values[0] = self;
        }

        try
        {
            return method.Invoke(method.IsStatic ? null : self, values)!;
        }
        catch (TargetInvocationException error)
        {
            throw error.InnerException!;
        }
    }

    internal static Tensor Build(Array values, ScalarType type)
    {
        using var whole = from_array(values);
        return whole.to(type, copy: true);
    }

    private static ILookup<string, MethodInfo> Methods(Type type, BindingFlags flags) =>
        type.GetMethods(flags | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName && !method.IsGenericMethod && method.GetParameters().All(parameter => !parameter.ParameterType.IsByRefLike && !parameter.IsOut))
            .ToLookup(method => method.Name);

    private static bool Fits(ReadOnlySpan<ParameterInfo> parameters, object?[] arguments)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if (i >= arguments.Length)
            {
                if (!parameters[i].HasDefaultValue)
                {
                    return false;
                }
            }
            else if (!Fits(parameters[i], arguments[i]))
            {
                return false;
            }
        }

        return arguments.Length <= parameters.Length;
    }

    private static bool Fits(ParameterInfo parameter, object? argument)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return argument switch
        {
            null => !parameter.ParameterType.IsValueType || type != parameter.ParameterType,
            double[] or double[,] or double[,,] or Index or Mask => type == typeof(Tensor),
            int => type == typeof(Scalar) || type == typeof(long) || type == typeof(int),
            double => type == typeof(Scalar) || type == typeof(double) || type == typeof(float),
            _ => type.IsInstanceOfType(argument),
        };
    }

    private static object? Converted(ParameterInfo parameter, object?[] arguments, int at, ScalarType elements)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return arguments[at] switch
        {
            Index index => from_array(index.Values),
            Mask mask => from_array(mask.Values),
            Array array when type == typeof(Tensor) => Build(array, elements),
            int number when type == typeof(Scalar) => number.ToScalar(),
            int number when type == typeof(long) => (long)number,
            double number when type == typeof(Scalar) => number.ToScalar(),
            double number when type == typeof(float) => (float)number,
            var other => other,
        };
    }

    /// <summary>The parts of a result: the elements of a tuple or array, or the result itself.</summary>
    internal static IReadOnlyList<object?> Parts(object result) => result switch
    {
        ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])],
        IEnumerable<Tensor> tensors => [.. tensors],
        _ => [result],
    };
}
