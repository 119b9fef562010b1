using Yolo.Cli;

namespace Yolo.Tests.Cli;

public sealed class ArgumentsTests
{
    [TestCase("predict detect source=a", "task=detect", "mode=predict", "source=a")]
    [TestCase("predict detect source=a", "detect", "predict", "source", "=", "a")]
    [TestCase("predict - save_txt=true nms=true", "predict", "save_txt", "nms")]
    [TestCase("predict - save_txt=true imgsz=64", "predict", "--save-txt", "--imgsz", "64")]
    [TestCase("train - resume=true", "train", "resume")]
    [TestCase("train - close_mosaic=", "train", "close_mosaic=")]
    [TestCase("train detect", "mode=train", "detect", "train")]
    [TestCase("- - conf=0.5", "conf=0.5")]
    [TestCase("predict pose", "pose", "predict")]
    public void Parse_ALineAsPeopleTypeIt_FindsModeTaskAndSettings(string expected, params string[] words)
    {
        var arguments = Arguments.Parse(words);

        Assert.That(string.Join(' ', [arguments.Mode ?? "-", arguments.Task ?? "-", .. arguments.Settings.Select(setting => $"{setting.Key}={setting.Value}")]), Does.StartWith(expected));
    }

    [TestCase(null, "help")]
    [TestCase("train", "help", "train")]
    [TestCase("train", "train", "--help", "epochs=3")]
    [TestCase("val", "val", "-h")]
    public void Parse_AQuestion_HasATopic(string? topic, params string[] words) =>
        Assert.That(Arguments.Parse(words), Has.Property("Mode").EqualTo("help").And.Property("Topic").EqualTo(topic));
}
