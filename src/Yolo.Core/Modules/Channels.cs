using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Joining and adding of what blocks own. B images, C channels, H and W cells.</summary>
internal static class Channels
{
    /// <summary>Concatenates along the channels and disposes the parts.</summary>
    public static Tensor Join(params Tensor[] parts)
    {
        var joined = Operations.Concat(1, parts); // [B, ΣC, H, W]
        foreach (var part in parts)
        {
            part.Dispose();
        }

        return joined;
    }

    /// <summary>The sum, in the memory of the first when no gradient is needed.</summary>
    /// <param name="owned">Given away.</param>
    /// <param name="other">Left alone.</param>
    public static Tensor Add(Tensor owned, Tensor other) => Operations.AddTo(owned, other);

    /// <summary>The channels after expansion, cut to an integer.</summary>
    public static int Hidden(int outputs, double expansion) => (int)(outputs * expansion);

    /// <summary>As many modules as asked for.</summary>
    public static T[] Repeat<T>(int count, Func<T> make)
    {
        var modules = new T[count];
        for (var i = 0; i < count; i++)
        {
            modules[i] = make();
        }

        return modules;
    }

    /// <summary>Modules in a row, under the keys 0, 1, …</summary>
    public static TorchSharp.Modules.Sequential Row(params nn.Module<Tensor, Tensor>[] modules) => nn.Sequential(modules);
}
