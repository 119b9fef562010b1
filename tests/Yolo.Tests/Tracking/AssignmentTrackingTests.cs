using Yolo.Geometry;
using Yolo.Tracking;
using Yolo.Tracking.Assignment;

namespace Yolo.Tests.Tracking;

public sealed class AssignmentTrackingTests
{
    [Test]
    public void Solve_EqualsTheReferencesSolver()
    {
        var solver = new LinearAssignment();
        foreach (var one in new TrackingGolden("matching")["assignment"].EnumerateArray())
        {
            var rows = one.GetProperty("cost").EnumerateArray().Select(TrackingGolden.Doubles).ToList();
            var columns = rows.Count > 0 ? rows[0].Length : 0;
            var columnOfRow = new int[rows.Count];

            solver.Solve([.. rows.SelectMany(row => row)], rows.Count, columns, one.GetProperty("thresh").GetDouble(), columnOfRow);

            var pairs = columnOfRow.Index().Where(pair => pair.Item >= 0).SelectMany(pair => new double[] { pair.Index, pair.Item });
            Assert.That(pairs, Is.EqualTo(TrackingGolden.Flat(one.GetProperty("matches"))), one.ToString());
        }
    }

    // Every way to pair them is tried.
    [Test]
    public void Solve_FindsTheCheapestPairing([Range(0, 5)] int rows, [Range(0, 5)] int columns)
    {
        var random = new Random((rows * 10) + columns);
        var solver = new LinearAssignment();
        for (var round = 0; round < 60; round++)
        {
            var limit = 0.2 + random.NextDouble();
            double[] costs = [.. Enumerable.Range(0, rows * columns).Select(_ => round % 3 == 0 ? random.Next(4) / 3.0 : random.NextDouble())];
            var columnOfRow = new int[rows];

            solver.Solve(costs, rows, columns, limit, columnOfRow);

            var taken = columnOfRow.Where(column => column >= 0).ToList();
            Assert.That(taken, Is.Unique);
            Assert.That(Price(columnOfRow), Is.EqualTo(Cheapest(0, [])).Within(1e-9));

            double Price(int[] pairing) => pairing.Index().Where(pair => pair.Item >= 0).Sum(pair => costs[(pair.Index * columns) + pair.Item] - limit);

            double Cheapest(int row, HashSet<int> used) => row == rows ? 0 : Enumerable.Range(0, columns).Where(column => !used.Contains(column))
                .Select(column => costs[(row * columns) + column] - limit + Cheapest(row + 1, [.. used, column])).Append(Cheapest(row + 1, used)).Min();
        }
    }

    [Test]
    public void Solve_OfManyRows_PairsEachWithItsOwn()
    {
        const int size = 400;
        var random = new Random(3);
        int[] own = [.. Enumerable.Range(0, size)];
        random.Shuffle(own);
        double[] costs = [.. Enumerable.Range(0, size * size).Select(index => own[index / size] == index % size ? 0.01 * random.NextDouble() : 0.1 + random.NextDouble())];
        var columnOfRow = new int[size];

        new LinearAssignment().Solve(costs, size, size, 0.5, columnOfRow);

        Assert.That(columnOfRow, Is.EqualTo(own));
    }

    [Test]
    public void Distances_EqualTheReferences()
    {
        var boxes = new TrackingGolden("matching")["boxes"];
        var tracks = boxes.GetProperty("a").EnumerateArray().Select(TrackingGolden.Numbers).Select(row => new Box(row[0], row[1], row[2], row[3])).ToList();
        var detections = boxes.GetProperty("b").EnumerateArray().Select(TrackingGolden.Numbers).Select(row => new Box(row[0], row[1], row[2], row[3])).ToList();

        var distances = tracks.SelectMany(track => detections.Select(detection => (double)BoxColumns.Distance(track, detection)));

        Assert.That(distances, Is.EqualTo(TrackingGolden.Flat(boxes.GetProperty("distance"))).Within(1e-6));
    }
}
