using System.Text;
using Yolo.Data.Labels;
using Yolo.Geometry;

namespace Yolo.Tests.Data;

public sealed class LabelParserTests
{
    private static readonly LabelRules TwoClasses = new(2);

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

    [Test]
    public void Parse_OfAnyBytes_NeverThrows()
    {
        byte[] alphabet = "0123456789.-+eE \t\r\n\0\u00e9nainf,"u8.ToArray();
        var random = new Random(0);
        for (int round = 0; round < 3000; round++)
        {
            byte[] text = [.. Enumerable.Range(0, random.Next(80)).Select(_ => round % 3 == 0 ? (byte)random.Next(256) : alphabet[random.Next(alphabet.Length)])];
            var labels = LabelParser.Parse(text, round % 2 == 0 ? TwoClasses : new(2) { Keypoints = new(1, 2) });
            Assert.That(labels.Faults.Select(fault => fault.Line), Is.Ordered.And.All.InRange(1, 81));
        }
    }

    private static ParsedLabels Parse(string text) => LabelParser.Parse(Encoding.UTF8.GetBytes(text), TwoClasses);

    private static bool Near(Box one, Box other) =>
        Math.Abs(one.X1 - other.X1) + Math.Abs(one.Y1 - other.Y1) + Math.Abs(one.X2 - other.X2) + Math.Abs(one.Y2 - other.Y2) < 1e-3;
}
