using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Prototypes of masks: [B, C, H, W] → [B, masks, 2H, 2W].</summary>
internal class Proto : Block
{
    private readonly Conv enter;
    private readonly ConvTranspose2d upsample;
    private readonly Conv refine;
    private readonly Conv leave;

    /// <summary>Makes the block with fresh weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="hidden">Hidden channels.</param>
    /// <param name="masks">Prototypes.</param>
    public Proto(int inputs, int hidden = 256, int masks = 32)
        : base(nameof(Proto))
    {
        enter = Register("cv1", new Conv(inputs, hidden, 3));
        upsample = Register("upsample", nn.ConvTranspose2d(hidden, hidden, 2, 2));
        refine = Register("cv2", new Conv(hidden, hidden, 3));
        leave = Register("cv3", new Conv(hidden, masks));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var entered = enter.call(input);
        using var doubled = upsample.call(entered); // [B, hidden, 2H, 2W]
        using var refined = refine.call(doubled);
        return leave.call(refined);
    }
}
