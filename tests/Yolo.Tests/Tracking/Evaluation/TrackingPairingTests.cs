using Yolo.Tracking.Evaluation;

namespace Yolo.Tests.Tracking.Evaluation;

public sealed class TrackingPairingTests
{
    [Test]
    public void Solve_OfRandomOffers_GainsTheMost([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        int rows = random.Next(0, 7), columns = random.Next(0, 7);
        double[,] gains = new double[rows, columns];
        var pairing = new BestPairing();
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                if (random.NextDouble() < 0.4)
                {
                    gains[row, column] = 0.1 + random.NextDouble();
                    pairing.Offer(row, column, gains[row, column]);
                }
            }
        }

        int[] columnOfRow = new int[rows];
        pairing.Solve(rows, columns, columnOfRow);

        var made = Enumerable.Range(0, rows).Where(row => columnOfRow[row] >= 0).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(made.Select(row => columnOfRow[row]), Is.Unique);
            Assert.That(made.Select(row => gains[row, columnOfRow[row]]), Has.All.GreaterThan(0), "only what was offered");
            Assert.That(made.Sum(row => gains[row, columnOfRow[row]]), Is.EqualTo(Most(gains, 0, 0)).Within(1e-9));
        }
    }

    [Test]
    public void Solve_AfterClear_KnowsNoOldOffers()
    {
        var pairing = new BestPairing();
        pairing.Offer(0, 1, 1);
        pairing.Offer(1, 1, 2);
        pairing.Clear();
        pairing.Offer(1, 0, 1);
        int[] columnOfRow = [5, 5];
        pairing.Solve(2, 2, columnOfRow);

        Assert.That(columnOfRow, Is.EqualTo(new[] { -1, 0 }));
    }

    /// <summary>Tries everything.</summary>
    private static double Most(double[,] gains, int row, int taken)
    {
        if (row == gains.GetLength(0))
        {
            return 0;
        }

        double most = Most(gains, row + 1, taken);
        for (int column = 0; column < gains.GetLength(1); column++)
        {
            if (gains[row, column] > 0 && (taken >> column & 1) == 0)
            {
                most = Math.Max(most, gains[row, column] + Most(gains, row + 1, taken | (1 << column)));
            }
        }

        return most;
    }
}
