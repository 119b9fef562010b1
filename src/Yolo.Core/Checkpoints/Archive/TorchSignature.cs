namespace Yolo.Checkpoints.Archive;

/// <summary>Tells by the first bytes what a file is that should be a torch archive, to say how to mend it.</summary>
internal static class TorchSignature
{
    /// <summary>How the files of <c>torch.save</c> before PyTorch 1.6 begin: a pickle of a magic number.</summary>
    private static ReadOnlySpan<byte> Legacy => [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    internal static void Check(ReadOnlySpan<byte> data, CheckpointSource source)
    {
        if (data.StartsWith("PK\x03\x04"u8))
        {
            return;
        }

        throw data switch
        {
            [] => source.Error(null, "the file is empty"),
            _ when data.StartsWith("PK"u8) => source.Error(0, "the zip archive has no entries, or is a part of one"),
            [0x80, _, ..] when data[2..].StartsWith(Legacy) => source.Error(0, "the file is in the format of PyTorch before 1.6, which is not a zip archive",
                "Convert it in Python: torch.save(torch.load('old.pt', map_location='cpu'), 'new.pt')"),
            [0x80, <= 5, ..] => source.Error(0, "the file is a bare pickle, not an archive of torch.save", CheckpointSource.Resave),
            _ when data.StartsWith("version https://git-lfs"u8) => source.Error(0, "the file is a pointer of Git LFS, not the weights themselves",
                "Run 'git lfs pull' where it comes from"),
            [(byte)'<', ..] => source.Error(0, "the file looks like a web page, not like weights", "Download the file itself instead of the page about it"),
            _ => source.Error(0, "the file is not a zip archive, as torch.save writes", "Give a .pt or .safetensors file; this one may be damaged or of another kind"),
        };
    }
}
