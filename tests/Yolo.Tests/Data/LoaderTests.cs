using System.Buffers;
using Yolo.Data;
using Yolo.Data.Augmentations;
using Yolo.Data.Labels;
using Yolo.Data.Loading;
using Yolo.Data.Sampling;
using Yolo.Geometry;
using Yolo.Imaging;

namespace Yolo.Tests.Data;

public sealed class LoaderTests
{
    private const int Size = 64;
    private static readonly AugmentationSettings Everything = new()
    {
        Degrees = 10,
        Shear = 4,
        Perspective = 0.0003,
        FlipVertically = 0.5,
        MixUp = 0.3,
        CutMix = 0.3,
        Bgr = 0.2,
        Mosaic = 0.7,
    };

    private readonly TemporaryFolder folder = new();
    private IReadOnlyList<LabelledImage> images = [];

    [OneTimeSetUp]
    public void WritePictures()
    {
        var random = new Random(0);
        for (int index = 0; index < 9; index++)
        {
            (int width, int height) = (100 + (10 * index), 180 - (10 * index));
            var block = Blocks.RandomBlock(index, width, height, random);
            Directory.CreateDirectory(folder.Path("images"));
            Blocks.Sample(width, height, block).Image.Save(folder.Path("images", $"{index}.png"));
            folder.Write($"labels/{index}.txt", FormattableString.Invariant(
                $"{index} {block.Box.CenterX / width} {block.Box.CenterY / height} {block.Box.Width / width} {block.Box.Height / height}"));
        }

        images = LabelScanner.Scan(ImageList.Collect([folder.Path("images")]), new(9)).Images;
    }

    [OneTimeTearDown]
    public void Delete() => folder.Dispose();

    [Test]
    public void Training_GivesTheSameOnAnyNumberOfWorkers([Values(1, 2, 5)] int workers) =>
        Assert.That(Digest(Epoch(workers, epoch: 3)), Is.EqualTo(Digest(Epoch(0, epoch: 3))));

    [Test]
    public void Training_InAnotherEpochOrWithAnotherSeed_GivesOtherSamples()
    {
        string first = Digest(Epoch(0, epoch: 0));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Digest(Epoch(0, epoch: 1)), Is.Not.EqualTo(first));
            Assert.That(Digest(Epoch(0, epoch: 0, seed: 1)), Is.Not.EqualTo(first));
        }
    }

    [Test]
    public void Training_BegunInTheMiddle_GoesOnAsIfUninterrupted() => Assert.That(
        Digest(Epoch(3, epoch: 2, firstBatch: 1)), Is.EqualTo(string.Join('\n', Digest(Epoch(0, epoch: 2)).Split('\n').Skip(1))));

    [Test]
    public void Training_WithoutMixing_KeepsBoxesAndPixelsTogether([Range(0, 5)] long epoch)
    {
        var settings = Everything.WithoutMixing() with { Bgr = 0, HsvHue = 0, HsvSaturation = 0, HsvValue = 0.1 };
        foreach (var sample in Samples(settings, epoch))
        {
            Blocks.AssertTogether(sample, within: 3.5, shred: 20, turned: true);
        }
    }

    [Test]
    public void Training_WithMosaics_FillsEveryBoxWithItsColour([Values(4, 9)] int pictures, [Range(0, 3)] long epoch)
    {
        var settings = AugmentationSettings.None with { Mosaic = 1, MosaicPictures = pictures, Scale = 0.4, Translate = 0.2, FlipHorizontally = 0.5, FlipVertically = 0.5 };
        int objects = 0;
        foreach (var sample in Samples(settings, epoch))
        {
            foreach (var item in sample.Objects)
            {
                // The same picture may come twice, so only the neighbourhood of the box is looked at.
                var box = item.Box;
                var near = new Box(MathF.Floor(box.X1) - 1, MathF.Floor(box.Y1) - 1, MathF.Ceiling(box.X2) + 1, MathF.Ceiling(box.Y2) + 1).Clip(sample.Width, sample.Height);
                var crop = sample.Image.Crop((int)near.X1, (int)near.Y1, (int)near.Width, (int)near.Height);
                var cropped = new Sample(crop, [item.Move(-near.X1, -near.Y1)], owned: false);
                var extent = Blocks.Extent(crop, item.Class);
                Assert.That(extent?.Iou(cropped.Objects[0].Box), Is.GreaterThan(1 - (2.5f * ((1 / box.Width) + (1 / box.Height)))));
                objects++;
            }
        }

        Assert.That(objects, Is.GreaterThan(8));
    }

    [Test]
    public void Training_ByRectangles_HasTheShapeOfEachBatch()
    {
        var rectangles = RectangularBatches.Plan([.. images.Select(image => (image.Width, image.Height))], 4, Size, 32, RectangularBatches.TrainingPad);
        var plan = EpochPlan.Rectangular(0, rectangles);
        var loader = new BatchLoader(new TrainingSamples(new ImageStore(images, Size), AugmentationSettings.None, 0), 2);
        foreach (var batch in loader.Read(plan))
        {
            using (batch)
            {
                Assert.That((batch.Width, batch.Height), Is.EqualTo(rectangles.Sizes[batch.Number]));
                Assert.That(batch.Indices, Is.EqualTo(rectangles.Order.Skip(batch.Number * 4).Take(4)));
                Assert.That(batch.ObjectSamples, Is.EqualTo(Enumerable.Range(0, batch.Count)));
            }
        }
    }

    [Test]
    public void Validation_TellsHowToGetBackToThePicture()
    {
        var plan = EpochPlan.Sequential(0, images.Count, 4, (2 * Size, 2 * Size));
        var loader = new BatchLoader(new ValidationSamples(new ImageStore(images, 2 * Size)), 2);
        foreach (var batch in loader.Read(plan))
        {
            using (batch)
            {
                for (int item = 0; item < batch.ObjectClasses.Length; item++)
                {
                    int slot = batch.ObjectSamples[item];
                    var picture = images[batch.Indices[slot]];
                    float[] row = [.. batch.BoxesXywhNormalized.Skip(item * 4).Take(4).Select(value => value * 2 * Size)];
                    var back = batch.Transforms[slot].ToPicture(Box.FromCenter(row[0], row[1], row[2], row[3]));
                    var original = picture.Objects[0].Box.ToPixels(picture.Width, picture.Height);
                    Assert.That(back.Iou(original), Is.GreaterThan(0.94f), "the sides of the resized picture are rounded up");
                    Assert.That(batch.ObjectClasses[item], Is.EqualTo(batch.Indices[slot]));
                }
            }
        }
    }

    [Test]
    public void Read_StoppedEarly_EndsItsWorkers()
    {
        var loader = new BatchLoader(new TrainingSamples(new ImageStore(images, Size), Everything, 0), 3);
        using var first = loader.Read(EpochPlan.Shuffled(0, 0, images.Count, 2, Size)).First();
        Assert.That(first.Count, Is.EqualTo(2));
    }

    [Test]
    public void Read_OfAPictureThatVanished_FailsWithItsName([Values(0, 2)] int workers)
    {
        LabelledImage[] gone = [images[0], images[1] with { Path = folder.Path("images", "gone.png") }];
        var loader = new BatchLoader(new ValidationSamples(new ImageStore(gone, Size)), workers);
        Assert.That(
            () => loader.Read(EpochPlan.Sequential(0, 2, 2, (Size, Size))).Count(), Throws.TypeOf<DatasetException>().With.Message.Contains("gone.png"));
    }

    [Test]
    public void Read_Cancelled_Stops()
    {
        using var cancellation = new CancellationTokenSource();
        var loader = new BatchLoader(new ValidationSamples(new ImageStore(images, Size)), 1);
        Assert.That(
            () =>
            {
                foreach (var batch in loader.Read(EpochPlan.Sequential(0, images.Count, 1, (Size, Size)), 0, cancellation.Token))
                {
                    batch.Dispose();
                    cancellation.Cancel();
                }
            },
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Store_OnDisk_ReadsBackWhatItDecoded()
    {
        string[] before = Directory.GetFiles(folder.Path("images"));
        string first = Digest(Epoch(2, 0, cache: ImageCache.Disk)), second = Digest(Epoch(2, 0, cache: ImageCache.Disk));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second, Is.EqualTo(first));
            Assert.That(first, Is.EqualTo(Digest(Epoch(0, 0))));
            Assert.That(Directory.GetFiles(folder.Path($"labels.pixels{Size}")), Has.Length.EqualTo(9));
            Assert.That(Directory.GetFiles(folder.Path("images")), Is.EqualTo(before));
        }
    }

    [Test]
    public void Store_InMemory_DecodesEachPictureOnce()
    {
        var store = new ImageStore(images, Size, ImageCache.Ram);
        var few = new ImageStore(images, Size, ImageCache.None, recent: 2);
        Image[] first = [.. Enumerable.Range(0, 9).Select(index => store.Load(index).Image)];
        Image forgotten = few.Load(0).Image;
        Enumerable.Range(1, 8).ToList().ForEach(index => few.Load(index));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Enumerable.Range(0, 9).Select(index => store.Load(index).Image), Is.EqualTo(first));
            Assert.That(few.Load(0).Image, Is.Not.SameAs(forgotten));
        }
    }

    [Test]
    public void Read_OfRealPictures_LabelsEachBatch()
    {
        var blood = LabelScanner.Scan(ImageList.Collect([Shared.Path("datasets", "bccd", "images", "val")]), new(3)).Images;
        var loader = new BatchLoader(new TrainingSamples(new ImageStore(blood, 160), new(), 0, TrainingSamples.WindowFor(16, 160)), 2);
        int samples = 0, objects = 0;
        foreach (var batch in loader.Read(EpochPlan.Shuffled(0, 0, blood.Count, 16, 160)))
        {
            using (batch)
            {
                (samples, objects) = (samples + batch.Count, objects + batch.ObjectClasses.Length);
                Assert.That(batch.BoxesXywhNormalized, Has.All.InRange(0, 1));
            }
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(samples, Is.EqualTo(87));
            Assert.That(objects, Is.GreaterThan(1000));
        }
    }

    [Test]
    public void Read_WithMemoryOfTheReader_PutsTheSamePixelsThere([Values(0, 3)] int workers)
    {
        using var memory = new CountedMemory();
        var maker = new TrainingSamples(new ImageStore(images, Size), Everything, 0);
        string digest = Digest(new BatchLoader(maker, workers, 2, memory).Read(EpochPlan.Shuffled(0, 3, images.Count, 4, Size)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(digest, Is.EqualTo(Digest(Epoch(0, epoch: 3))));
            Assert.That((memory.Lent, memory.Returned), Is.EqualTo((3, 3)));
        }
    }

    [Test]
    public void Make_WithATarget_NeedsNoOtherMemoryForTheResult([Values(0, 1)] double mosaic)
    {
        var plan = EpochPlan.Shuffled(0, 0, images.Count, 4, Size);
        var maker = new TrainingSamples(new ImageStore(images, Size), Everything with { Mosaic = mosaic }, 0);
        for (int position = 0; position < plan.Count; position++)
        {
            var target = new Image(Size, Size);
            var made = maker.Make(plan, position, target).Sample;
            var elsewhere = maker.Make(plan, position).Sample;
            Assert.That(made.Image, Is.SameAs(target));
            Assert.That(target.Pixels.SequenceEqual(elsewhere.Image.Pixels), Is.True);
            elsewhere.Release();
        }
    }

    [Test]
    public void Read_OfABatchBeyondAllBounds_SaysSo()
    {
        var loader = new BatchLoader(new ValidationSamples(new ImageStore(images, Size)), 0);
        Assert.That(
            () => loader.Read(EpochPlan.Sequential(0, 40_000, 40_000, (160, 160))).First(), Throws.TypeOf<DatasetException>().With.Message.Contains("lower batch or imgsz"));
    }

    private IEnumerable<Sample> Samples(AugmentationSettings settings, long epoch)
    {
        var plan = EpochPlan.Shuffled(0, epoch, images.Count, 4, 2 * Size);
        var maker = new TrainingSamples(new ImageStore(images, 2 * Size), settings, 0);
        for (int position = 0; position < plan.Count; position++)
        {
            var sample = maker.Make(plan, position).Sample;
            yield return sample;
            sample.Release();
        }
    }

    private IEnumerable<SampleBatch> Epoch(int workers, long epoch, long seed = 0, int firstBatch = 0, ImageCache cache = ImageCache.None) =>
        new BatchLoader(new TrainingSamples(new ImageStore(images, Size, cache, recent: 4), Everything, seed), workers)
            .Read(EpochPlan.Shuffled(seed, epoch, images.Count, 4, Size), firstBatch);

    private static string Digest(IEnumerable<SampleBatch> batches)
    {
        var lines = new List<string>();
        foreach (var batch in batches)
        {
            using (batch)
            {
                string pixels = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(batch.Pixels));
                lines.Add($"{batch.Number} {pixels} {string.Join(',', batch.Indices)} {string.Join(',', batch.ObjectSamples)} " +
                    $"{string.Join(',', batch.ObjectClasses)} {string.Join(',', batch.BoxesXywhNormalized)}");
            }
        }

        return string.Join('\n', lines);
    }

    /// <summary>Lends a part of a longer array, as a ring of kept memory would.</summary>
    private sealed class CountedMemory : MemoryPool<byte>
    {
        private int lent, returned;

        public int Lent => lent;

        public int Returned => returned;

        public override int MaxBufferSize => int.MaxValue;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
        {
            Interlocked.Increment(ref lent);
            return new Lease(this, new byte[minBufferSize + 9].AsMemory(5));
        }

        protected override void Dispose(bool disposing)
        {
        }

        private sealed class Lease(CountedMemory pool, Memory<byte> memory) : IMemoryOwner<byte>
        {
            public Memory<byte> Memory => memory;

            public void Dispose() => Interlocked.Increment(ref pool.returned);
        }
    }
}
