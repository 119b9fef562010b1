using Yolo.Geometry;
using Yolo.Results;

namespace Yolo.Tests.Results;

public sealed class CocoPredictionsTests
{
    private static readonly Box Somewhere = new(1.23456f, 2, 11.5f, 22);

    [Test]
    public void Save_WritesTheResultsFormat()
    {
        var predictions = new CocoPredictions();
        predictions.Add(Found("/data/images/000000000139.jpg", 0.123456789f, 2));
        predictions.Add(Found("/data/images/cell_7.jpg", 1, 0));
        Assert.That(Saved(predictions), Is.EqualTo(
            """[{"image_id":139,"file_name":"000000000139.jpg","category_id":3,"bbox":[1.235,2,10.265,20],"score":0.12346},""" +
            """{"image_id":"cell_7","file_name":"cell_7.jpg","category_id":1,"bbox":[1.235,2,10.265,20],"score":1}]"""));
    }

    [Test]
    public void Save_OfNothing_WritesAnEmptyList() => Assert.That(Saved(new()), Is.EqualTo("[]"));

    [Test]
    public void Save_OfARotatedBox_WritesItAndItsCornersInThePlaceOfTheUprightOne()
    {
        var predictions = new CocoPredictions();
        var found = Found("a.jpg", 0.5f, 1);
        found.RotatedBoxes = [new(10, 20.12345f, 8, 4, 0, 0.5f, 1)];
        predictions.Add(found);
        Assert.That(Saved(predictions), Is.EqualTo(
            """[{"image_id":"a","file_name":"a.jpg","category_id":2,"rbox":[10,20.123,8,4,0],"poly":[14,22.123,14,18.123,6,18.123,6,22.123],"score":0.5}]"""));
    }

    [TestCase(0, 1)]
    [TestCase(11, 13)]
    [TestCase(79, 90)]
    public void Save_WithCocosCategories_LeavesItsGaps(int index, int category)
    {
        var predictions = new CocoPredictions(cocoCategories: true);
        predictions.Add(Found("1.jpg", 1, index));
        Assert.That(Saved(predictions), Does.Contain($"\"category_id\":{category},"));
    }

    [Test]
    public void Add_OfAClassThatCocoLacks_IsRefused() =>
        Assert.That(() => new CocoPredictions(cocoCategories: true).Add(Found("1.jpg", 1, 80)), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static Result Found(string path, float confidence, int label) =>
        Result.WithoutPicture(path, new Boxes([new Detection(Somewhere, confidence, label)], 100, 100));

    private static string Saved(CocoPredictions predictions)
    {
        using var folder = new TemporaryFolder();
        predictions.Save(folder.Path("run", "predictions.json"));
        return File.ReadAllText(folder.Path("run", "predictions.json"));
    }
}
