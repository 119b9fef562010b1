namespace TorchSharp;

public static partial class torch
{
    /// <summary>A number of parts along a dimension, of equal size but the last; views.</summary>
    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0) => input.chunk(chunks, dim);

    /// <summary>Parts of given sizes along a dimension; views.</summary>
    public static Tensor[] split(Tensor tensor, long[] split_size_or_sections, long dim = 0) => tensor.split(split_size_or_sections, dim);

    /// <summary>A number of parts along a dimension whose sizes differ by at most 1; views.</summary>
    public static Tensor[] tensor_split(Tensor input, long indices_or_sections, long dim = 0) => input.tensor_split(indices_or_sections, dim);

    /// <summary>Parts along a dimension, cut before the given indices; views.</summary>
    public static Tensor[] tensor_split(Tensor input, long[] indices_or_sections, long dim = 0) => input.tensor_split(indices_or_sections, dim);

    /// <summary>Parts along a dimension, cut before the given indices; views.</summary>
    public static Tensor[] tensor_split(Tensor input, Tensor indices_or_sections, long dim = 0) => input.tensor_split(indices_or_sections, dim);

    /// <summary>Parts along the second dimension, cut before the given indices; views.</summary>
    public static Tensor[] hsplit(Tensor input, (long, long) indices_or_sections) =>
        input.hsplit(indices_or_sections.Item1, indices_or_sections.Item2);

    /// <summary>Parts along the second dimension, cut before the given indices; views.</summary>
    public static Tensor[] hsplit(Tensor input, (long, long, long) indices_or_sections) =>
        input.hsplit(indices_or_sections.Item1, indices_or_sections.Item2, indices_or_sections.Item3);

    /// <summary>Parts along the second dimension, cut before the given indices; views.</summary>
    public static Tensor[] hsplit(Tensor input, (long, long, long, long) indices_or_sections) =>
        input.hsplit(indices_or_sections.Item1, indices_or_sections.Item2, indices_or_sections.Item3, indices_or_sections.Item4);

    /// <summary>Parts along the third dimension, cut before the given indices; views.</summary>
    public static Tensor[] dsplit(Tensor input, (long, long) indices_or_sections) => input.dsplit(indices_or_sections);

    /// <summary>Parts along the third dimension, cut before the given indices; views.</summary>
    public static Tensor[] dsplit(Tensor input, (long, long, long) indices_or_sections) => input.dsplit(indices_or_sections);

    /// <summary>Parts along the third dimension, cut before the given indices; views.</summary>
    public static Tensor[] dsplit(Tensor input, (long, long, long, long) indices_or_sections) => input.dsplit(indices_or_sections);

    /// <summary>A number of equal parts along the second dimension; views.</summary>
    public static Tensor[] hsplit(Tensor input, long indices_or_sections) => input.hsplit(indices_or_sections);

    /// <summary>Parts along the second dimension, cut before the given indices; views.</summary>
    public static Tensor[] hsplit(Tensor input, long[] indices_or_sections) => input.hsplit(indices_or_sections);

    /// <summary>Parts along the second dimension, cut before the given indices; views.</summary>
    public static Tensor[] hsplit(Tensor input, Tensor indices_or_sections) => input.hsplit(indices_or_sections);

    /// <summary>Parts along the first dimension, cut before the given indices; views.</summary>
    public static Tensor[] vsplit(Tensor input, long[] indices_or_sections) => input.vsplit(indices_or_sections);

    /// <summary>A number of equal parts along the third dimension; views.</summary>
    public static Tensor[] dsplit(Tensor input, long size) => input.dsplit(size);

    /// <summary>Parts along the third dimension, cut before the given indices; views.</summary>
    public static Tensor[] dsplit(Tensor input, long[] indices_or_sections) => input.dsplit(indices_or_sections);

    /// <summary>Parts along the third dimension, cut before the given indices; views.</summary>
    public static Tensor[] dsplit(Tensor input, Tensor indices_or_sections) => input.dsplit(indices_or_sections);

    /// <summary>The slices along a dimension, without that dimension; views.</summary>
    public static Tensor[] unbind(Tensor input, long dim = 0) => input.unbind(dim);

    /// <summary>The slices along a dimension, without that dimension; views.</summary>
    public static Tensor[] unbind(Tensor tensor, int dim = 0) => tensor.unbind(dim);
}
