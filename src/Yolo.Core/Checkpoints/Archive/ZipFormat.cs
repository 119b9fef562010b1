namespace Yolo.Checkpoints.Archive;

/// <summary>Signatures and sizes of the zip format.</summary>
internal static class ZipFormat
{
    internal const uint LocalSignature = 0x04034b50;
    internal const uint DirectorySignature = 0x02014b50;
    internal const uint EndSignature = 0x06054b50;
    internal const uint End64Signature = 0x06064b50;
    internal const uint Locator64Signature = 0x07064b50;

    internal const int LocalSize = 30;
    internal const int DirectorySize = 46;
    internal const int EndSize = 22;
    internal const int End64Size = 56;
    internal const int Locator64Size = 20;

    internal const ushort Zip64Extra = 1;
    internal const ushort Stored = 0;
    internal const ushort Deflated = 8;

    /// <summary>Flag: names are UTF-8.</summary>
    internal const ushort Utf8Flag = 0x800;

    /// <summary>Flags: encrypted, patched, strongly encrypted, masked directory.</summary>
    internal const ushort UnreadableFlags = 0x2061;
}
