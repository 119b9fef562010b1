using TorchSharp;
using Yolo.Imaging;
using Yolo.Sources.Video;

namespace Yolo.Sources;

/// <summary>
/// Where pictures come from: files, folders, lists, addresses, videos, streams, cameras, memory. Derive from it to bring pictures from elsewhere.
/// </summary>
/// <example><code>
/// model.Predict(PictureSource.Parse("rtsp://camera.example/1"));
/// model.Predict(PictureSource.FromImages(frames));
/// </code></example>
public abstract class PictureSource
{
    /// <summary>How many pictures and videos there are; null if that is not known before all were read.</summary>
    public virtual int? Count => null;

    /// <summary>How many pictures come at a time, so that it is worth to take them through the network together: one from each stream. Default 1.</summary>
    public virtual int PreferredBatch => 1;

    /// <summary>Whether there is no end and the newest picture matters most: streams and cameras. Then little is read ahead.</summary>
    public virtual bool IsLive => false;

    /// <summary>The files that will be read, as far as they are known before; empty for what comes from elsewhere.</summary>
    internal virtual IEnumerable<string> Files => [];

    /// <summary>Begins to decode the first picture on another thread, while the caller loads a model: both take their time. Of what comes from elsewhere than files, nothing.</summary>
    internal virtual void BeginFirst()
    {
    }

    /// <summary>What can be read apart from the rest, in order: pictures, then videos and streams. Empty, the default, where all belongs together.</summary>
    internal virtual IReadOnlyList<SourceUnit> Units => [];

    /// <summary>Some neighbours of the <see cref="Units"/>, as a source of their own; for a source without units, which all of it is.</summary>
    /// <param name="first">The first, from 0.</param>
    /// <param name="count">How many; 0 for a source of nothing.</param>
    internal virtual PictureSource Part(int first, int count) => count > 0 ? this : new MemorySource([], 0);

    /// <summary>Reads what there is, in order. Called once for each prediction, on a thread of its own; may wait.</summary>
    /// <param name="cancellation">Ends the reading, also while it waits.</param>
    /// <returns>Pictures and frames, and word of what could not be read: that is no exception, so that the others go on.</returns>
    public abstract IEnumerable<SourceItem> Read(CancellationToken cancellation);

    /// <summary>
    /// Understands what a person writes: a picture, a video, a folder, a pattern with * and ?, a list in a .txt or .csv file, an http(s) address, a
    /// stream (rtsp, rtmp, udp, tcp, srt), a camera's number, or a .streams file with one of these a line, which are read side by side.
    /// </summary>
    /// <param name="source">The text.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <exception cref="SourceException">Nothing is there, or nothing that can be read.</exception>
    public static PictureSource Parse(string source, SourceOptions? options = null) => SourceParser.Parse(source, (options ?? new SourceOptions()).Checked());

    /// <summary>Picture and video files, and http(s) addresses. Pictures come first, in the order given, then videos.</summary>
    /// <param name="paths">Paths or addresses. One that is missing fails when its turn comes.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public static PictureSource FromFiles(IEnumerable<string> paths, SourceOptions? options = null) => new FilesSource(paths, (options ?? new SourceOptions()).Checked());

    /// <summary>A camera of this machine.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public static PictureSource FromCamera(int index, SourceOptions? options = null) => new LiveSource([Camera.Input(index)], (options ?? new SourceOptions()).Checked());

    /// <summary>A picture in memory. It is not copied: leave it as it is until it was predicted.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="name">How results call it; its file name where one is written. Default "image0".</param>
    public static PictureSource FromImage(Image image, string name = "image0")
    {
        ArgumentNullException.ThrowIfNull(image);
        return new MemorySource([new PictureItem(name, () => image)], 1);
    }

    /// <summary>Pictures in memory, called image0, image1, …; they are asked for one after the other, so there may be any number of them.</summary>
    /// <param name="images">The pictures. They are not copied.</param>
    public static PictureSource FromImages(IEnumerable<Image> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return new MemorySource(images.Select((image, index) => new PictureItem(MemorySource.Name(index), () => image)), MemorySource.CountOf(images));
    }

    /// <summary>The content of a picture file.</summary>
    /// <param name="data">A file of one of the formats of <see cref="ImageFormat"/>.</param>
    /// <param name="name">How results call it.</param>
    public static PictureSource FromBytes(ReadOnlyMemory<byte> data, string name = "image0") =>
        new MemorySource([new PictureItem(name, () => Image.Decode(data.Span, strict: false))], 1);

    /// <summary>A stream with the content of a picture file, read to its end. It is left open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">How results call it.</param>
    public static PictureSource FromStream(Stream stream, string name = "image0")
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new MemorySource([new PictureItem(name, () => Image.Decode(stream, strict: false))], 1);
    }

    /// <summary>Pixels in memory: rows from top to bottom, pixels from left to right, three bytes each. They are copied.</summary>
    /// <param name="pixels">Height × width × 3 bytes.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="order">Order of the bytes of a pixel. Default RGB.</param>
    /// <param name="name">How results call it.</param>
    /// <exception cref="ArgumentException">The number of bytes is another.</exception>
    public static PictureSource FromPixels(ReadOnlySpan<byte> pixels, int width, int height, ChannelOrder order = ChannelOrder.Rgb, string name = "image0") =>
        FromImage(RawPixels.ToImage(pixels, width, height, order), name);

    /// <summary>Pixels as an array [height, width, 3]. They are copied.</summary>
    /// <param name="pixels">The array.</param>
    /// <param name="order">Order of the bytes of a pixel. Default RGB.</param>
    /// <param name="name">How results call it.</param>
    /// <exception cref="ArgumentException">The last dimension is not 3, or another one is 0.</exception>
    public static PictureSource FromPixels(byte[,,] pixels, ChannelOrder order = ChannelOrder.Rgb, string name = "image0") =>
        FromImage(RawPixels.ToImage(pixels, order), name);

    /// <summary>A batch that is the network's input already: it is neither resized nor padded. Results are in its pixels.</summary>
    /// <param name="input">[B, 3, H, W], RGB, floating point from 0 to 1, sides multiples of the model's stride. Not disposed; it must live until it was predicted.</param>
    /// <exception cref="SourceException">Its shape, type or range is another.</exception>
    public static PictureSource FromTensor(torch.Tensor input) => new TensorSource(input);

    /// <summary>Several sources, one after the other.</summary>
    public static PictureSource Join(params IEnumerable<PictureSource> sources) => new JoinedSource([.. sources]);

    /// <summary>As <see cref="Parse"/>.</summary>
    public static implicit operator PictureSource(string source) => Parse(source);

    /// <summary>As <see cref="FromImage"/>.</summary>
    public static implicit operator PictureSource(Image image) => FromImage(image);

    /// <summary>As <see cref="FromBytes"/>: the content of a picture file.</summary>
    public static implicit operator PictureSource(byte[] data) => FromBytes(data);

    /// <summary>As <see cref="FromStream"/>.</summary>
    public static implicit operator PictureSource(Stream stream) => FromStream(stream);

    /// <summary>As <see cref="FromTensor"/>.</summary>
    public static implicit operator PictureSource(torch.Tensor input) => FromTensor(input);
}
