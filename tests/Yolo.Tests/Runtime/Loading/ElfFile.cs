using System.Buffers.Binary;
using System.Text;

namespace Yolo.Tests.Runtime.Loading;

/// <summary>Builds the smallest shared library that asks for versions: header, two segments, dynamic section, names, versions.</summary>
internal sealed class ElfFile
{
    private const ulong Address = 0x40000;
    private const int Header = 64;
    private const int Segments = 2 * 56;
    private const int Dynamic = 4 * 16;
    private readonly List<(string Library, (string Name, ushort Flags)[] Versions)> libraries = [];

    /// <summary>Where in the file the flags of a version are.</summary>
    internal Dictionary<string, int> Flags { get; } = [];

    /// <summary>Where in the file the entry of a library begins.</summary>
    internal List<int> Entries { get; } = [];

    internal ElfFile Asks(string library, params (string Name, ushort Flags)[] versions)
    {
        libraries.Add((library, versions));
        return this;
    }

    internal byte[] Build()
    {
        var names = new MemoryStream();
        names.WriteByte(0);
        var needed = Header + Segments + Dynamic;
        var strings = needed + libraries.Sum(library => 16 * (1 + library.Versions.Length));
        var file = new byte[strings + 1 + libraries.Sum(library => library.Library.Length + 1 + library.Versions.Sum(version => version.Name.Length + 1))];

        "\u007fELF"u8.CopyTo(file);
        (file[4], file[5], file[6]) = (2, 1, 1);
        Put(file, 32, Header);
        PutShort(file, 54, 56);
        PutShort(file, 56, 2);
        PutSegment(file, Header, 1, 0, file.Length);
        PutSegment(file, Header + 56, 2, Header + Segments, Dynamic);
        PutPair(file, Header + Segments, 5, Address + (ulong)strings);
        PutPair(file, Header + Segments + 16, 0x6ffffffe, Address + (ulong)needed);
        PutPair(file, Header + Segments + 32, 0x6fffffff, (ulong)libraries.Count);

        var at = needed;
        foreach (var (library, versions) in libraries)
        {
            Entries.Add(at);
            PutShort(file, at, 1);
            PutShort(file, at + 2, (ushort)versions.Length);
            PutInt(file, at + 4, Name(names, library));
            PutInt(file, at + 8, 16);
            PutInt(file, at + 12, library == libraries[^1].Library ? 0 : 16 * (1 + versions.Length));
            at += 16;
            foreach (var (name, flags) in versions)
            {
                Flags[name] = at + 4;
                PutShort(file, at + 4, flags);
                PutInt(file, at + 8, Name(names, name));
                PutInt(file, at + 12, name == versions[^1].Name ? 0 : 16);
                at += 16;
            }
        }

        names.ToArray().CopyTo(file, strings);
        return file;
    }

    private static int Name(MemoryStream names, string name)
    {
        var offset = (int)names.Length;
        names.Write(Encoding.ASCII.GetBytes(name + '\0'));
        return offset;
    }

    private static void PutSegment(byte[] file, int at, int kind, int offset, int size)
    {
        PutInt(file, at, kind);
        Put(file, at + 8, (ulong)offset);
        Put(file, at + 16, Address + (ulong)offset);
        Put(file, at + 32, (ulong)size);
    }

    private static void PutPair(byte[] file, int at, ulong tag, ulong value)
    {
        Put(file, at, tag);
        Put(file, at + 8, value);
    }

    private static void Put(byte[] file, int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(at), value);

    private static void PutInt(byte[] file, int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);

    private static void PutShort(byte[] file, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);
}
