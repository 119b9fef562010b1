using System.Buffers.Binary;
using Yolo.Runtime.Loading;

namespace Yolo.Tests.Runtime.Loading;

public sealed class SymbolVersionsTests
{
    private const string Version = "GLIBCXX_3.4.32";

    [Test]
    public void Weaken_WithTheEntry_ChangesItsFlagsAlone()
    {
        var elf = Asking((Version, 4));
        var file = elf.Build();
        var expected = file.ToArray();
        expected[elf.Flags[Version]] = 4 | 2;

        Assert.That(SymbolVersions.Weaken(file, Version), Is.EqualTo(WeakenedVersion.Weakened));
        Assert.That(file, Is.EqualTo(expected));
    }

    [Test]
    public void Weaken_WithAWeakEntry_ChangesNothing() => Unchanged(Asking((Version, 2)).Build(), WeakenedVersion.AlreadyWeak);

    [Test]
    public void Weaken_WithoutTheEntry_ChangesNothing([Values("GLIBCXX_3.4.3", "GLIBCXX_3.4.321", "glibcxx_3.4.32")] string other) =>
        Unchanged(Asking((other, 0)).Build(), WeakenedVersion.NotNeeded);

    [Test]
    public void Weaken_WithoutVersions_ChangesNothing() => Unchanged(new ElfFile().Build(), WeakenedVersion.NotNeeded);

    [Test]
    public void Weaken_OfAFileThatEndsEarly_ChangesNothing()
    {
        var whole = Asking((Version, 0)).Build();
        for (var length = 0; length < whole.Length; length++)
        {
            Unchanged(whole[..length], length < 4 ? WeakenedVersion.NotALibrary : WeakenedVersion.Damaged);
        }
    }

    [Test]
    public void Weaken_OfAnythingElse_ChangesNothing() => Unchanged("#!/bin/sh\nexit 1\n"u8.ToArray(), WeakenedVersion.NotALibrary);

    // Byte 4 says 32 or 64 bits, byte 5 the order of bytes.
    [TestCase(4, 1)]
    [TestCase(5, 2)]
    public void Weaken_OfAnotherKindOfMachine_ChangesNothing(int at, byte kind)
    {
        var file = Asking((Version, 0)).Build();
        file[at] = kind;

        Unchanged(file, WeakenedVersion.NotSupported);
    }

    [Test]
    public void Weaken_OfTablesInCircles_Ends()
    {
        var elf = Asking(("CXXABI_1.3", 0));
        var file = elf.Build();
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(64 + 112 + 40), ulong.MaxValue); // Libraries
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(elf.Entries[^1] + 2), ushort.MaxValue); // Versions of the last one, which point to themselves

        Unchanged(file, WeakenedVersion.Damaged);
    }

    [Test]
    public void Weaken_OfAnyFieldSpoilt_ChangesTheEntryOrNothing([Values(0, 1, 0x7f, 0xff)] int value)
    {
        var elf = Asking((Version, 0));
        var whole = elf.Build();
        for (var at = 16; at < whole.Length; at++)
        {
            var file = whole.ToArray();
            file[at] = (byte)value;
            var before = file.ToArray();
            if (SymbolVersions.Weaken(file, Version) == WeakenedVersion.Weakened)
            {
                Assert.That(before.Zip(file).Count(pair => pair.First != pair.Second), Is.EqualTo(1));
            }
            else
            {
                Assert.That(file, Is.EqualTo(before));
            }
        }
    }

    private static ElfFile Asking(params (string Name, ushort Flags)[] versions) =>
        new ElfFile().Asks("libc.so.6", ("GLIBC_2.2.5", 0), ("GLIBC_2.29", 0)).Asks("libstdc++.so.6", [("GLIBCXX_3.4", 0), .. versions, ("GLIBCXX_3.4.29", 0)]);

    private static void Unchanged(byte[] file, WeakenedVersion expected)
    {
        var before = file.ToArray();
        Assert.That(SymbolVersions.Weaken(file, Version), Is.EqualTo(expected), $"{file.Length} bytes");
        Assert.That(file, Is.EqualTo(before));
    }
}
