using Yolo.Engine.Distributed;
using Yolo.Runtime.Mpi;

namespace Yolo.Tests.Engine.Distributed;

/// <summary>What a rank tells the others when it ends, as it arrives.</summary>
public sealed class RankMessageTests
{
    [TestCase("", 1)]
    [TestCase("short", 1)]
    [TestCase("two\nlines\n\nand one", 1)]
    [TestCase("x", 9000)]
    [TestCase("ä", 9000)]
    [TestCase("語", 9000)]
    [TestCase("😀", 9000)]
    [TestCase("a😀", 9000)]
    [TestCase("語😀ä-", 9000)]
    public void Error_OfAnyLength_ArrivesAsFarAsItIsCompared(string words, int times)
    {
        var end = new RankEnd(2, "host-1", string.Concat(Enumerable.Repeat(words, times)));

        var heard = RankEnd.Parse(MpiLibrary.FromMessage(MpiLibrary.ToMessage(end.ToMessage())));

        Assert.Multiple(() =>
        {
            Assert.That((heard.Status, heard.Host, heard.Key), Is.EqualTo((2, "host-1", end.Key)));
            Assert.That(end.Error, Does.StartWith(heard.Error));
            Assert.That(heard.IsFailure, Is.EqualTo(words.Length > 0));
        });
    }

    [Test]
    public void Exception_WithoutAMessage_IsAFailure() =>
        Assert.That(RankEnd.Of(new InvalidOperationException(string.Empty), 1), Is.EqualTo(new RankEnd(1, Environment.MachineName, "InvalidOperationException")));

    [Test]
    public void Cancellation_IsNoReasonForOthersToHurry() => Assert.Multiple(() =>
    {
        Assert.That(RankEnd.Of(new OperationCanceledException(), 1), Has.Property("IsFailure").True.And.Property("IsUrgent").False);
        Assert.That(RankEnd.Of(new InvalidOperationException("x"), 1), Has.Property("IsFailure").True.And.Property("IsUrgent").True);
        Assert.That(RankEnd.Of(new RankFailedException("x"), 1), Has.Property("IsFailure").False.And.Property("IsUrgent").False);
    });
}
