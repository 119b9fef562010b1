using System.Reflection;
using System.Reflection.Emit;

namespace TorchSharp.Tests.Operations;

/// <summary>Reads out of an assembly's instructions which methods it calls.</summary>
internal static class CalledMethods
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(found => (OpCode)found.GetValue(null)!).ToDictionary(code => code.Value);

    internal static HashSet<MethodBase> Of(Assembly assembly)
    {
        const BindingFlags Every = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var called = new HashSet<MethodBase>();
        foreach (var type in assembly.GetTypes())
        {
            foreach (var method in type.GetMethods(Every).Cast<MethodBase>().Concat(type.GetConstructors(Every)))
            {
                called.UnionWith(Of(method, type));
            }
        }

        return called;
    }

    private static IEnumerable<MethodBase> Of(MethodBase method, Type type)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var first = code[at++];
            var op = OpCodesByValue[first == 0xFE ? (short)(0xFE00 | code[at++]) : first];
            if (op.OperandType == OperandType.InlineMethod)
            {
                var target = method.Module.ResolveMethod(
                    BitConverter.ToInt32(code, at), type.IsGenericType ? type.GetGenericArguments() : null, method.IsGenericMethod ? method.GetGenericArguments() : null)!;
                yield return target is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericMethodDefinition() : target;
            }

            at += Length(op.OperandType, code, at);
        }
    }

    private static int Length(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
