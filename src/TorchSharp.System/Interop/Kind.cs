namespace TorchSharp.Interop;

/// <summary>What a boxed argument or result holds. The numbers are those of <c>Kind</c> in native/operators.cpp.</summary>
internal enum Kind
{
    None = 0,
    Default = 1,
    Tensor = 2,
    Double = 3,
    Int = 4,
    Bool = 5,
    String = 6,
    IntList = 7,
    DoubleList = 8,
    BoolList = 9,
    TensorList = 10,
    OptionalTensorList = 11,
    Device = 12,
    Generator = 13,
    Complex = 14,
}
