using Yolo.Imaging;

namespace Yolo.Data.Augmentations;

/// <summary>A picture and its objects on their way through augmentation.</summary>
internal sealed class Sample
{
    private readonly Collage? collage;
    private Image? image;
    private bool pooled;

    /// <summary>Begins with a picture.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="objects">Its objects, in pixels of the picture.</param>
    /// <param name="owned">Whether the picture's pixels are this sample's to change; otherwise they are shared.</param>
    public Sample(Image image, IReadOnlyList<SampleObject> objects, bool owned) => (this.image, Objects, Owned, pooled) = (image, objects, owned, owned);

    /// <summary>Begins with pictures that are painted when <see cref="Image"/> is asked for, and never if they are warped at once.</summary>
    internal Sample(Collage collage, IReadOnlyList<SampleObject> objects) => (this.collage, Objects) = (collage, objects);

    /// <summary>The picture.</summary>
    public Image Image => image ?? Paint();

    /// <summary>Its objects.</summary>
    public IReadOnlyList<SampleObject> Objects { get; set; }

    /// <summary>Whether the picture's pixels may be changed.</summary>
    public bool Owned { get; private set; }

    /// <summary>Width in pixels.</summary>
    public int Width => image?.Width ?? collage!.Width;

    /// <summary>Height in pixels.</summary>
    public int Height => image?.Height ?? collage!.Height;

    /// <summary>The pictures as long as they are not painted; else null.</summary>
    internal Collage? Collage => image is null ? collage : null;

    /// <summary>Puts a picture of this sample's own in the place of the present one, whose memory is kept for later use.</summary>
    /// <param name="picture">The new picture.</param>
    public void Replace(Image picture) => Replace(picture, isPooled: true);

    /// <summary>Puts a picture in the place of the present one.</summary>
    /// <param name="picture">The new picture, which may be changed.</param>
    /// <param name="isPooled">Whether its memory is to be kept for later use in the end; that of a batch is not.</param>
    internal void Replace(Image picture, bool isPooled)
    {
        Release();
        (image, Owned, pooled) = (picture, true, isPooled);
    }

    /// <summary>Makes sure that the pixels may be changed.</summary>
    public void Own()
    {
        var present = Image;
        if (!Owned)
        {
            var copy = PixelPool.Rent(Width, Height);
            present.Pixels.CopyTo(copy.Pixels);
            Replace(copy);
        }
    }

    /// <summary>Gives the picture's memory back; the picture must not be used any more.</summary>
    public void Release()
    {
        if (Owned && pooled)
        {
            PixelPool.Return(Image);
        }

        Owned = false;
    }

    private Image Paint()
    {
        var canvas = PixelPool.Rent(Width, Height);
        collage!.Paint(canvas);
        Replace(canvas);
        return canvas;
    }
}
