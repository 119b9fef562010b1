using System.Runtime.InteropServices;
using Yolo.Runtime.Devices;

namespace Yolo.Tests.Engine;

/// <summary>
/// A stream whose copies are made as late as marks allow: whoever forgets to wait for one reads old bytes. Computing, which libtorch does here at once, is
/// taken to have come as far as it was asked.
/// </summary>
internal sealed class LateCopyStream : ICopyStream
{
    private readonly Queue<(nint Mark, Action? Copy)> pending = new();
    private readonly HashSet<nint> computed = [];
    private nint marks;

    /// <summary>Copies under way and made.</summary>
    internal int Copies { get; private set; }

    /// <summary>How often the caller waited for a copy that was not made yet.</summary>
    internal int Waits { get; private set; }

    internal bool IsDisposed { get; private set; }

    public nint NewMark() => ++marks;

    public void Copy(byte[] memory, int count, nint target)
    {
        Copies++;
        pending.Enqueue((0, () => Marshal.Copy(memory, 0, target, count)));
    }

    public void Mark(nint mark, DeviceWork behind)
    {
        if (behind == DeviceWork.Copying)
        {
            pending.Enqueue((mark, null));
        }
        else
        {
            computed.Add(mark);
        }
    }

    public void Await(nint mark, DeviceWork before)
    {
        if (before == DeviceWork.Computing)
        {
            RunTo(mark);
        }
        else
        {
            Assert.That(computed, Does.Contain(mark), "copies wait for a mark that nobody has set");
        }
    }

    public void Finish(nint mark)
    {
        Waits += pending.Any(work => work.Mark == mark) ? 1 : 0;
        RunTo(mark);
    }

    public void Dispose() => IsDisposed = true;

    private void RunTo(nint mark)
    {
        while (pending.Any(work => work.Mark == mark))
        {
            pending.Dequeue().Copy?.Invoke();
        }
    }
}
