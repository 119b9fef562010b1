namespace Yolo.Checkpoints.Archive;

/// <summary>One entry of a zip archive, after all checks of the directory.</summary>
/// <param name="Name">Its name, with folders.</param>
/// <param name="IsDeflated">Whether its bytes are compressed (else stored as they are).</param>
/// <param name="Crc">The checksum of its contents; 0 where the writer did not compute any.</param>
/// <param name="HeaderOffset">Where its local header starts in the file.</param>
/// <param name="DataOffset">Where its bytes start in the file.</param>
/// <param name="StoredLength">Bytes that it takes in the file.</param>
/// <param name="Length">Bytes of its contents.</param>
internal sealed record ZipEntry(string Name, bool IsDeflated, uint Crc, long HeaderOffset, long DataOffset, long StoredLength, long Length);
