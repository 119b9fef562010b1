using System.Diagnostics;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Yolo.Runtime.Loading;

/// <summary>The variables of a library that is loaded, as its own headers say where they are. On Linux and Windows.</summary>
internal static unsafe partial class LibraryVariables
{
    private const uint Loaded = 1;
    private const uint ReadOnlyAfterLoading = 0x6474e552;
    private const uint Writable = 2;

    /// <summary>The parts of memory that a library writes to: what its file fills, and behind that what starts as zeros. They stay as long as the library.</summary>
    /// <param name="fileName">The name of its file, without a folder. Where several are loaded, those of all.</param>
    internal static IReadOnlyList<(nint Start, long Length)> Of(string fileName) => OperatingSystem.IsWindows() ? OfSections(fileName) : OfSegments(fileName);

    private static List<(nint Start, long Length)> OfSections(string fileName)
    {
        using var process = Process.GetCurrentProcess();
        var found = new List<(nint Start, long Length)>();
        foreach (var module in process.Modules.Cast<ProcessModule>().Where(module => string.Equals(module.ModuleName, fileName, StringComparison.OrdinalIgnoreCase)))
        {
            using var image = new PEReader((byte*)module.BaseAddress, module.ModuleMemorySize, isLoadedImage: true);
            found.AddRange(from section in image.PEHeaders.SectionHeaders
                           where section.SectionCharacteristics.HasFlag(SectionCharacteristics.MemWrite)
                           select (module.BaseAddress + section.VirtualAddress, (long)section.VirtualSize));
        }

        return found;
    }

    private static List<(nint Start, long Length)> OfSegments(string fileName)
    {
        var search = new Search(fileName, []);
        var handle = GCHandle.Alloc(search);
        try
        {
            _ = ForEach(&Visit, GCHandle.ToIntPtr(handle));
            return search.Found;
        }
        finally
        {
            handle.Free();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Visit(Library* library, nuint size, nint search)
    {
        var (fileName, found) = (Search)GCHandle.FromIntPtr(search).Target!;
        if (Path.GetFileName(Utf8StringMarshaller.ConvertToManaged(library->Name)) == fileName)
        {
            var parts = new ReadOnlySpan<Part>(library->Parts, library->Count);
            foreach (ref readonly var part in parts)
            {
                if (part.Kind == Loaded && (part.Rights & Writable) != 0)
                {
                    var start = StartOfWritable(part, parts);
                    found.Add((library->Base + start, part.End - start));
                }
            }
        }

        return 0;
    }

    // The beginning of a part may be filled while the library is loaded, and locked after that.
    private static nint StartOfWritable(in Part part, ReadOnlySpan<Part> parts)
    {
        var start = part.Address;
        foreach (ref readonly var other in parts)
        {
            if (other.Kind == ReadOnlyAfterLoading && other.Address >= part.Address && other.Address < part.End)
            {
                start = Math.Min(other.End, part.End);
            }
        }

        return start;
    }

    [LibraryImport("libc", EntryPoint = "dl_iterate_phdr")]
    private static partial int ForEach(delegate* unmanaged[Cdecl]<Library*, nuint, nint, int> visit, nint data);

    private sealed record Search(string FileName, List<(nint Start, long Length)> Found);

    // struct dl_phdr_info
    [StructLayout(LayoutKind.Sequential)]
    private struct Library
    {
        internal nint Base;
        internal byte* Name;
        internal Part* Parts;
        internal ushort Count;
    }

    // Elf64_Phdr
    [StructLayout(LayoutKind.Sequential)]
    private struct Part
    {
        internal uint Kind;
        internal uint Rights;
        internal long Offset;
        internal nint Address;
        internal nint PhysicalAddress;
        internal long FileLength;
        internal nint Length;
        internal long Alignment;

        internal readonly nint End => Address + Length;
    }
}
