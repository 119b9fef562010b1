using Mono.Cecil;
using Yolo.Tests.Engine;
using Yolo.Tracking;

namespace Yolo.Tests.Tracking;

/// <summary>Trackers for a long time, on many threads, and without libtorch.</summary>
[NonParallelizable]
public sealed class TrackerEnduranceTrackingTests
{
    private const int Trackers = 8;

    private static IEnumerable<TrackerOptions> Kinds => [new(), new BotSortOptions(), new BotSortOptions { UseAppearance = true }];

    [TestCaseSource(nameof(Kinds))]
    public void TenThousandFrames_KeepListsAndWorkBounded(TrackerOptions options)
    {
        var tracker = options.CreateTracker();
        var (most, reported) = (0, 0);
        _ = Run(0, 1000);

        var early = Run(1000, 5000);
        var late = Run(5000, 10_000);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((tracker.Frame, tracker.Count), Is.EqualTo((10_000, tracker.Count)));
            Assert.That(tracker.Reported, Is.InRange(1400, 1700), "one begins every seventh frame");
            Assert.That(reported, Is.GreaterThan(45_000));
            Assert.That(most, Is.LessThan(30));
            Assert.That(early, Is.LessThan(5_000), "bytes a frame");
            Assert.That(late, Is.LessThan(early * 1.1), "bytes a frame");
        }

        double Run(int first, int end)
        {
            long bytes = 0;
            for (var frame = first; frame < end; frame++)
            {
                var (detections, looks) = (ComingAndGoing.Frame(frame), ComingAndGoing.Looks(frame));
                var before = GC.GetAllocatedBytesForCurrentThread();
                var objects = tracker.Update(detections, appearances: looks);
                bytes += GC.GetAllocatedBytesForCurrentThread() - before;
                reported += objects.Count;
                most = Math.Max(most, tracker.Tracks.Count + tracker.Lost.Count + tracker.Ended.Count + tracker.Born.Count);
            }

            TestContext.Out.WriteLine(FormattableString.Invariant($"{bytes / (end - first)} bytes a frame, at most {most} tracks"));
            return (double)bytes / (end - first);
        }
    }

    [Test]
    public void EightThreads_GiveWhatOneGives()
    {
        var expected = Enumerable.Range(0, Trackers).Select(Follow).ToList();
        using var storm = new Storm();
        using var start = new Barrier(Trackers);

        var found = Enumerable.Range(0, Trackers).Select(series => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Follow(series);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();

        for (var series = 0; series < Trackers; series++)
        {
            Assert.That(expected[series], Has.Count.GreaterThan(1000));
            Assert.That(found[series].Result, Is.EqualTo(expected[series]), $"series {series}");
        }
    }

    [Test]
    public void Trackers_MentionNothingOfTorch()
    {
        using var module = ModuleDefinition.ReadModule(typeof(Tracker).Assembly.Location);

        var types = module.GetTypes().Where(type => OutermostOf(type).Namespace.StartsWith("Yolo.Tracking", StringComparison.Ordinal)).ToList();

        Assert.That(types, Has.Count.GreaterThan(40));
        Assert.That(types.SelectMany(Mentions).Where(type => type.Scope.Name.Contains("Torch", StringComparison.Ordinal)), Is.Empty);
    }

    // One after the other: ByteTrack, BoT-SORT, BoT-SORT with looks; of upright boxes and rotated ones.
    private static List<TrackedObject> Follow(int series)
    {
        var tracker = Kinds.ElementAt(series % 3).CreateTracker();
        var objects = new List<TrackedObject>();
        for (var frame = 0; frame < 600; frame++)
        {
            var looks = ComingAndGoing.Looks(frame, series);
            objects.AddRange(series % 2 == 0
                ? tracker.Update(ComingAndGoing.Frame(frame, series), appearances: looks)
                : tracker.Update(ComingAndGoing.RotatedFrame(frame, series), appearances: looks));
        }

        return objects;
    }

    private static TypeDefinition OutermostOf(TypeDefinition type) => type.DeclaringType is { } outer ? OutermostOf(outer) : type;

    private static IEnumerable<TypeReference> Mentions(TypeDefinition type) =>
        type.Fields.Select(field => field.FieldType)
            .Concat(type.Methods.SelectMany(method => method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
            .Concat(type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Variables.Select(variable => variable.VariableType)
                .Concat(method.Body.Instructions.Select(instruction => instruction.Operand as TypeReference ?? (instruction.Operand as MemberReference)?.DeclaringType).OfType<TypeReference>())))
            .Select(mention => mention.GetElementType());
}
