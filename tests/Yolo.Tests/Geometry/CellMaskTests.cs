using Yolo.Geometry;

namespace Yolo.Tests.Geometry;

public sealed class CellMaskTests
{
    [Test]
    public void Intersection_OfMasksAnywhere_EqualsCounting()
    {
        var random = new Random(3);
        for (var round = 0; round < 50; round++)
        {
            var (first, second) = (Some(random, 150, 40), Some(random, 150, 40));
            var expected = (from y in Enumerable.Range(0, 40) from x in Enumerable.Range(0, 150) where first[x, y] && second[x, y] select x).Count();

            Assert.That((first.Intersection(second), second.Intersection(first)), Is.EqualTo((expected, expected)));
            Assert.That(first.Intersection(first), Is.EqualTo(first.Area));
        }
    }

    [Test]
    public void Mask_OfCells_HasThemAndNothingElse()
    {
        var mask = new CellMask(200, 10, 62, 3, 4, [true, false, true, true, false, true, false, false]);

        Assert.That(
            from y in Enumerable.Range(-1, 12) from x in Enumerable.Range(-1, 202) where mask[x, y] select (x, y),
            Is.EqualTo(new[] { (62, 3), (64, 3), (65, 3), (63, 4) }));
        Assert.That(mask.Area, Is.EqualTo(4));
    }

    [Test]
    public void Positive_TakesWhatIsAboveNoughtInARectangle_EvenOneThatLeavesTheGrid()
    {
        float[] values = [1, 0, 2, -1, 3, 4];

        Assert.That(CellMask.Positive(values, 3, (-2, 9), (0, 2)).Area, Is.EqualTo(4));
        Assert.That(CellMask.Positive(values, 3, (1, 3), (1, 9)).Area, Is.EqualTo(2));
        Assert.That(CellMask.Positive(values, 3, (2, 1), (5, 7)).Area, Is.Zero);
    }

    [Test]
    public void Resize_ToFourTimesTheGrid_AndBack_KeepsTheMask()
    {
        var mask = new CellMask(20, 10, 3, 2, 8, [.. Enumerable.Repeat(true, 48)]);

        var fine = mask.Resize(80, 40);

        Assert.That((fine.Columns, fine.Rows), Is.EqualTo((80, 40)));
        Assert.That(fine.Area, Is.EqualTo(48 * 16).Within(16), "corners become round");
        Assert.That((fine[13, 9], fine[11, 9], fine[42, 30], fine[44, 30]), Is.EqualTo((true, false, true, false)));
        Assert.That(mask.Resize(20, 10), Is.SameAs(mask));
    }

    [Test]
    public void Masks_OfOtherGrids_AreRefused()
    {
        Assert.That(() => new CellMask(4, 4, 0, 0, 0, []).Intersection(new CellMask(4, 5, 0, 0, 0, [])), Throws.ArgumentException.With.Message.Contains("4x5"));
        Assert.That(() => new CellMask(4, 4, 2, 0, 3, [true, true, true]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new CellMask(4, 4, 0, 0, 2, [true, true, true]), Throws.ArgumentException);
    }

    private static CellMask Some(Random random, int columns, int rows)
    {
        var (left, top) = (random.Next(columns), random.Next(rows));
        var (width, height) = (random.Next(columns - left + 1), random.Next(rows - top + 1));
        return new(columns, rows, left, top, width, [.. Enumerable.Range(0, width * height).Select(_ => random.Next(2) == 0)]);
    }
}
