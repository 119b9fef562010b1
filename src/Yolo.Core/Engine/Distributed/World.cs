using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;
using Yolo.Callbacks;
using Yolo.Data.Loading;
using Yolo.Engine.Settings;
using Yolo.Runtime;
using Yolo.Runtime.Mpi;
using static TorchSharp.torch;

namespace Yolo.Engine.Distributed;

/// <summary>
/// The processes that do one run together, and which of them this is. Each is a rank, from 0; rank 0 writes files and speaks to people. Started alone a
/// process is the only rank, and nothing of this costs anything. Whatever is done together has to be called on all ranks, in the same order.
/// </summary>
public sealed class World
{
    private static readonly Lazy<RankThread> Ranks = new(() => new RankThread(LaunchedAs.This));
    private static readonly Lazy<World> Joined = new(Join);

    private readonly RankThread? thread;
    private readonly Lazy<ITensorSums> onDevice;
    private long waitedTicks;

    private World(LaunchedAs launched, RankThread? thread)
    {
        this.thread = thread;
        (Size, Rank, LocalRank, LocalSize) = (thread?.Mpi.Size ?? 1, thread?.Mpi.Rank ?? 0, launched.LocalRank, launched.LocalSize);
        onDevice = new(() => DeviceSums.For(this));
        if (thread is not null)
        {
            thread.Failed = AbortSums;
        }
    }

    /// <summary>This process by itself.</summary>
    public static World Alone { get; } = new(LaunchedAs.Alone, null);

    /// <summary>
    /// The processes that mpirun or srun started together; <see cref="Alone"/> where the environment names no others. The first call meets them, and
    /// loads MPI for it; from then on they end together. A program that uses no ranks loads no MPI.
    /// </summary>
    /// <exception cref="Runtime.Mpi.MpiException">
    /// There are several, and no MPI library that goes with what started them; or this program has begun MPI itself.
    /// </exception>
    public static World Current => LaunchedAs.This.Size == 1 ? Alone : Joined.Value;

    /// <summary>How many ranks there are, at least 1.</summary>
    public int Size { get; }

    /// <summary>The number of this one, from 0.</summary>
    public int Rank { get; }

    /// <summary>Its number among the ranks of its host, from 0, which is that of its GPU.</summary>
    public int LocalRank { get; }

    /// <summary>Ranks of its host, as far as the launcher says; at least 1.</summary>
    public int LocalSize { get; }

    /// <summary>The name of its host.</summary>
    public string Host { get; } = Environment.MachineName;

    /// <summary>Whether this is rank 0.</summary>
    public bool IsFirst => Rank == 0;

    /// <summary>Whether there are others.</summary>
    public bool HasOthers => Size > 1;

    /// <summary>Time in which this rank had nothing to do but to wait for others.</summary>
    public TimeSpan Waited => Stopwatch.GetElapsedTime(0, waitedTicks);

    /// <summary>The sum of a number over all ranks, the same to the bit on each.</summary>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    public double Sum(double value)
    {
        double[] sum = [value];
        Sum(sum);
        return sum[0];
    }

    /// <summary>The mean of a number over all ranks, the same to the bit on each.</summary>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    public double Mean(double value) => Sum(value) / Size;

    /// <summary>A number of each rank, in the order of ranks, everywhere.</summary>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    public IReadOnlyList<double> Gather(double value) => [.. Gather([value]).Select(numbers => numbers[0])];

    /// <summary>Numbers of each rank, as many as it has, in the order of ranks, everywhere.</summary>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    public IReadOnlyList<double[]> Gather(ReadOnlySpan<double> values) =>
        [.. GatherBytes(MemoryMarshal.AsBytes(values).ToArray()).Select(bytes => MemoryMarshal.Cast<byte, double>(bytes).ToArray())];

    /// <summary>This rank's part of a list that all ranks have: neighbours, so that the parts in the order of ranks are the list.</summary>
    public IReadOnlyList<T> PartOf<T>(IReadOnlyList<T> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        var (first, count) = EpochPlan.ShareOf(all.Count, Rank, Size);
        return [.. all.Skip(first).Take(count)];
    }

    /// <summary>Waits until all ranks are here.</summary>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    public void Barrier() => _ = Sum(0);

    /// <summary>Ends what this rank does by itself where another one is known to have failed.</summary>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    internal void ThrowIfAnyFailed()
    {
        if (thread?.Failure is { } failure)
        {
            throw new RankFailedException(failure.Message);
        }
    }

    /// <summary>Adds numbers up over all ranks, in place.</summary>
    internal void Sum(double[] values)
    {
        if (thread is not null && values.Length > 0)
        {
            var memory = new PinnedArrays();
            var address = memory.Add(values);
            Wait(thread.Begin(mpi => mpi.Sum(address, values.Length, mpi.Double), memory));
        }
    }

    /// <summary>Bytes of each rank, in the order of ranks, everywhere.</summary>
    internal IReadOnlyList<byte[]> GatherBytes(byte[] own)
    {
        if (thread is null)
        {
            return [own];
        }

        var sizes = new double[Size];
        sizes[Rank] = own.Length;
        Sum(sizes);
        return Gather(own, Array.ConvertAll(sizes, size => (int)size));
    }

    /// <summary>Bytes of rank 0 for all.</summary>
    /// <param name="bytes">The bytes; of the other ranks, anything.</param>
    internal byte[] Broadcast(byte[] bytes) => HasOthers ? GatherBytes(IsFirst ? bytes : [])[0] : bytes;

    /// <summary>Words of rank 0 for all.</summary>
    internal string Broadcast(string words) => Encoding.UTF8.GetString(Broadcast(Encoding.UTF8.GetBytes(words)));

    /// <summary>Lets one rank of each host do something before the others do it, which find what it leaves on the disk.</summary>
    internal T FirstOfHostBeforeOthers<T>(Func<T> act)
    {
        if (LocalRank > 0)
        {
            Barrier();
            return act();
        }

        var result = act();
        Barrier();
        return result;
    }

    /// <summary>Whether this process has met the others that it was started with, or tried to. From then on no other program can take its place.</summary>
    internal static bool HasMet => Ranks.IsValueCreated;

    /// <summary>Where this rank's network runs: of GPUs its own, by its number on the host, unless one is named.</summary>
    internal Device? DeviceOf(Device? wish) => HasOthers && wish is { type: DeviceType.CUDA, index: < 0 } ? new Device(DeviceType.CUDA, LocalRank) : wish;

    /// <summary>Makes sure that each rank gets pictures of a batch.</summary>
    /// <exception cref="SettingException">There are fewer pictures than ranks.</exception>
    internal void RequireShares(int batch)
    {
        if (HasOthers && batch < Size)
        {
            throw new SettingException(FormattableString.Invariant($"batch={batch} is the batch of all {Size} ranks together, and has not one picture for each, nor is it measured for several. Give at least batch={Size}."));
        }
    }

    /// <summary>Begins to add a tensor up over all ranks, in place. It must lie in one piece, stay until the sum has been waited for, and not be touched before.</summary>
    /// <param name="tensor">Of 32 or 64 bits, on any device.</param>
    internal TensorSum BeginSum(Tensor tensor) =>
        thread is null ? TensorSum.OfOne : tensor.device_type == DeviceType.CPU ? BeginOnProcessor(tensor) : onDevice.Value.Begin(tensor);

    /// <summary>Begins to add a tensor of the processor's memory up.</summary>
    internal TensorSum BeginOnProcessor(Tensor tensor)
    {
        var (count, isDouble) = ((int)tensor.numel(), tensor.dtype == ScalarType.Float64);
        var address = TorchOperators.Address(tensor);
        var operation = thread!.Begin(mpi => mpi.Sum(address, count, isDouble ? mpi.Double : mpi.Float), tensor.alias().DetachFromDisposeScope());
        return new TensorSum(() => Wait(operation));
    }

    /// <summary>Tells the other ranks that this one has failed, so that they end too.</summary>
    /// <param name="error">What ended it. Where it was called off, the others end when they next do something together; after a failure, soon.</param>
    internal void Fail(Exception error)
    {
        if (error is not RankFailedException)
        {
            thread?.Tell(RankEnd.Of(error, error is SettingException or CallbackConfigurationException ? 2 : 1));
        }
    }

    /// <summary>Meets the other ranks for no other sake than to end with them.</summary>
    /// <param name="limit">How long it waits for them.</param>
    /// <param name="ranks">The thread that talks to them.</param>
    /// <returns>Whether they came; false, too, where there is no MPI.</returns>
    internal static bool TryMeet(TimeSpan limit, out RankThread ranks)
    {
        ranks = Ranks.Value;
        return ranks.TryMeet(limit);
    }

    private static World Join()
    {
        LastWords.Watch();
        var (thread, launched) = (Ranks.Value, LaunchedAs.This);
        if (thread.Mpi.Size == 1)
        {
            // Else each process would train all of it, into the same folder.
            throw new MpiException(FormattableString.Invariant($"{launched.By!.Name} started this process as one of {launched.Size}, but {thread.Mpi.Interface.Name} sees it alone: ")
                + "its library and the launcher are of different MPIs. Start with OpenMPI's mpirun, or with srun --mpi=pmix.");
        }

        var world = new World(launched, thread);
        world.ShareThreads();
        return world;
    }

    /// <summary>Takes leave of the other ranks, if they have met and all went well.</summary>
    /// <returns>The exit status: 0, or that of a rank that has failed meanwhile.</returns>
    internal static int Leave() => Joined.IsValueCreated ? Joined.Value.thread!.Leave(Joined.Value.Barrier) : 0;

    // The processors of a host are divided among its ranks, unless the environment says how many threads each has.
    private void ShareThreads()
    {
        LibTorch.Load();
        if (Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null)
        {
            set_num_threads(Math.Max(1, Environment.ProcessorCount / LocalSize));
        }
    }

    // GPUs that wait for a rank which is gone would wait for ever, and their processors for them.
    private void AbortSums()
    {
        if (onDevice.IsValueCreated)
        {
            onDevice.Value.Abort();
        }
    }

    private byte[][] Gather(byte[] own, int[] counts)
    {
        var places = new int[Size];
        for (var rank = 1; rank < Size; rank++)
        {
            places[rank] = checked(places[rank - 1] + counts[rank - 1]);
        }

        var all = new byte[checked(places[^1] + counts[^1])];
        var memory = new PinnedArrays();
        var (from, to, sizes, starts) = (memory.Add(own), memory.Add(all), memory.Add(counts), memory.Add(places));
        Wait(thread!.Begin(mpi => mpi.Gather(from, own.Length, to, sizes, starts), memory));
        return [.. counts.Select((count, rank) => all.AsSpan(places[rank], count).ToArray())];
    }

    private void Wait(RankOperation operation)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            operation.Wait();
        }
        finally
        {
            waitedTicks += Stopwatch.GetTimestamp() - start;
        }
    }
}
