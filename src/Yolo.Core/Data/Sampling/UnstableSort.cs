namespace Yolo.Data.Sampling;

/// <summary>
/// Sorts positions by their values with a quicksort that leaves equal values in the order in which NumPy's leaves them: median of three, two
/// indices that stop at equals, insertion up to sixteen elements. Where all pictures have one shape, as those of one camera, this alone decides which
/// come together in a batch, and batches equal the reference's.
/// </summary>
internal static class UnstableSort
{
    // One less than the elements that are sorted by insertion.
    private const int Small = 15;

    /// <summary>The positions of values in ascending order.</summary>
    internal static int[] Order(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count)];
        var pending = new Stack<(int Low, int High)>([(0, values.Count - 1)]);
        while (pending.TryPop(out var range))
        {
            var (low, high) = range;
            while (high - low > Small)
            {
                int middle = Partition(order, values, low, high);
                if (middle - low < high - middle)
                {
                    pending.Push((middle + 1, high));
                    high = middle - 1;
                }
                else
                {
                    pending.Push((low, middle - 1));
                    low = middle + 1;
                }
            }

            Insert(order, values, low, high);
        }

        return order;
    }

    private static int Partition(int[] order, IReadOnlyList<double> values, int low, int high)
    {
        int middle = low + ((high - low) >> 1);
        OrderPair(low, middle);
        OrderPair(middle, high);
        OrderPair(low, middle);
        double pivot = values[order[middle]];
        int left = low, right = high - 1;
        Swap(middle, right);
        while (true)
        {
            do
            {
                left++;
            }
            while (values[order[left]] < pivot);
            do
            {
                right--;
            }
            while (pivot < values[order[right]]);
            if (left >= right)
            {
                break;
            }

            Swap(left, right);
        }

        Swap(left, high - 1);
        return left;

        void Swap(int one, int other) => (order[one], order[other]) = (order[other], order[one]);

        void OrderPair(int first, int second)
        {
            if (values[order[second]] < values[order[first]])
            {
                Swap(first, second);
            }
        }
    }

    private static void Insert(int[] order, IReadOnlyList<double> values, int low, int high)
    {
        for (int next = low + 1; next <= high; next++)
        {
            int moving = order[next];
            int place = next;
            while (place > low && values[moving] < values[order[place - 1]])
            {
                order[place] = order[place - 1];
                place--;
            }

            order[place] = moving;
        }
    }
}
