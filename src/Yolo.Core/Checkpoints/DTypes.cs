namespace Yolo.Checkpoints;

/// <summary>Sizes of element types, and their names in each file format.</summary>
internal static class DTypes
{
    // In the order of the enumeration. Ten names are found sooner by looking than by hashing, and nothing generic has to be compiled.
    private static readonly string[] TorchNames =
        ["bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64"];

    private static readonly string[] StorageNames =
    [
        "BoolStorage", "ByteStorage", "CharStorage", "ShortStorage", "IntStorage", "LongStorage",
        "HalfStorage", "BFloat16Storage", "FloatStorage", "DoubleStorage",
    ];

    private static readonly string[] SafetensorsNames = ["BOOL", "U8", "I8", "I16", "I32", "I64", "F16", "BF16", "F32", "F64"];

    /// <summary>Bytes that one element takes.</summary>
    public static int Size(this DType type) => type switch
    {
        DType.Bool or DType.UInt8 or DType.Int8 => 1,
        DType.Int16 or DType.Float16 or DType.BFloat16 => 2,
        DType.Int32 or DType.Float32 => 4,
        _ => 8,
    };

    /// <summary>Whether the type is one of the floating-point types.</summary>
    public static bool IsFloatingPoint(this DType type) => type >= DType.Float16;

    /// <summary>The name that torch gives it, without the prefix: <c>float16</c>.</summary>
    public static string TorchName(this DType type) => TorchNames[(int)type];

    internal static string StorageName(this DType type) => StorageNames[(int)type];

    internal static string SafetensorsName(this DType type) => SafetensorsNames[(int)type];

    internal static bool TryFromTorch(string name, out DType type) => TryFind(TorchNames, name, out type);

    internal static bool TryFromStorage(string name, out DType type) => TryFind(StorageNames, name, out type);

    internal static bool TryFromSafetensors(string name, out DType type) => TryFind(SafetensorsNames, name, out type);

    private static bool TryFind(string[] names, string name, out DType type)
    {
        var index = Array.IndexOf(names, name);
        type = index < 0 ? default : (DType)index;
        return index >= 0;
    }
}
