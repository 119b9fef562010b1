using static TorchSharp.torch;

namespace Yolo.Runtime;

/// <summary>What <see cref="TorchOperators"/> hands to an operator of libtorch, made of a C# value without a word.</summary>
internal readonly struct OperatorArgument
{
    private OperatorArgument(Tensor[] tensors, bool isList) => (Tensors, IsList) = (tensors, isList);

    private OperatorArgument(ulong bits) => (Tensors, Bits) = ([], bits);

    /// <summary>Nothing, where an operator would take a tensor.</summary>
    internal static OperatorArgument Absent => new(0UL);

    /// <summary>The tensor or tensors; empty for numbers.</summary>
    internal Tensor[] Tensors { get; }

    /// <summary>Whether the operator may go without it: it then takes the address of what is given.</summary>
    internal bool IsOptional { get; private init; }

    /// <summary>Whether a list is meant, be it of one tensor or of none.</summary>
    internal bool IsList { get; }

    /// <summary>A number or truth value as libtorch's interface has it.</summary>
    internal ulong Bits { get; }

    /// <summary>A tensor where an operator can do without; null: nothing.</summary>
    internal static OperatorArgument Optional(Tensor? tensor) => tensor is null ? Absent : new([tensor], isList: false) { IsOptional = true };

    public static implicit operator OperatorArgument(Tensor tensor) => new([tensor], isList: false);

    public static implicit operator OperatorArgument(Tensor[] tensors) => new(tensors, isList: true);

    public static implicit operator OperatorArgument(double number) => new(BitConverter.DoubleToUInt64Bits(number));

    public static implicit operator OperatorArgument(long number) => new((ulong)number);

    public static implicit operator OperatorArgument(bool value) => new(value ? 1UL : 0);
}
