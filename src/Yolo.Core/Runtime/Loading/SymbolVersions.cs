using System.Buffers.Binary;
using System.Text;

namespace Yolo.Runtime.Loading;

/// <summary>
/// The versions of other libraries' symbols that a shared library of Linux asks for. The system's loader refuses a library if one of them is
/// missing, whether or not a symbol of it is ever used; those that are marked weak it lets pass.
/// </summary>
/// <remarks>Reads and changes the dynamic section of ELF files of 64 bits, little-endian: ELF gABI and the Linux Standard Base, section "Symbol Versioning".</remarks>
internal static class SymbolVersions
{
    private const int SegmentSize = 56;
    private const int EntrySize = 16;
    private const uint LoadSegment = 1;
    private const uint DynamicSegment = 2;
    private const ulong EndOfSection = 0;
    private const ulong StringTable = 5;
    private const ulong VersionsNeeded = 0x6ffffffe;
    private const ulong CountOfVersionsNeeded = 0x6fffffff;
    private const ushort Weak = 2;

    /// <summary>Marks a version that a library asks for as weak.</summary>
    /// <param name="library">Content of the file; changed in one field of 16 bits, or not at all.</param>
    /// <param name="version">For instance GLIBCXX_3.4.32.</param>
    /// <returns>Whether it asks for the version, or why that cannot be told.</returns>
    internal static WeakenedVersion Weaken(Span<byte> library, string version)
    {
        if (library.Length < 4 || !library[..4].SequenceEqual("\u007fELF"u8))
        {
            return WeakenedVersion.NotALibrary;
        }

        if (library.Length > 5 && (library[4] != 2 || library[5] != 1))
        {
            return WeakenedVersion.NotSupported;
        }

        try
        {
            return WeakenEntry(library, Encoding.ASCII.GetBytes(version));
        }
        catch (Exception error) when (error is ArgumentOutOfRangeException or OverflowException)
        {
            // An offset leads out of the file.
            return WeakenedVersion.Damaged;
        }
    }

    private static WeakenedVersion WeakenEntry(Span<byte> library, ReadOnlySpan<byte> version)
    {
        CheckSegments(library);
        var (strings, needed, count) = ReadDynamicSection(library);
        if (needed == 0)
        {
            return WeakenedVersion.NotNeeded;
        }

        // No entry lies within another, so that there are not more than fit into the file; otherwise they lead in circles.
        var left = library.Length / EntrySize;
        var names = Offset(library, strings);
        for (var file = Offset(library, needed); count > 0; count--)
        {
            var entry = file + Int(library, file + 8);
            for (var versions = Short(library, file + 2); versions > 0; versions--)
            {
                if (IsAt(library, names + Int(library, entry + 8), version))
                {
                    return Mark(library.Slice((int)entry + 4, 2));
                }

                entry += Step(Int(library, entry + 12), ref left);
            }

            file += Step(Int(library, file + 12), ref left);
        }

        return WeakenedVersion.NotNeeded;
    }

    private static uint Step(uint next, ref int left) => --left > 0 ? next : throw new ArgumentOutOfRangeException(nameof(next));

    private static WeakenedVersion Mark(Span<byte> flags)
    {
        var before = BinaryPrimitives.ReadUInt16LittleEndian(flags);
        BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(before | Weak));
        return (before & Weak) == 0 ? WeakenedVersion.Weakened : WeakenedVersion.AlreadyWeak;
    }

    // A file that ends before what is to be loaded of it was not copied whole.
    private static void CheckSegments(ReadOnlySpan<byte> library)
    {
        foreach (var segment in Segments(library))
        {
            if (Int(library, segment) == LoadSegment)
            {
                At(library, checked((long)Long(library, segment + 8)), checked((int)Long(library, segment + 32)));
            }
        }
    }

    // Addresses of the names and of the versions, and of how many libraries there are versions.
    private static (ulong Strings, ulong Needed, ulong Count) ReadDynamicSection(ReadOnlySpan<byte> library)
    {
        ulong strings = 0, needed = 0, count = 0;
        foreach (var segment in Segments(library))
        {
            if (Int(library, segment) != DynamicSegment)
            {
                continue;
            }

            var start = checked((long)Long(library, segment + 8));
            var end = checked(start + (long)Long(library, segment + 32));
            for (var entry = start; entry < end && Long(library, entry) is var tag && tag != EndOfSection; entry += EntrySize)
            {
                var value = Long(library, entry + 8);
                switch (tag)
                {
                    case StringTable: strings = value; break;
                    case VersionsNeeded: needed = value; break;
                    case CountOfVersionsNeeded: count = value; break;
                }
            }
        }

        return (strings, needed, count);
    }

    // Where the byte lies in the file that is at an address when the library is loaded.
    private static long Offset(ReadOnlySpan<byte> library, ulong address)
    {
        foreach (var segment in Segments(library))
        {
            var (offset, start, size) = (Long(library, segment + 8), Long(library, segment + 16), Long(library, segment + 32));
            if (Int(library, segment) == LoadSegment && address >= start && address - start < size)
            {
                return checked((long)(address - start + offset));
            }
        }

        throw new ArgumentOutOfRangeException(nameof(address));
    }

    private static IEnumerable<long> Segments(ReadOnlySpan<byte> library)
    {
        var first = checked((long)Long(library, 32));
        return Enumerable.Range(0, Short(library, 56)).Select(index => checked(first + (index * SegmentSize)));
    }

    private static bool IsAt(ReadOnlySpan<byte> library, long offset, ReadOnlySpan<byte> text) =>
        At(library, offset, text.Length + 1) is var found && found[..^1].SequenceEqual(text) && found[^1] == 0;

    private static ushort Short(ReadOnlySpan<byte> library, long offset) => BinaryPrimitives.ReadUInt16LittleEndian(At(library, offset, 2));

    private static uint Int(ReadOnlySpan<byte> library, long offset) => BinaryPrimitives.ReadUInt32LittleEndian(At(library, offset, 4));

    private static ulong Long(ReadOnlySpan<byte> library, long offset) => BinaryPrimitives.ReadUInt64LittleEndian(At(library, offset, 8));

    private static ReadOnlySpan<byte> At(ReadOnlySpan<byte> library, long offset, int length) => library.Slice(checked((int)offset), length);
}
