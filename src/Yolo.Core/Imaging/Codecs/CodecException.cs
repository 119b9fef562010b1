namespace Yolo.Imaging.Codecs;

/// <summary>What a codec has to complain about; the decoder adds the name of the picture and a remedy.</summary>
internal sealed class CodecException(string message, Exception? innerException = null) : Exception(message, innerException);
