using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using Yolo.Engine.Distributed;
using Yolo.Runtime.Nccl;

namespace Yolo.Bench;

/// <summary>Sums by NCCL in a group of one rank, on a machine with one GPU: do they wait for what is computed, and give what was there?</summary>
internal static class NcclBenchmarks
{
    private const int Sums = 20;
    private const long Numbers = 3_000_000;

    /// <summary>Writes what a sum of the gradients of yolov8n takes.</summary>
    public static void Run(TextWriter output)
    {
        if (GpuSettings.Device.type != DeviceType.CUDA || NcclLibrary.Open() is not { } library)
        {
            output.WriteLine("skipped: it needs a GPU (DEVICE=0) and libnccl.so.2.");
            return;
        }

        torch.InitializeDevice(GpuSettings.Device);
        using var expected = torch.rand(Numbers, device: GpuSettings.Device);
        using var numbers = expected.clone();
        var sums = new NcclSums(library, library.MakeId(), rank: 0, size: 1);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Sums; i++)
        {
            numbers.mul_(expected).copy_(expected);
            sums.Begin(numbers).Wait();
        }

        torch.cuda.synchronize();
        var milliseconds = clock.Elapsed.TotalMilliseconds / Sums;
        using var differences = numbers.ne(expected).sum();
        var different = differences.cpu().item<long>();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Sums} of {Sums} sums of one rank came back, {milliseconds:0.00} ms each; {different} of {Numbers} numbers differ"));
        Environment.ExitCode |= different == 0 ? 0 : 1;
    }
}
