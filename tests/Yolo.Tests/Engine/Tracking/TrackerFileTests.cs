using Yolo.Engine.Settings;
using Yolo.Engine.Tracking;
using Yolo.Tracking;

namespace Yolo.Tests.Engine.Tracking;

public sealed class TrackerFileTests : FolderFixture
{
    [TestCase("bytetrack.yaml", typeof(TrackerOptions))]
    [TestCase("bytetrack.yml", typeof(TrackerOptions))]
    [TestCase("bytetrack", typeof(TrackerOptions))]
    [TestCase("botsort.yaml", typeof(BotSortOptions))]
    [TestCase("botsort", typeof(BotSortOptions))]
    public void Read_BuiltInName_GivesTheDefaults(string name, Type expected) =>
        Assert.That(TrackerFile.Read(name), Is.EqualTo(Activator.CreateInstance(expected)));

    [Test]
    public void Read_FileOfOnesOwn_GivesItsValues_AndTheDefaultsOfTheOthers()
    {
        var bytes = Read("tracker_type: bytetrack\ntrack_high_thresh: 0.4\ntrack_low_thresh: 0.05\nnew_track_thresh: 0.5\ntrack_buffer: 60\nmatch_thresh: 0.9\nfuse_score: False\n");
        var bots = Read("# mine\ntracker_type: botsort # with a remark\ntrack_buffer: 7\nproximity_thresh: 0.3\nappearance_thresh: 0.7\nwith_reid: true\nmodel: auto\n");

        Assert.That(bytes, Is.EqualTo(new TrackerOptions { HighThreshold = 0.4, LowThreshold = 0.05, NewThreshold = 0.5, Buffer = 60, MatchThreshold = 0.9, FuseScore = false }));
        Assert.That(bots, Is.EqualTo(new BotSortOptions { Buffer = 7, ProximityThreshold = 0.3, AppearanceThreshold = 0.7, UseAppearance = true }));
    }

    [Test]
    public void Read_FileThatIsNamedAsABuiltInOne_IsTaken()
    {
        var path = Folder.Write("bytetrack.yaml", "tracker_type: botsort\n");

        Assert.That(TrackerFile.Read(path), Is.EqualTo(new BotSortOptions()));
    }

    [TestCase("none", CameraMotion.None)]
    [TestCase("None", CameraMotion.None)]
    [TestCase("null", CameraMotion.None)]
    [TestCase("", CameraMotion.None)]
    [TestCase("sparseOptFlow", CameraMotion.SparseOpticalFlow)]
    public void Read_MotionOfTheCamera(string text, CameraMotion expected) =>
        Assert.That(Read($"tracker_type: botsort\ngmc_method: {text}\n"), Is.EqualTo(new BotSortOptions { Camera = expected }));

    [TestCase("tracker_type: bytetrack\ntrack_bufer: 30", ":2: there is no key 'track_bufer'; did you mean 'track_buffer'?")]
    [TestCase("tracker_type: botsort\nmatch_thresh: 0.8\ngmc_metod: none", ":3: there is no key 'gmc_metod'; did you mean 'gmc_method'?")]
    [TestCase("tracker_type: botsort\nnothing_like_it: 1", ":2: there is no key 'nothing_like_it'. There are track_high_thresh, ")]
    [TestCase("traker_type: botsort", "does not say which tracker it is for: tracker_type: botsort or bytetrack")]
    [TestCase("tracker_type: bytetrack\n\nwith_reid: false", ":3: 'with_reid' is a key of botsort alone")]
    [TestCase("tracker_type: bytetrack\ngmc_method: none", ":2: 'gmc_method' is a key of botsort alone")]
    [TestCase("tracker_type: deepsort", ":1: tracker_type: deepsort will not do: there are botsort and bytetrack")]
    [TestCase("tracker_type: botsort\ntrack_high_thresh: 1.5", ":2: track_high_thresh=1.5 will not do: track_high_thresh takes a number from 0 to 1")]
    [TestCase("tracker_type: botsort\ntrack_low_thresh: NaN", ":2: track_low_thresh=NaN will not do")]
    [TestCase("tracker_type: botsort\nnew_track_thresh: often", ":2: new_track_thresh=often will not do")]
    [TestCase("tracker_type: botsort\nmatch_thresh: -0.1", ":2: match_thresh=-0.1 will not do")]
    [TestCase("tracker_type: botsort\ntrack_buffer: -1", ":2: track_buffer=-1 will not do: track_buffer takes a whole number from 0")]
    [TestCase("tracker_type: botsort\ntrack_buffer: 1.5", ":2: track_buffer=1.5 will not do")]
    [TestCase("tracker_type: botsort\nfuse_score: perhaps", ":2: fuse_score=perhaps will not do: fuse_score takes true or false")]
    [TestCase("tracker_type: botsort\nproximity_thresh: 2", ":2: proximity_thresh=2 will not do")]
    [TestCase("tracker_type: botsort\nappearance_thresh: 2", ":2: appearance_thresh=2 will not do")]
    [TestCase("tracker_type: botsort\nwith_reid: 2", ":2: with_reid=2 will not do")]
    [TestCase("tracker_type: botsort\ngmc_method: orb", ":2: gmc_method=orb is not offered")]
    [TestCase("tracker_type: botsort\ngmc_method: sift", ":2: gmc_method=sift is not offered")]
    [TestCase("tracker_type: botsort\ngmc_method: ecc", ":2: gmc_method=ecc is not offered")]
    [TestCase("tracker_type: botsort\ngmc_method: magic", ":2: gmc_method=magic will not do")]
    [TestCase("tracker_type: botsort\nmodel: yolo26n-cls.pt", ":2: model=yolo26n-cls.pt is not offered: what objects look like is taken from the detector itself (model: auto)")]
    [TestCase("tracker_type: botsort\ntrack_buffer: [1, 2]", ":2: a key has one value")]
    [TestCase("tracker_type: botsort\ntrack_buffer: 1\ntrack_buffer: 2", "no valid YAML")]
    [TestCase("tracker_type: [botsort\n", "no valid YAML")]
    [TestCase("tracker_type: botsort\n\tx: 1", "no valid YAML")]
    [TestCase("- tracker_type", "one list of keys and values")]
    [TestCase("botsort", "one list of keys and values")]
    [TestCase("# nothing", "one list of keys and values")]
    [TestCase("tracker_type: botsort\n---\ntracker_type: botsort", "one list of keys and values")]
    [TestCase("", "is empty")]
    public void Read_FileThatIsWrong_SaysWhatAndWhere(string text, string message) =>
        Assert.That(() => Read(text), Throws.TypeOf<SettingException>().With.Message.Contains(message).And.Message.Contains(Folder.Path("mine.yaml")));

    [TestCase("bytetrak.yaml", "did you mean 'bytetrack.yaml'?")]
    [TestCase("bot_sort", "did you mean 'botsort.yaml'?")]
    [TestCase("nothing.yaml", "there is no such file. Built in are botsort.yaml and bytetrack.yaml.")]
    [TestCase("elsewhere/botsort.yaml", "there is no such file")]
    [TestCase("botsort.txt", "there is no such file")]
    public void Read_FileThatIsMissing_NamesWhatThereIs(string name, string message) =>
        Assert.That(() => TrackerFile.Read(name), Throws.TypeOf<SettingException>().With.Message.StartsWith($"tracker={name}: ").And.Message.Contains(message));

    private TrackerOptions Read(string text) => TrackerFile.Read(Folder.Write("mine.yaml", text));
}
