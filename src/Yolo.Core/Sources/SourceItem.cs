namespace Yolo.Sources;

/// <summary>One thing that a source gives: a picture, a frame, a batch of tensors, or word of something that could not be read.</summary>
/// <param name="Path">Where it comes from: a file, an address without credentials, or a name for what has neither.</param>
public abstract record SourceItem(string Path);
