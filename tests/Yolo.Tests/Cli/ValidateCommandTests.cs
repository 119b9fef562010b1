using System.Text.Json;
using Yolo.Tests.Engine;

namespace Yolo.Tests.Cli;

[NonParallelizable]
public sealed class ValidateCommandTests() : SmallDatasetFixture(4)
{
    [Test]
    public void I_can_judge_a_model_by_the_labels_of_a_data_set()
    {
        var project = Path.Combine(Small.Root, "runs");

        var (status, output, errors) = YoloCommand.Run(
            "detect", "val", Model(), $"data={Small.Yaml}", "imgsz=192", "save_json=true", "save_txt=true", "save_conf=true", $"project={project}");

        var run = Path.Combine(project, "val");
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "metrics.json")));
        using var predictions = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "predictions.json")));
        var labels = Directory.GetFiles(Path.Combine(run, "labels")).SelectMany(File.ReadAllLines).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((status, errors), Is.EqualTo((0, string.Empty)));
            Assert.That(output, Does.Match(@"val: 4 images, 0 backgrounds, 0 corrupt\s+Class +Images +Instances +Box\(P +R +mAP50 +mAP50-95\)\s+all +4 .*\s+RBC +4 "));
            Assert.That(output, Does.Contain("Speed:").And.Contain("ms loss").And.Contain($"Results saved to {run}"));
            Assert.That(metrics.RootElement.EnumerateObject().Select(property => property.Name), Is.EqualTo(new[]
            {
                "metrics/precision(B)", "metrics/recall(B)", "metrics/mAP50(B)", "metrics/mAP50-95(B)", "fitness", "images", "speed", "per_class",
            }));
            Assert.That(metrics.RootElement.GetProperty("metrics/mAP50(B)").GetDouble(), Is.InRange(0.5, 1));
            Assert.That(metrics.RootElement.GetProperty("speed").GetProperty("inference").GetDouble(), Is.Positive);
            Assert.That(labels, Has.Count.EqualTo(predictions.RootElement.GetArrayLength()).And.All.Matches<string>(line => line!.Split(' ').Length == 6));
            Assert.That(predictions.RootElement[0].GetProperty("bbox").GetArrayLength(), Is.EqualTo(4));
            Assert.That(File.ReadAllText(Path.Combine(run, "args.yaml")), Does.Contain("mode: val").And.Contain($"data: {Small.Yaml}").And.Contain("batch: 16"));
        }
    }

    [Test]
    public void Written_boxes_lie_on_the_labels_in_pixels_of_the_original_picture()
    {
        var project = Path.Combine(Small.Root, "boxes");

        _ = YoloCommand.Run("val", Model(), $"data={Small.Yaml}", "imgsz=320", "save_json=true", "conf=0.8", "classes=1", "exist_ok=true", $"project={project}");

        using var predictions = JsonDocument.Parse(File.ReadAllText(Path.Combine(project, "val", "predictions.json")));
        var whites = predictions.RootElement.EnumerateArray().Where(row => row.GetProperty("category_id").GetInt32() == 2).ToList();
        Assert.That(whites, Is.Not.Empty);
        foreach (var row in whites)
        {
            var box = row.GetProperty("bbox").EnumerateArray().Select(number => number.GetDouble()).ToList();
            var label = Path.Combine(Small.Root, "labels", Path.ChangeExtension(row.GetProperty("file_name").GetString()!, ".txt"));
            var centres = File.ReadLines(label).Where(line => line.StartsWith('1'))
                .Select(line => Array.ConvertAll(line.Split(' '), word => double.Parse(word, System.Globalization.CultureInfo.InvariantCulture)));
            Assert.That(centres, Has.Some.Matches<double[]>(centre =>
                Math.Abs((centre![1] * 640) - box[0] - (box[2] / 2)) < 20 && Math.Abs((centre[2] * 480) - box[1] - (box[3] / 2)) < 20));
        }
    }

    [Test]
    public void Quiet_runs_print_no_classes_and_write_nothing_if_told_so()
    {
        var (status, output, _) = YoloCommand.Run("val", Model(), $"data={Small.Yaml}", "imgsz=96", "verbose=false", "save=false");

        Assert.That(status, Is.Zero);
        Assert.That(output, Does.Contain("all").And.Not.Contain("RBC").And.Not.Contain("saved"));
    }

    [TestCase(2, "did you mean 'split'", "val", "splt=test")]
    [TestCase(2, "split takes one of train, val, test, minival", "val", "split=nothing")]
    [TestCase(1, "There is no checkpoint 'missing.pt'", "val", "model=missing.pt")]
    public void Wrong_usage_says_what_is_wrong(int status, string message, params string[] words)
    {
        var (actual, _, errors) = YoloCommand.Run(words);

        Assert.That(errors, Does.Contain(message));
        Assert.That(actual, Is.EqualTo(status));
    }

    [TestCase("missing.yaml", null, "missing.yaml")]
    [TestCase("no-names.yaml", "train: images\nval: images", "names")]
    [TestCase("no-pictures.yaml", "train: images\nval: nothing\nnames: [a, b, c]", "nothing")]
    [TestCase("broken.yaml", "names: [a, b", "broken.yaml")]
    public void A_faulty_data_set_is_an_error_with_status_1(string name, string? text, string message)
    {
        var path = Path.Combine(Small.Root, name);
        if (text is not null)
        {
            File.WriteAllText(path, text);
        }

        var (status, _, errors) = YoloCommand.Run("val", Model(), $"data={path}", "imgsz=96");

        Assert.That(errors, Does.Contain(message).And.Not.Contain("   at "));
        Assert.That(status, Is.EqualTo(1));
    }

    [Test]
    public void A_split_that_the_data_set_lacks_is_an_error_that_names_those_it_has()
    {
        var (status, _, errors) = YoloCommand.Run("val", Model(), $"data={Small.Yaml}", "split=test");

        Assert.That(errors, Does.Contain("'test'").And.Contain("train, val"));
        Assert.That(status, Is.EqualTo(1));
    }

    [Test]
    public void Faults_of_labels_are_said_and_the_rest_is_judged()
    {
        using var faulty = new SmallDataset(2);
        var label = Directory.GetFiles(Path.Combine(faulty.Root, "labels")).Order(StringComparer.Ordinal).First();
        File.AppendAllText(label, "\n7 0.5 0.5 0.1 0.1\n");

        var (status, output, errors) = YoloCommand.Run("val", Model(), $"data={faulty.Yaml}", "imgsz=96", "save=false");

        Assert.That(errors, Does.Contain(Path.GetFileName(label)));
        Assert.That(output, Does.Contain("1 corrupt"));
        Assert.That(status, Is.Zero);
    }

    private static string Model() => $"model={Shared.Path("weights", "bccd-yolov8n.pt")}";
}
