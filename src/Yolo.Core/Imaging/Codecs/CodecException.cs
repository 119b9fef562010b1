namespace Yolo.Imaging.Codecs;

/// <summary>What a codec has to complain about, as a part of a sentence; whoever asked adds the name of the picture and a remedy.</summary>
internal sealed class CodecException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The data ends before what was asked for.</summary>
    public bool EndsEarly { get; init; }
}
