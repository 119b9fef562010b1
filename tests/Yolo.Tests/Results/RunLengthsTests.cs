using Yolo.Results;

namespace Yolo.Tests.Results;

public sealed class RunLengthsTests
{
    [Test]
    public void Count_GoesColumnByColumn_AndOverTheFootOfAColumn()
    {
        // .##
        // .##
        // #.#
        var mask = new Mask(0, 0, 3, 3, [false, true, true, false, true, true, true, false, true]);

        Assert.That(RunLengths.Count(mask, 3, 3), Is.EqualTo(new[] { 2, 3, 1, 3 }));
    }

    [Test]
    public void Count_OfAMaskThatFillsThePicture_StartsWithNoEmptyRun_AndOfNoneIsOneRun()
    {
        Assert.That(RunLengths.Count(new Mask(-1, -1, 4, 4, [.. Enumerable.Repeat(true, 16)]), 2, 3), Is.EqualTo(new[] { 0, 6 }));
        Assert.That(RunLengths.Count(new Mask(0, 0, 0, 0, []), 2, 3), Is.EqualTo(new[] { 6 }));
    }

    // As COCO's tools write them.
    [TestCase("6", 6)]
    [TestCase("06", 0, 6)]
    [TestCase("231O2", 2, 3, 1, 2, 3)]
    [TestCase("P`91", 9728, 1)]
    [TestCase("Xo0X13oN", 1000, 40, 3, 7)]
    public void Compress_IsTheFormOfCoco(string expected, params int[] runs) => Assert.That(RunLengths.Compress(runs), Is.EqualTo(expected));
}
