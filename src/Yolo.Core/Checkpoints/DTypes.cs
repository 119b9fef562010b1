using System.Collections.Frozen;

namespace Yolo.Checkpoints;

/// <summary>Sizes of element types, and their names in each file format.</summary>
public static class DTypes
{
    private static readonly (DType Type, int Size, string Torch, string Storage, string Safetensors)[] Table =
    [
        (DType.Bool, 1, "bool", "BoolStorage", "BOOL"),
        (DType.UInt8, 1, "uint8", "ByteStorage", "U8"),
        (DType.Int8, 1, "int8", "CharStorage", "I8"),
        (DType.Int16, 2, "int16", "ShortStorage", "I16"),
        (DType.Int32, 4, "int32", "IntStorage", "I32"),
        (DType.Int64, 8, "int64", "LongStorage", "I64"),
        (DType.Float16, 2, "float16", "HalfStorage", "F16"),
        (DType.BFloat16, 2, "bfloat16", "BFloat16Storage", "BF16"),
        (DType.Float32, 4, "float32", "FloatStorage", "F32"),
        (DType.Float64, 8, "float64", "DoubleStorage", "F64"),
    ];

    private static readonly FrozenDictionary<string, DType> ByTorch = Table.ToFrozenDictionary(row => row.Torch, row => row.Type);

    private static readonly FrozenDictionary<string, DType> ByStorage = Table.ToFrozenDictionary(row => row.Storage, row => row.Type);

    private static readonly FrozenDictionary<string, DType> BySafetensors = Table.ToFrozenDictionary(row => row.Safetensors, row => row.Type);

    /// <summary>Bytes that one element takes.</summary>
    public static int Size(this DType type) => Table[(int)type].Size;

    /// <summary>Whether the type is one of the floating-point types.</summary>
    public static bool IsFloatingPoint(this DType type) => type >= DType.Float16;

    /// <summary>The name that torch gives it, without the prefix: <c>float16</c>.</summary>
    public static string TorchName(this DType type) => Table[(int)type].Torch;

    internal static string StorageName(this DType type) => Table[(int)type].Storage;

    internal static string SafetensorsName(this DType type) => Table[(int)type].Safetensors;

    internal static bool TryFromTorch(string name, out DType type) => ByTorch.TryGetValue(name, out type);

    internal static bool TryFromStorage(string name, out DType type) => ByStorage.TryGetValue(name, out type);

    internal static bool TryFromSafetensors(string name, out DType type) => BySafetensors.TryGetValue(name, out type);
}
