using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>A boxed argument or result as the native half sees it; the layout is that of <c>Value</c> in native/operators.cpp.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct NativeValue
{
    [FieldOffset(0)] internal Kind Kind;
    [FieldOffset(4)] internal int Count;
    [FieldOffset(8)] internal long Integer;
    [FieldOffset(8)] internal double Real;
    [FieldOffset(8)] internal IntPtr Pointer;
}
