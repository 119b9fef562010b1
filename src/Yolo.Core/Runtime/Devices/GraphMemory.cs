using System.Runtime.InteropServices;

namespace Yolo.Runtime.Devices;

/// <summary>Names memory of libtorch that graphs share: its MempoolId_t, a pair of numbers, which goes through registers as this does.</summary>
/// <param name="First">Of a graph's own memory.</param>
/// <param name="Second">Of memory that was asked for.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct GraphMemory(ulong First, ulong Second);
