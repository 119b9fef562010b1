using Yolo.Imaging;

namespace Yolo.Data.Augmentations;

/// <summary>A picture and its objects on their way through augmentation.</summary>
/// <param name="image">The picture.</param>
/// <param name="objects">Its objects, in pixels of the picture.</param>
/// <param name="owned">Whether the picture's pixels are this sample's to change; otherwise they are shared.</param>
public sealed class Sample(Image image, IReadOnlyList<SampleObject> objects, bool owned)
{
    /// <summary>The picture.</summary>
    public Image Image { get; private set; } = image;

    /// <summary>Its objects.</summary>
    public IReadOnlyList<SampleObject> Objects { get; set; } = objects;

    /// <summary>Whether the picture's pixels may be changed.</summary>
    public bool Owned { get; private set; } = owned;

    /// <summary>Width in pixels.</summary>
    public int Width => Image.Width;

    /// <summary>Height in pixels.</summary>
    public int Height => Image.Height;

    /// <summary>Puts a picture of this sample's own in the place of the present one, whose memory is kept for later use.</summary>
    /// <param name="picture">The new picture.</param>
    public void Replace(Image picture)
    {
        Release();
        (Image, Owned) = (picture, true);
    }

    /// <summary>Makes sure that the pixels may be changed.</summary>
    public void Own()
    {
        if (!Owned)
        {
            var copy = PixelPool.Rent(Width, Height);
            Image.Pixels.CopyTo(copy.Pixels);
            (Image, Owned) = (copy, true);
        }
    }

    /// <summary>Gives the picture's memory back; the picture must not be used any more.</summary>
    public void Release()
    {
        if (Owned)
        {
            PixelPool.Return(Image);
            Owned = false;
        }
    }
}
