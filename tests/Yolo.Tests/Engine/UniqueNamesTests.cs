using Yolo.Engine;

namespace Yolo.Tests.Engine;

public sealed class UniqueNamesTests
{
    [Test]
    public void Take_NamesThatMeetThoseOfAVideosFrames_GivesOthers()
    {
        var names = new UniqueNames();

        Assert.That(
            new[] { names.TakeSeries("clip"), names.Take("clip_1"), names.Take("clip"), names.Take("shot_3"), names.TakeSeries("shot"), names.Take("a_1"), names.Take("a_12") },
            Is.EqualTo(new[] { "clip", "clip_1_2", "clip-2", "shot_3", "shot_2", "a_1", "a_12" }));
    }
}
