using Yolo.Engine.Prediction;
using Yolo.Engine.Tracking;
using Yolo.Imaging;
using Yolo.Sources;

namespace Yolo.Tests.Engine.Distributed;

public sealed class SourceShareTests
{
    [TestCase(1, 2, "a b", "c d")]
    [TestCase(1, 3, "a b", "c", "d")]
    [TestCase(3, 2, "a b c", "d")]
    [TestCase(4, 2, "a b c d", "")]
    [TestCase(1, 6, "a", "b", "c", "d", "", "")]
    public void Pictures_AreDividedInWholeBatches(int batch, int ranks, params string[] expected) =>
        Assert.That(Shares(["a", "b", "c", "d"], new() { Batch = batch }, ranks), Is.EqualTo(expected));

    [TestCase(2, "a b c", "x.mp4 y.mp4")]
    [TestCase(4, "a b", "c", "x.mp4", "y.mp4")]
    public void Videos_ComeAfterPictures_AndStayWhole(int ranks, params string[] expected) =>
        Assert.That(Shares(["x.mp4", "a", "b", "y.mp4", "c"], new() { Batch = 2 }, ranks), Is.EqualTo(expected));

    [Test]
    public void Addresses_MayBeVideos_AndAreNoBatch() =>
        Assert.That(Shares(["a", "http://host/b.jpg?key=1", "c"], new() { Batch = 8 }, 3), Is.EqualTo(new[] { "a", "http://host/b.jpg", "c" }));

    [Test]
    public void Pictures_WhoseTracksGoOn_StayTogether() =>
        Assert.That(Shares(["a", "b", "x.mp4"], new TrackOptions { Persist = true }, 2), Is.EqualTo(new[] { "a b x.mp4", "" }));

    [Test]
    public void PicturesInMemory_AreOfTheFirstRank()
    {
        var source = PictureSource.FromImages([new Image(8, 8), new Image(8, 8)]);

        var shares = Enumerable.Range(0, 2).Select(rank => SourceShare.Of(source, new(), rank, 2)).ToList();

        Assert.That(shares.Select(share => share.Source.Read(default).Count()), Is.EqualTo(new[] { 2, 0 }));
        Assert.That(shares.Select(share => share.Busy), Is.All.EqualTo(1));
    }

    [Test]
    public void Streams_AreDivided_AndKeepTheirNumbers()
    {
        using var folder = new TemporaryFolder();
        var clips = Enumerable.Range(0, 3).Select(index => Sources.Videos.Make(folder.Path(FormattableString.Invariant($"{index}.avi")), 1)).ToList();
        var source = PictureSource.Parse(folder.Write("all.streams", string.Join('\n', clips)));

        var numbers = Enumerable.Range(0, 4).Select(rank => SourceShare.Of(source, new(), rank, 4).Source.Read(default).OfType<FrameItem>().Select(item => item.Frame.Video).ToArray());

        Assert.That(numbers, Is.EqualTo(new int[][] { [0], [1], [2], [] }));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(4)]
    public void Videos_OfAllRanks_HaveTheNumbersOfOneProcess(int ranks)
    {
        using var folder = new TemporaryFolder();
        string[] paths =
        [
            Sources.Videos.Make(folder.Path("0.avi"), 1), folder.Write("1.avi", []), Sources.Videos.Make(folder.Path("2.avi"), 2), folder.Write("3.avi", [1, 2, 3]), Sources.Videos.Make(folder.Path("4.avi"), 1),
        ];
        var source = PictureSource.FromFiles(paths);

        var frames = Enumerable.Range(0, ranks).SelectMany(rank => SourceShare.Of(source, new() { Batch = 8 }, rank, ranks).Source.Read(default)).OfType<FrameItem>();

        Assert.That(frames.Select(item => (item.Path, item.Frame.Video, item.Frame.Number)), Is.EqualTo(new[] { (paths[0], 0, 1), (paths[2], 2, 1), (paths[2], 2, 2), (paths[4], 4, 1) }));
    }

    [Test]
    public void Videos_OfJoinedSources_HaveNumbersOfTheirOwn()
    {
        using var folder = new TemporaryFolder();
        var clips = Enumerable.Range(0, 3).Select(index => Sources.Videos.Make(folder.Path(FormattableString.Invariant($"{index}.avi")), 1)).ToList();
        var empty = folder.Write("empty.avi", []);
        var source = PictureSource.Join(PictureSource.FromFiles([.. clips[..2], empty]), PictureSource.FromImage(new Image(8, 8)), PictureSource.FromFiles(clips[2..]));

        Assert.That(source.Read(default).OfType<FrameItem>().Select(item => item.Frame.Video), Is.EqualTo(new[] { 0, 1, 3 }), "the empty one has a number, too");
    }

    [Test]
    public void Share_OfOneProcess_IsTheSourceItself()
    {
        var source = PictureSource.FromFiles(["a", "b"]);

        Assert.That(SourceShare.Of(source, new(), 0, 1).Source, Is.SameAs(source));
    }

    // What each rank looks at; what lies before it are the shares of the ranks before.
    private static List<string> Shares(string[] paths, PredictOptions options, int ranks)
    {
        var source = PictureSource.FromFiles(paths);
        var shares = Enumerable.Range(0, ranks).Select(rank => SourceShare.Of(source, options, rank, ranks)).ToList();
        var own = shares.ConvertAll(share => share.Source.Units.Select(unit => unit.Path).ToList());
        for (var rank = 0; rank < ranks; rank++)
        {
            Assert.That(shares[rank].Source.Count, Is.EqualTo(own[rank].Count));
            Assert.That(own[rank].Count == 0 || shares[rank].Before.Select(unit => unit.Path).SequenceEqual(own[..rank].SelectMany(units => units)), $"before rank {rank}");
        }

        Assert.That(shares.Select(share => share.Busy), Is.All.EqualTo(own.Count(units => units.Count > 0)));
        return own.ConvertAll(units => string.Join(' ', units));
    }
}
