using System.Runtime.InteropServices;
using Yolo.Runtime;
using Yolo.Runtime.Loading;

namespace Yolo.Tests.Runtime.Loading;

[Platform("Linux")]
public sealed class LibraryVariablesTests
{
    // The word "environ" points to a program's variables of the environment, in the C library's memory.
    [Test]
    public void Of_TheCLibrary_HoldsAVariableOfIts()
    {
        var variable = NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), "environ");

        Assert.That(LibraryVariables.Of("libc.so.6").Count(part => variable >= part.Start && variable < part.Start + part.Length), Is.EqualTo(1));
    }

    [Test]
    public void Of_Libtorch_IsWritableMemoryOfItsFileAndNothingBehindIt()
    {
        LibTorch.Load();

        var parts = LibraryVariables.Of("libtorch_cpu.so");

        Assert.That(parts, Is.Not.Empty);
        foreach (var (start, length) in parts)
        {
            Assert.That(length, Is.Positive.And.LessThan(64 << 20));
            Assert.That(RightsOf(start), Does.StartWith("rw"));
            Assert.That(RightsOf(start + (nint)length - 1), Does.StartWith("rw"));
        }
    }

    [Test]
    public void Of_WhatIsNotLoaded_IsNothing() => Assert.That(LibraryVariables.Of("libnobody.so"), Is.Empty);

    private static string RightsOf(nint address) => File.ReadLines("/proc/self/maps").Select(line => line.Split(' ')).First(words =>
        words[0].Split('-') is [var from, var to] && address >= Convert.ToInt64(from, 16) && address < Convert.ToInt64(to, 16))[1];
}
