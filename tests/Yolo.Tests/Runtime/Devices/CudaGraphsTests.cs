using Yolo.Runtime.Devices;
using static TorchSharp.torch;

namespace Yolo.Tests.Runtime.Devices;

[NonParallelizable]
public sealed class CudaGraphsTests
{
    private readonly CudaGraphs graphs = new(new CudaGraphFunctions(FakeGraphLibrary.Find, FakeGraphLibrary.Find));

    [SetUp]
    public void Forget()
    {
        FakeGraphLibrary.Calls.Clear();
        FakeGraphLibrary.IsSpoilt = false;
    }

    [Test]
    public void Capture_Work_IsRecordedInAStreamOfItsOwn_AndReplayedInLibtorchs()
    {
        using (var result = zeros(2))
        using (var pool = graphs.Open(new Device("cuda:1")))
        {
            using var graph = pool.Capture(() =>
            {
                FakeGraphLibrary.Calls.Add("work");
                return [result, null];
            });
            graph.Replay();
            graph.Replay();

            Assert.That(graph.Results, Is.EqualTo(new[] { result, null }));
        }

        Assert.That(FakeGraphLibrary.Calls, Is.EqualTo(new[]
        {
            "new stream 1", "wait", "enter 11 of GPU 1", "new graph, keeps 0, cleared", "begin in memory 0, 7, mode 1", "work", "end", "leave 22",
            "replay", "replay", "wait", "delete graph", "delete stream 11",
        }));
    }

    [Test]
    public void Capture_WorkThatFails_IsEndedAndForgotten()
    {
        using var pool = graphs.Open(new Device("cuda"));

        Assert.That(() => pool.Capture(() => throw new InvalidDataException("no work")), Throws.TypeOf<InvalidDataException>());
        Assert.That(FakeGraphLibrary.Calls.TakeLast(3), Is.EqualTo(new[] { "end", "delete graph", "leave 22" }));
    }

    // Libtorch would end the process, and it still looks at the graph whenever it needs memory.
    [Test]
    public void Capture_WorkThatCannotBeRecorded_IsEndedByTheDriver_AndSaid()
    {
        FakeGraphLibrary.IsSpoilt = true;
        using var pool = graphs.Open(new Device("cuda"));

        Assert.That(() => pool.Capture(() => []), Throws.InvalidOperationException.With.Message.Contains("cannot be recorded"));
        Assert.That(FakeGraphLibrary.Calls.TakeLast(2), Is.EqualTo(new[] { "end by the driver", "leave 22" }));
        Assert.That(FakeGraphLibrary.Calls, Has.None.EqualTo("delete graph"));
    }

    [Test]
    public void Obstacle_OfTheProcessor_IsThatItHasNone() => Assert.That(graphs.Obstacle(CPU), Does.Contain("takes a GPU of NVIDIA"));

    [Test]
    [Platform("Linux")]
    public void Obstacle_OfAGpu_IsNone() => Assert.That(graphs.Obstacle(new Device("cuda")), Is.Null);

    [TestCase("_ZN2at4cuda9CUDAGraph6replayEv")]
    [TestCase("aoti_torch_create_cuda_stream_guard")]
    [TestCase("cuStreamIsCapturing")]
    [Platform("Linux")]
    public void Obstacle_AFunctionThatIsMissing_IsNamed(string missing)
    {
        var functions = new CudaGraphFunctions(Find, Find);

        Assert.That(new CudaGraphs(functions).Obstacle(new Device("cuda")), Does.EndWith($"lack {missing}"));

        nint Find(string name) => name == missing ? 0 : FakeGraphLibrary.Find(name);
    }

    [Test]
    [Platform("Win")]
    public void Obstacle_OnWindows_IsThatNamesAreNotKnown() => Assert.That(graphs.Obstacle(new Device("cuda")), Does.Contain("Linux alone"));

    // With the packages for the processor there is no library for CUDA; with those for GPUs everything must be found.
    [Test]
    [Platform("Linux")]
    public void Obstacle_OfTheLibrariesThatAreThere_IsNoneWhereThereIsAGpu() =>
        Assert.That(CudaGraphs.Shared.Obstacle(new Device("cuda")), cuda.is_available() ? Is.Null : Does.Contain("_ZN2at4cuda9CUDAGraphC1Eb"));
}
