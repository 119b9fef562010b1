using System.Text;
using Yolo.Data.Labels;
using Yolo.Geometry;

namespace Yolo.Tests.Data;

public sealed class LabelParserTests
{
    private static readonly LabelRules TwoClasses = new(2);
    private static readonly LabelRules Polygons = TwoClasses with { Form = LabelForm.Polygons };
    private static readonly LabelRules Corners = TwoClasses with { Form = LabelForm.Corners };

    [Test]
    public void Parse_OfBoxes_SplitsAtAnyWhiteSpaceAndSkipsBlankLines()
    {
        var labels = Parse("\uFEFF1 0.5 0.5\t0.25  0.125\r\n\n   \n0 .1 1e-1 0.2 0.2");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(labels.Faults, Is.Empty);
            Assert.That(
                labels.Objects.Select(label => (label.Class, label.Box)),
                Is.EqualTo(new[] { (1, new LabelBox(0.5f, 0.5f, 0.25f, 0.125f)), (0, new LabelBox(0.1f, 0.1f, 0.2f, 0.2f)) }));
        }
    }

    [TestCase("")]
    [TestCase("\n  \r\n")]
    public void Parse_OfNothing_IsABackground(string text) => Assert.That(Parse(text).Objects, Is.Empty);

    [Test]
    public void Parse_WithALongRow_TakesEachRowByItsOwnLength()
    {
        var labels = Parse("0 0.1 0.2 0.5 0.2 0.3 0.6\n1 0.5 0.5 0.1 0.1");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(labels.Objects[0].Polygon.ToArray(), Is.EqualTo(new[] { 0.1f, 0.2f, 0.5f, 0.2f, 0.3f, 0.6f }));
            Assert.That(labels.Objects[0].Box.ToPixels(100, 100), Is.EqualTo(new Box(10, 20, 50, 60)).Using<Box>(Near));
            Assert.That(labels.Objects[1].Polygon.IsEmpty, "five numbers are a box");
            Assert.That(labels.Objects[1].Box, Is.EqualTo(new LabelBox(0.5f, 0.5f, 0.1f, 0.1f)));
        }
    }

    [Test]
    public void Parse_OfDuplicates_KeepsEachRowOnceInAscendingOrder()
    {
        var labels = Parse("1 0.5 0.5 0.1 0.1\n0 0.9 0.5 0.1 0.1\n1 0.5 0.50 0.1 0.1\n0 0.2 0.5 0.1 0.1");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(labels.Objects.Select(label => (label.Class, label.Box.X)), Is.EqualTo(new[] { (0, 0.2f), (0, 0.9f), (1, 0.5f) }));
            Assert.That(labels.Duplicates, Is.EqualTo(new[] { (3, 1) }));
        }
    }

    [TestCase("0 0.5 0.5 0.1", 1, "it has 4 numbers instead of 5")]
    [TestCase("0 0.5 0.5 0.1 0.1\n0 0.5 0.5 0.1 0.1 0.1", 2, "it has 6 numbers instead of 5")]
    [TestCase("0 0.5 x 0.1 0.1", 1, "'x' is not a number")]
    [TestCase("0 0.5 nan 0.1 0.1", 1, "'nan' is not a number")]
    [TestCase("\n2 0.5 0.5 0.1 0.1", 2, "class 2 does not exist; the data set has the classes 0 to 1")]
    [TestCase("0.5 0.5 0.5 0.1 0.1", 1, "whole number from 0, not 0.5")]
    [TestCase("-1 0.5 0.5 0.1 0.1", 1, "whole number from 0, not -1")]
    [TestCase("0 0.5 320 0.1 0.1", 1, "320 is above 1")]
    [TestCase("0 0.5 -0.02 0.1 0.1", 1, "-0.02 is negative")]
    [TestCase("0 0.1 0.1 0.2 0.2 0.3 0.3 0.4", 1, "a class and points (x, y); it has 8 numbers")]
    public void Parse_OfAFault_NamesTheLine(string text, int line, string message)
    {
        var fault = Parse(text).Faults.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Line, Is.EqualTo(line));
            Assert.That(fault.Message, Does.Contain(message));
        }
    }

    [TestCase("0 1.01 0.5 0.1 0.1")]
    [TestCase("0 -0.01 0.5 0.1 0.1")]
    public void Parse_OfASlightOverhang_IsAccepted(string text) => Assert.That(Parse(text).Faults, Is.Empty);

    [Test]
    public void Parse_AsASingleClass_AcceptsAnyClass() =>
        Assert.That(LabelParser.Parse("9 0.5 0.5 0.1 0.1"u8, new(1) { SingleClass = true }).Faults, Is.Empty);

    [Test]
    public void Parse_OfKeyPoints_ReadsOrInfersTheirVisibility()
    {
        var three = LabelParser.Parse("0 0.5 0.5 0.2 0.2 0.1 0.2 2 0.3 0.4 0"u8, new(1) { Keypoints = new(2, 3) });
        var two = LabelParser.Parse("0 0.5 0.5 0.2 0.2 0.1 0.2 -0.005 0.4"u8, new(1) { Keypoints = new(2, 2) });
        var wrong = LabelParser.Parse("0 0.5 0.5 0.2 0.2 0.1 0.2 2"u8, new(1) { Keypoints = new(2, 3) });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(three.Objects[0].Keypoints.ToArray(), Is.EqualTo(new[] { 0.1f, 0.2f, 2, 0.3f, 0.4f, 0 }));
            Assert.That(two.Objects[0].Keypoints.ToArray(), Is.EqualTo(new[] { 0.1f, 0.2f, 1, -0.005f, 0.4f, 0 }));
            Assert.That(wrong.Faults.Single().Message, Does.Contain("8 numbers instead of 11"));
        }
    }

    [TestCase("0 0.5 0.5 0.1 0.1", 1, "5 numbers is a box")]
    [TestCase("0 0.1 0.1 0.2 0.1 0.2 0.2\n1 0.5 0.5 0.1 0.1", 2, "a polygon is wanted")]
    [TestCase("0 0.1 0.1 0.2 0.2 0.3 0.3 0.4", 1, "it has 8 numbers, so that one coordinate is missing")]
    [TestCase("0 0.1 0.1", 1, "at least three points (x, y) after the class; it has 1")]
    [TestCase("0", 1, "at least three points (x, y) after the class; it has 0")]
    [TestCase("0 0.1 0.1 0.3 0.1 1.4 0.9", 1, "above 1")]
    public void Parse_OfPolygons_NamesWhatIsNone(string text, int line, string message) => AssertFault(text, Polygons, line, message);

    [TestCase("0 0.5 0.5 0.1 0.1", 1, "5 numbers is an upright box")]
    [TestCase("0 0.5 0.5 0.1 0.1 0.7", 1, "wanted by its corners")]
    [TestCase("0 0.1 0.1 0.2 0.1 0.2 0.2", 1, "needs four corners (x, y) after the class; it has 3")]
    [TestCase("\n0 0.1 0.1 0.2 0.1 0.2 0.2 0.1", 2, "8 numbers instead of 9")]
    [TestCase("0 0.5 0.5 0.2 0.2 0.1 0.2 2 0.3 0.4 2 1", 1, "four corners (x, y), 9 numbers; it has 12")]
    public void Parse_OfCorners_NamesWhatIsNone(string text, int line, string message) => AssertFault(text, Corners, line, message);

    [TestCase("0 0.5 0.5 0.2 0.2", 1, "5 numbers instead of 11")]
    [TestCase("0 0.5 0.5 0.2 0.2 0.1 0.2 2 0.3 0.4 0 0.5 0.5 2", 1, "2 key points; it has 14 numbers")]
    [TestCase("0 0.5 0.5 0.2 0.2 0.1 0.2 2 1.19 0.4 2", 1, "1.19 is above 1")]
    public void Parse_OfKeyPoints_NamesWhatIsNone(string text, int line, string message) =>
        AssertFault(text, new(1) { Form = LabelForm.Keypoints, Keypoints = new(2, 3) }, line, message);

    [Test]
    public void Parse_OfPolygons_SaysThatARowWithKeyPointsIsNone() =>
        AssertFault("0 0.5 0.5 0.2 0.2 0.1 0.2 2", Polygons with { Keypoints = new(1, 3) }, 1, "a box with key points; a polygon is wanted");

    [TestCase("0 0.2 0.2 0.6 0.2 0.6 0.4 0.2 0.4", null)]
    [TestCase("0 0.6 0.4 0.6 0.2 0.2 0.2 0.2 0.4", null)]
    [TestCase("0 0.2 0.2 0.6 0.4 0.6 0.2 0.2 0.4", "cross")]
    [TestCase("0 0.2 0.2 0.6 0.2 0.2 0.4 0.6 0.4", "cross")]
    public void Parse_OfCorners_TakesThemInAnyOrder(string text, string? warning)
    {
        var labels = LabelParser.Parse(Encoding.UTF8.GetBytes(text), Corners);
        var box = RotatedRectangle.Around(labels.Objects.Single().Polygon.Span);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(labels.Faults, Is.Empty);
            Assert.That(labels.Warnings.Select(fault => fault.Line), Is.EqualTo(warning is null ? Array.Empty<int>() : [1]));
            Assert.That(labels.Warnings.Select(fault => fault.Message), Has.All.Contains(warning ?? ""));
            Assert.That(new[] { box.CenterX, box.CenterY, box.Width, box.Height, box.Angle }, Is.EqualTo(new[] { 0.4f, 0.3f, 0.4f, 0.2f, 0 }).Within(1e-6));
            Assert.That(CornerOrder.Crosses(labels.Objects[0].Polygon.Span), Is.False);
        }
    }

    [TestCase("0 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5")]
    [TestCase("0 0.2 0.2 0.8 0.2 0.8 0.2 0.2 0.2")]
    public void Parse_OfCornersWithoutArea_KeepsThemWithAWarning(string text)
    {
        var labels = LabelParser.Parse(Encoding.UTF8.GetBytes(text), Corners);
        Assert.That((labels.Objects.Count, labels.Faults.Count, labels.Warnings.Single().Message), Is.EqualTo((1, 0, "the shape has no area, so that it is never found")));
    }

    [Test]
    public void Parse_OfAnyBytes_NeverThrows()
    {
        byte[] alphabet = "0123456789.-+eE \t\r\n\0\u00e9nainf,"u8.ToArray();
        var random = new Random(0);
        for (int round = 0; round < 3000; round++)
        {
            byte[] text = [.. Enumerable.Range(0, random.Next(80)).Select(_ => round % 3 == 0 ? (byte)random.Next(256) : alphabet[random.Next(alphabet.Length)])];
            LabelRules[] rules = [TwoClasses, new(2) { Keypoints = new(1, 2) }, Polygons, Corners];
            var labels = LabelParser.Parse(text, rules[round % 4]);
            Assert.That(labels.Faults.Select(fault => fault.Line), Is.Ordered.And.All.InRange(1, 81));
        }
    }

    private static void AssertFault(string text, LabelRules rules, int line, string message)
    {
        var fault = LabelParser.Parse(Encoding.UTF8.GetBytes(text), rules).Faults.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Line, Is.EqualTo(line));
            Assert.That(fault.Message, Does.Contain(message));
        }
    }

    private static ParsedLabels Parse(string text) => LabelParser.Parse(Encoding.UTF8.GetBytes(text), TwoClasses);

    private static bool Near(Box one, Box other) =>
        Math.Abs(one.X1 - other.X1) + Math.Abs(one.Y1 - other.Y1) + Math.Abs(one.X2 - other.X2) + Math.Abs(one.Y2 - other.Y2) < 1e-3;
}
