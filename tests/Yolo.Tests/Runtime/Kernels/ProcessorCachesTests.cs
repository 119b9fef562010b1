using TorchSharp;
using Yolo.Runtime.Kernels;

namespace Yolo.Tests.Runtime.Kernels;

public sealed class ProcessorCachesTests
{
    // What oneDNN in libtorch 2.10 had noted on a virtual machine of an AMD EPYC of family 26 that hides its caches.
    private static readonly uint[] Noted =
    [
        0x5ef0f7ff, 0xc7fd8f3e, 0x0300200e, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 2, 15, 1, 0, 11, 26, 2,
    ];

    private const int Sizes = 7;
    private const uint Signature = 0x00b00f21;

    [Test]
    public void Identify_OfTheSignatureOfAProcessor_IsWhatWasNotedOfIt() =>
        Assert.That(ProcessorCaches.Identify(Signature), Is.EqualTo(new uint[] { 2, 15, 1, 0, 11, 26, 2 }));

    [Test]
    public void Find_InMemory_GivesEachPlaceOfCachesOfOneByte()
    {
        uint[] memory = [7, 1, 1, .. Noted, 1, 1, 1, 0, .. Noted];

        Assert.That(ProcessorCaches.Find(memory, ProcessorCaches.Identify(Signature)), Is.EqualTo(new[] { 3 + Sizes, 3 + Noted.Length + 4 + Sizes }));
    }

    [TestCase(Sizes, 32768u, "a right cache")]
    [TestCase(Sizes + 3, 1u, "a fourth cache")]
    [TestCase(Sizes + 10, 2u, "a cache that two share")]
    [TestCase(Sizes + 20, 0u, "no cache, where oneDNN reckons with what is usual")]
    [TestCase(Sizes + 22, 3u, "another processor")]
    public void Find_WhereSomethingElseStands_LeavesIt(int at, uint word, string what)
    {
        uint[] memory = [.. Noted];
        memory[at] = word;

        Assert.That(ProcessorCaches.Find(memory, ProcessorCaches.Identify(Signature)), Is.Empty, what);
        Assert.That(ProcessorCaches.Find(Noted.AsSpan()[..^1], ProcessorCaches.Identify(Signature)), Is.Empty, "cut");
    }

    // With another libtorch, whose oneDNN notes no caches or puts them elsewhere, this says that it is time to look again.
    [Test]
    public void Caches_OfThisProcessor_AreMendedWhereTheyAreHidden() => Assert.That(ProcessorCaches.Mend(), Is.EqualTo(ProcessorCaches.AreHidden));

    // Padded blocks of weights, which came out wrong: no block of 16 to 64 channels divides all of these.
    [Test]
    public void Convolutions_OfChannelsThatFillNoBlock_AreRight([Values] bool channelsLast, [Values(1, 3)] int side)
    {
        var trial = new KernelTrial(torch.ScalarType.Float32, channelsLast, learns: true);
        int[] channels = [16, 24, 40, 64, 72, 80, 96, 144];

        var wrong = from entering in channels from leaving in channels let shape = ConvolutionShape.Square(entering, leaving, side) where !trial.Passes(shape) select shape.ToString();

        Assert.That(wrong, Is.Empty);
    }
}
