using Yolo.Engine;
using Yolo.Engine.Inference;
using Yolo.Engine.Prediction;
using Yolo.Engine.Tasks;
using Yolo.Engine.Tasks.Classify;
using Yolo.Engine.Tasks.Segment;
using Yolo.Geometry;
using Yolo.Imaging;
using Yolo.Models;
using Yolo.Modules.Heads;
using Yolo.Results;
using Yolo.Tests.Models;
using static TorchSharp.torch;

namespace Yolo.Tests.Engine;

/// <summary>The tasks beyond boxes: made-up outputs of a network are made results, which are compared with the same worked out the long way.</summary>
internal sealed class PredictTaskTests
{
    private const int Anchors = 12;
    private const int Classes = 80;

    private static readonly PredictOptions Loose = new() { ImageSize = 64, Confidence = 0.1, Iou = 0.99 };

    [TestCase(false)]
    [TestCase(true)]
    public void Segment_Masks_AreThePrototypesMixedAndCut(bool sharp)
    {
        using var scope = NewDisposeScope();
        using var model = new YoloModel("yolo11n-seg.yaml");
        var decoded = Decoded(32);
        var prototypes = Numbers(1, 32, 16, 16);

        // The picture is as large as the input: no mapping hides a mistake.
        var result = Results(model, Loose with { RetinaMasks = sharp }, new() { Decoded = decoded, Prototypes = prototypes }, 64, 64);

        Assert.That(result.Masks!, Has.Count.EqualTo(result.Boxes.Count).And.Count.GreaterThan(5));
        for (var i = 0; i < result.Boxes.Count; i++)
        {
            var anchor = result.Boxes[i].Anchor;
            var mixed = Column(decoded, anchor, 4 + Classes).matmul(prototypes[0].flatten(1)).view(1, 1, 16, 16); // [1, 1, 16, 16]
            var box = Column(decoded, anchor).data<float>().ToArray();
            var corners = Box.FromCenter(box[0], box[1], box[2], box[3]);
            var inside = sharp ? ones(16, 16) : Inside(16, 0, Rounded(corners, 4), 4);
            var large = nn.functional.interpolate(mixed * inside, [64, 64], mode: InterpolationMode.Bilinear, align_corners: false); // [1, 1, 64, 64]
            var expected = (large * (sharp ? Inside(64, 0, Rounded(corners, 1), 1) : ones(64, 64))).data<float>().ToArray();
            var wrong = Enumerable.Range(0, 64 * 64).Count(at => Math.Abs(expected[at]) > 1e-4 && expected[at] > 0 != result.Masks![i][at % 64, at / 64]);
            Assert.That(wrong, Is.Zero, $"object {i}");
        }
    }

    // Of few masks on the processor.
    private static Box Rounded(Box box, float cell) =>
        new(MathF.Round(box.X1 / cell) * cell, MathF.Round(box.Y1 / cell) * cell, MathF.Round(box.X2 / cell) * cell, MathF.Round(box.Y2 / cell) * cell);

    [TestCase(49, true, 2, 4)]
    [TestCase(50, true, 3, 5)]
    [TestCase(1, false, 3, 5)]
    public void Cut_OfFewMasksOnAProcessor_IsAtRoundedEdges(int masks, bool onProcessor, int first, int end) =>
        Assert.That(new MaskCut(masks, onProcessor).Cells(2.5f, 4.4f), Is.EqualTo((first, end)));

    [Test]
    public void Mixture_IsThatOfAMatrixProduct([Values(1, 33)] int rows, [Values(1, 37)] int columns)
    {
        using var scope = NewDisposeScope();
        var (decoded, prototypes) = (Numbers(40, 7), Numbers(32, rows, columns)); // four numbers of a box, four classes, 32 coefficients; seven anchor points
        var flat = decoded.data<float>().ToArray();

        var mixed = MaskMixture.Mix([.. Enumerable.Range(1, 5).Select(anchor => new Candidate(default, 1, 0, anchor))], new DecodedRows(flat, 7, 4, endToEnd: false), prototypes.data<float>().ToArray());

        var expected = decoded[8.., 1..6].t().matmul(prototypes.flatten(1)); // [N, h·w]
        Assert.That(mixed, Is.EqualTo(expected.contiguous().data<float>().ToArray()).Within(1e-5));
    }

    [Test]
    public void Segment_DrawingFilesAndJson_FollowTheMasks()
    {
        using var scope = NewDisposeScope();
        using var model = new YoloModel("yolo11n-seg.yaml");
        using var folder = new TemporaryFolder();
        var result = Results(model, Loose, new() { Decoded = Decoded(32), Prototypes = Numbers(1, 32, 16, 16) }, 200, 120);

        result.SaveTxt(folder.Path("a.txt"));

        Assert.That(File.ReadAllLines(folder.Path("a.txt")), Has.Length.EqualTo(result.Boxes.Count).And.All.Matches<string>(line => line!.Split(' ').Length >= 9));
        Assert.That(result.ToJson(), Does.Contain("segments"));
        Assert.That(result.Plot().Pixels.SequenceEqual(result.Plot(new() { Masks = false }).Pixels), Is.False);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Segment_ObjectsWithoutAMask_AreDropped(bool sharp)
    {
        using var scope = NewDisposeScope();
        using var model = new YoloModel("yolo11n-seg.yaml");
        var decoded = Decoded(32);
        var all = Results(model, Loose with { RetinaMasks = sharp }, new() { Decoded = decoded, Prototypes = Numbers(1, 32, 16, 16) }, 100, 60);

        decoded[0, 2, 3] = -20f; // its right side lies left of its left one
        decoded[0, 3, 4] = -20f;
        decoded[0, 2..4, 5] = 1e-4f; // between two cells
        decoded[0, 0, 6] = 500f; // outside
        var result = Results(model, Loose with { RetinaMasks = sharp }, new() { Decoded = decoded, Prototypes = Numbers(1, 32, 16, 16) }, 100, 60);

        Assert.That(result.Masks!, Has.Count.EqualTo(result.Boxes.Count));
        Assert.That(result.Boxes.Select(box => box.Anchor), Is.EqualTo(all.Boxes.Select(box => box.Anchor).Where(anchor => anchor is < 3 or > 6)));
    }

    [Test]
    public void Segment_Outline_IsTakenFromThePixelsOfTheInput()
    {
        using var scope = NewDisposeScope();
        using var model = new YoloModel("yolo11n-seg.yaml");

        // 128 × 100 pixels in 64 × 64: half as large, seven rows of padding above.
        var result = Results(model, Loose, new() { Decoded = Decoded(32), Prototypes = Numbers(1, 32, 16, 16) }, 128, 100);

        var points = result.Masks!.SelectMany(mask => mask.Outline()).ToList();
        Assert.That(points, Has.Count.GreaterThan(50).And.All.Matches<PixelPoint>(point => point.X % 2 == 0 && point.Y % 2 == 0 && point.X <= 128 && point.Y <= 100));
    }

    [TestCase("yolo11n")]
    [TestCase("yolo11n-pose")]
    [TestCase("yolo11n-obb")]
    [TestCase("yolo26n-pose")]
    public void EveryTask_BoxesTurnedInsideOut_AreDrawnAndWrittenWithoutHarm(string name)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = new YoloModel(name + ".yaml");
        var (classes, extras) = (model.Names.Count, name.EndsWith("pose", StringComparison.Ordinal) ? 51 : name.EndsWith("obb", StringComparison.Ordinal) ? 1 : 0);
        var decoded = model.IsEndToEnd ? cat([tensor(new[] { 50f, 40, 20, 10, 0.9f, 0 }), ones(extras)]).view(1, 1, -1) : extras == 0 ? Decoded(1, classes)[.., ..(4 + classes)].contiguous() : Decoded(extras, classes);
        if (!model.IsEndToEnd)
        {
            decoded[0, 2..4] = -20f;
        }

        var result = Results(model, Loose, new() { Decoded = decoded }, 128, 100);
        result.SaveTxt(folder.Path("a.txt"));
        result.SaveCrop(folder.Path("crops"));

        Assert.That(result.Boxes, Is.Not.Empty);
        Assert.That(result.Plot().Width, Is.EqualTo(128));
        Assert.That(File.ReadAllLines(folder.Path("a.txt")), Has.Length.EqualTo(result.Boxes.Count));
    }

    [TestCase("yolo26n-obb", 7)]
    [TestCase("yolo26n", 6)]
    public void EndToEnd_LimitCountsRowsOfAllClasses(string name, int columns)
    {
        using var scope = NewDisposeScope();
        using var model = new YoloModel(name + ".yaml");
        var rows = zeros(1, 5, columns);
        for (var i = 0; i < 5; i++)
        {
            rows[0, i, ..6] = tensor(new[] { 10f + i, 10, 20, 20, 1 - (0.125f * i), i % 2 });
        }

        var result = Results(model, Loose with { Classes = [1], MaximumDetections = 3 }, new() { Decoded = rows }, 64, 64);

        // Among the first three rows there is one of class 1; the fourth is beyond the limit.
        Assert.That(result.Boxes.Select(box => (box.Class, box.Confidence)), Is.EqualTo(new[] { (1, 0.875f) }));
    }

    [Test]
    public void Pose_Points_AreMappedBackToThePicture()
    {
        using var scope = NewDisposeScope();
        using var model = new YoloModel("yolo11n-pose.yaml");
        var decoded = Decoded(51);

        // 128 × 100 pixels in 64 × 64: half as large, seven rows of padding above.
        var result = Results(model, Loose, new() { Decoded = decoded }, 128, 100);

        Assert.That(result.Keypoints!, Has.Count.EqualTo(result.Boxes.Count).And.Count.GreaterThan(5));
        for (var i = 0; i < result.Boxes.Count; i++)
        {
            var numbers = Column(decoded, result.Boxes[i].Anchor, 4 + Classes).data<float>().ToArray();
            Assert.That(result.Keypoints![i].Select(point => point.X), Is.EqualTo(Enumerable.Range(0, 17).Select(k => Math.Clamp(numbers[k * 3] * 2, 0, 128))).Within(1e-3));
            Assert.That(result.Keypoints[i].Select(point => point.Y), Is.EqualTo(Enumerable.Range(0, 17).Select(k => Math.Clamp((numbers[(k * 3) + 1] - 7) * 2, 0, 100))).Within(1e-3));
            Assert.That(result.Keypoints[i].Select(point => point.Confidence), Is.EqualTo(Enumerable.Range(0, 17).Select(k => numbers[(k * 3) + 2])));
        }
    }

    [Test]
    public void Obb_RotatedBoxes_AreMappedBackWithTheAngleOfTheHead()
    {
        using var scope = NewDisposeScope();
        using var model = new YoloModel("yolo11n-obb.yaml");
        var classes = model.Names.Count;
        var decoded = Decoded(1, classes);
        decoded[0, 4 + classes, 0] = 2.0f; // more than a quarter turn

        var result = Results(model, Loose, new() { Decoded = decoded }, 128, 128);

        Assert.That(result.RotatedBoxes!, Has.Count.EqualTo(Anchors));
        Assert.That(result.RotatedBoxes!.Select(box => box.Confidence), Is.Ordered.Descending);
        Assert.That(result.RotatedBoxes!.Select(box => box.Angle), Has.Some.LessThan(0f));
        var place = Column(decoded, 0).data<float>().ToArray();
        var turned = result.RotatedBoxes!.Single(box => Math.Abs(box.CenterX - (place[0] * 2)) < 1e-3);
        Assert.That(new[] { turned.CenterY, turned.Width, turned.Height, turned.Angle }, Is.EqualTo(new[] { place[1] * 2, place[2] * 2, place[3] * 2, 2f }).Within(1e-3));
        Assert.That(result.Boxes, Has.Count.EqualTo(Anchors).And.All.Matches<Detection>(box => box.Box.X1 >= 0 && box.Box.X2 <= 128));
        Assert.That(result.ToJson(), Does.Contain("xywhr"));
    }

    [TestCase("yolo11n-seg")]
    [TestCase("yolo26n-seg")]
    [TestCase("yolo11n-pose")]
    [TestCase("yolo26n-pose")]
    [TestCase("yolo11n-obb")]
    [TestCase("yolo26n-obb")]
    public void Predict_EachKindOfHead_FillsItsPartOfTheResult(string name)
    {
        using var model = new YoloModel(name + ".yaml");

        var result = model.Predict(Picture(100, 60), new() { ImageSize = 64, Confidence = 0, MaximumDetections = 5 }).Single();

        Assert.That((result.Masks is not null, result.Keypoints is not null, result.RotatedBoxes is not null), Is.EqualTo((name.EndsWith("seg"), name.EndsWith("pose"), name.EndsWith("obb"))));
        Assert.That(result.Masks?.Count ?? result.Keypoints?.Count ?? result.RotatedBoxes?.Count, Is.EqualTo(result.Boxes.Count));
    }

    [Test]
    public void Classify_Probabilities_AreThoseOfTheNetwork()
    {
        using var scope = NewDisposeScope();
        using var model = new YoloModel("yolo11n-cls.yaml");
        DeterministicFill.Fill(model.Network);
        var picture = Picture(64, 64);

        var result = model.Predict(picture, Loose).Single();

        using var mode = no_grad();
        var input = tensor(picture.Pixels.ToArray()).view(1, 64, 64, 3).permute(0, 3, 1, 2).to(float32) / 255;
        NetworkOutput output = model.Network.call(input);
        Assert.That(result.Probabilities!.AsSpan().ToArray(), Is.EqualTo(output.Decoded!.flatten().data<float>().ToArray()).Within(1e-5));
        Assert.That((result.Describe().Split(", ").Length, result.InputSize), Is.EqualTo((5, (64, 64))));
        Assert.That(result.Summary(), Has.Count.EqualTo(5));
    }

    [Test]
    public void Classify_PictureThatIsNoSquare_IsCutInTheMiddle([Values] PixelLayout layout, [Values(40, 100)] int width)
    {
        var height = 140 - width;
        var picture = Picture(width, height);
        var plan = new ClassificationInputPlan(new ImageSize(40, 40)) { Layout = layout };

        var prepared = plan.Render([picture], new BufferPool<float>());
        using var scope = NewDisposeScope();
        var input = prepared.ToTensor();

        var (left, top) = ((width - 40) / 2, (height - 40) / 2);
        Assert.That(input.shape, Is.EqualTo(new long[] { 1, 3, 40, 40 }));
        Assert.That(input[0, 1, 7, 9].item<float>(), Is.EqualTo(picture[left + 9, top + 7].G / 255f).Within(1e-6));
    }

    private static Result Results(YoloModel model, PredictOptions options, NetworkOutput output, int width, int height)
    {
        using var input = zeros(1, 3, 64, 64);
        return YoloTask.For(model.Network.Task).MakePostprocessor(model, options).Run(ModelAnswer.Of(output), new PredictBatch(["a.jpg"], [Picture(width, height)], new NetworkInput(input))).Single();
    }

    /// <summary>Boxes well within 64 × 64 pixels, each of a class of its own choice, with extras between -40 and 60.</summary>
    private static Tensor Decoded(int extras, int classes = Classes)
    {
        var centres = (Numbers(1, 2, Anchors) + 1) * 20 + 12;
        var sizes = (Numbers(1, 2, Anchors) + 2) * 10;
        var scores = (Numbers(1, classes, Anchors) + 1) / 2;
        return cat([centres, sizes, scores, extras == 1 ? Numbers(1, 1, Anchors) : (Numbers(1, extras, Anchors) * 50) + 10], 1); // [1, 4 + C + E, A]
    }

    private static Tensor Numbers(params long[] shape)
    {
        var random = new Random(11 + (int)shape.Sum());
        return tensor(Enumerable.Range(0, (int)shape.Aggregate(1L, (product, side) => product * side)).Select(_ => (float)((random.NextDouble() * 2) - 1)).ToArray()).view(shape);
    }

    private static Tensor Column(Tensor decoded, int anchor, int from = 0) => decoded.select(0, 0).select(1, anchor).narrow(0, from, decoded.size(1) - from).contiguous();

    private static Tensor Inside(int side, float middle, Box box, float scale)
    {
        var inside = new float[side * side];
        for (var at = 0; at < inside.Length; at++)
        {
            var (x, y) = ((at % side) + middle, (at / side) + middle);
            inside[at] = x >= box.X1 / scale && x < box.X2 / scale && y >= box.Y1 / scale && y < box.Y2 / scale ? 1 : 0;
        }

        return tensor(inside).view(side, side);
    }

    private static Image Picture(int width, int height)
    {
        var image = new Image(width, height);
        new Random(7).NextBytes(image.Pixels);
        return image;
    }
}
