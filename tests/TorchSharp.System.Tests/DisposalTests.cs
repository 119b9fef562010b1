using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Lifetimes: disposing, scopes, finalizers.</summary>
[TestFixture]
public class DisposalTests
{
    private long before;

    [SetUp]
    public void Reset()
    {
        Collect();
        before = Tensor.TotalCount;
        DisposeScopeManager.Statistics.Reset();
    }

    [TearDown]
    public void NothingIsLeft()
    {
        Collect();
        Assert.That(Tensor.TotalCount, Is.EqualTo(before));
    }

    [Test]
    public void Dispose_Twice_FreesOnce()
    {
        var x = zeros(3);
        x.Dispose();
        x.Dispose();

        Assert.That(x.IsInvalid);
        Assert.That(x.ToString(), Is.Empty);
        Assert.That(Tensor.PeakCount, Is.GreaterThan(before));
    }

    [Test]
    public void Use_AfterDispose_ThrowsInEveryRole()
    {
        using var other = zeros(3);
        var x = zeros(3);
        x.Dispose();

        Assert.That(() => x.shape, Throws.InvalidOperationException);
        Assert.That(() => x.add(other), Throws.InvalidOperationException);
        Assert.That(() => other.add(x), Throws.InvalidOperationException);
        Assert.That(() => cat([other, x]), Throws.InvalidOperationException);
        Assert.That(() => x.backward(), Throws.InvalidOperationException);
        Assert.That(() => x.DecoupleFromNativeHandle(), Throws.InvalidOperationException);
    }

    [Test]
    public void Alias_AfterTheOriginalsDisposal_KeepsTheMemory()
    {
        var x = ones(3);
        using var alias = x.alias();
        using var view = x[..2];
        x.Dispose();

        Assert.That(alias.sum().item<float>() + view.sum().item<float>(), Is.EqualTo(5));
    }

    [Test]
    public void Decouple_GivesAHandleThatBecomesATensorAgain()
    {
        var x = ones(2);
        var handle = x.DecoupleFromNativeHandle();
        Assert.That(x.IsInvalid);

        using var again = Tensor.UnsafeCreateTensor(handle);
        Assert.That(again.shape, Is.EqualTo(new long[] { 2 }));
    }

    [Test]
    public void Scope_WhenDisposed_DisposesWhatWasMadeInIt()
    {
        Tensor inner;
        using (var scope = NewDisposeScope())
        {
            inner = zeros(1) + 1;
            Assert.That(scope.DisposablesCount, Is.EqualTo(2));
            Assert.That(scope.Contains(inner) && scope.DisposablesView.Contains(inner));
            Assert.That(CurrentDisposeScope, Is.SameAs(scope));
        }

        Assert.That(inner.IsInvalid);
        Assert.That(CurrentDisposeScope, Is.Null);
    }

    [Test]
    public void Scopes_Nested_KeepWhatIsMovedOut()
    {
        Tensor moved, outermost, dropped;
        using (var outer = NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                dropped = zeros(1);
                moved = ones(1).MoveToOuterDisposeScope();
                using (var third = NewDisposeScope())
                {
                    outermost = third.MoveToOther(outer, ones(1));
                }
            }

            Assert.That(dropped.IsInvalid && !moved.IsInvalid && !outermost.IsInvalid);
            Assert.That(outer.DisposablesCount, Is.EqualTo(2));
        }

        Assert.That(moved.IsInvalid && outermost.IsInvalid);
    }

    [Test]
    public void Detach_FromAScope_LeavesTheTensorToItsOwner()
    {
        Tensor x;
        using (NewDisposeScope())
        {
            x = zeros(1).DetachFromDisposeScope();
        }

        Assert.That(x.IsInvalid, Is.False);
        using (var scope = NewDisposeScope())
        {
            scope.Attach(x);
        }

        Assert.That(x.IsInvalid);
    }

    [Test]
    public void Scopes_DisposedOutOfOrder_DisposeOnlyTheirOwn()
    {
        var outer = NewDisposeScope();
        var a = zeros(1);
        var inner = NewDisposeScope();
        var b = zeros(1);

        outer.Dispose();
        Assert.That(a.IsInvalid && !b.IsInvalid);
        Assert.That(CurrentDisposeScope, Is.SameAs(inner));
        inner.Dispose();
        outer.Dispose();

        Assert.That(b.IsInvalid);
        Assert.That(CurrentDisposeScope, Is.Null);
    }

    [Test]
    public void MoveToOther_BetweenScopesOfTensors_FollowsTheTarget()
    {
        using var outer = NewDisposeScope();
        var anchor = zeros(1);
        Tensor x;
        using (NewDisposeScope())
        {
            x = zeros(1).MoveToOtherDisposeScope(anchor);
        }

        Assert.That(x.IsInvalid, Is.False);
        Assert.That(outer.Contains(x));
        x.MoveToOtherDisposeScope((DisposeScope?)null);
        Assert.That(outer.Contains(x), Is.False);
        x.Dispose();
    }

    [Test]
    public void DisposeEverythingBut_OneTensor_KeepsIt()
    {
        using var scope = NewDisposeScope();
        var x = zeros(1);
        var y = zeros(1);

        var kept = scope.DisposeEverythingBut(x);

        Assert.That(kept, Is.SameAs(x));
        Assert.That(!x.IsInvalid && y.IsInvalid);
        scope.DisposeEverything();
        Assert.That(x.IsInvalid);
    }

    [Test]
    public void Wrapped_Computation_LeavesOnlyItsResult()
    {
        using var result = WrappedTensorDisposeScope(() => (ones(3) + 1).sum());

        Assert.That(result.item<float>(), Is.EqualTo(6));
        Assert.That(Tensor.TotalCount, Is.EqualTo(before + 1));
    }

    [Test]
    public void Statistics_OfAThread_CountEveryTransition()
    {
        var outside = zeros(1);
        using (var scope = NewDisposeScope())
        {
            _ = zeros(1);
            zeros(1).Dispose();
            var detached = zeros(1).DetachFromDisposeScope();
            scope.Attach(detached);
        }

        outside.Dispose();
        var counts = DisposeScopeManager.Statistics;
        Assert.That((counts.CreatedOutsideScopeCount, counts.DisposedOutsideScopeCount, counts.CreatedInScopeCount, counts.DisposedInScopeCount), Is.EqualTo((1, 1, 3, 3)));
        Assert.That((counts.AttachedToScopeCount, counts.DetachedFromScopeCount, counts.ThreadTotalLiveCount), Is.EqualTo((1, 1, 0)));
    }

    [Test]
    public void Scope_OfAnotherThread_DoesNotSeeTensors()
    {
        using var scope = NewDisposeScope();
        var made = Task.Run(() => zeros(1)).GetAwaiter().GetResult();

        Assert.That(scope.DisposablesCount, Is.Zero);
        made.Dispose();
    }

    [Test]
    public void Finalizers_UnderPressureOnSeveralThreads_FreeEverything()
    {
        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 2000; i++)
            {
                Abandon();
                if (i % 500 == 0)
                {
                    GC.Collect();
                }
            }
        });

        Collect();
        Assert.That(Tensor.TotalCount, Is.EqualTo(before));
    }

    [Test]
    public void PinnedArray_WhenTheLastViewIsGone_IsReleased()
    {
        var array = Share();
        Collect();

        Assert.That(array.TryGetTarget(out var _), Is.False);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference<float[]> Share()
    {
        var array = new float[1000];
        var shared = from_array(array);
        using var view = shared[..10];
        shared.Dispose();
        Collect();
        Assert.That(view.sum().item<float>(), Is.Zero);
        return new WeakReference<float[]>(array);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Abandon() => _ = zeros(4).add(1);

    private static void Collect()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
