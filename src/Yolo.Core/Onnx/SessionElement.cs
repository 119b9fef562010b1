namespace Yolo.Onnx;

/// <summary>Types of numbers that networks are fed with and answer in, by ONNX's own number.</summary>
internal enum SessionElement
{
    None = 0,
    Float32 = 1,
    Float16 = 10,
}
