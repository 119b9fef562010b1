namespace TorchSharp;

/// <summary>How a tensor is written as text.</summary>
public enum TensorStringStyle
{
    /// <summary>Shape, element type and device alone.</summary>
    Metadata = 0,

    /// <summary>As Julia does: the elements in columns.</summary>
    Julia = 1,

    /// <summary>As NumPy does: nested brackets, long dimensions shortened.</summary>
    Numpy = 2,

    /// <summary>As an array initializer of C#, long dimensions shortened.</summary>
    CSharp = 3,

    /// <summary>The style that <see cref="torch.TensorStringStyle"/> names.</summary>
    Default = 4,
}
