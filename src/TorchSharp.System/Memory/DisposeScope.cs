namespace TorchSharp;

/// <summary>
/// Owns the tensors that are made while it is the innermost scope of its thread, and disposes them with itself, except those that were
/// moved out or detached. Not for use from several threads.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager manager;
    private bool disposed;

    internal DisposeScope(DisposeScopeManager manager, DisposeScope? outer)
    {
        this.manager = manager;
        Outer = outer;
    }

    internal DisposeScope? Outer { get; set; }

    internal HashSet<IDisposable> Members { get; private set; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>What the scope holds now, in no particular order.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. Members];

    /// <summary>How many objects the scope holds.</summary>
    public int DisposablesCount => Members.Count;

    /// <summary>Moves an object to the scope outside this one; without one, it is detached.</summary>
    /// <returns>The same object.</returns>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable => MoveToOther(Outer, disposable);

    /// <summary>Moves two objects to the scope outside this one.</summary>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (MoveToOuter(first), MoveToOuter(second));

    /// <summary>Moves three objects to the scope outside this one.</summary>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    /// <summary>Moves objects to the scope outside this one.</summary>
    public void MoveToOuter(params IDisposable[] disposables) => MoveToOther(Outer, disposables.AsEnumerable());

    /// <summary>Moves objects to the scope outside this one.</summary>
    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(Outer, disposables);

    /// <summary>Moves an object to another scope; null detaches it.</summary>
    /// <returns>The same object.</returns>
    public T MoveToOther<T>(DisposeScope? scope, T disposable)
        where T : IDisposable
    {
        Move(scope, disposable);
        return disposable;
    }

    /// <summary>Moves two objects to another scope; null detaches them.</summary>
    public (T1 first, T2 second) MoveToOther<T1, T2>(DisposeScope? scope, T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (MoveToOther(scope, first), MoveToOther(scope, second));

    /// <summary>Moves three objects to another scope; null detaches them.</summary>
    public (T1 first, T2 second, T3 third) MoveToOther<T1, T2, T3>(DisposeScope? scope, T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (MoveToOther(scope, first), MoveToOther(scope, second), MoveToOther(scope, third));

    /// <summary>Moves objects to another scope; null detaches them.</summary>
    public void MoveToOther(DisposeScope? scope, params IDisposable[] disposables) => MoveToOther(scope, disposables.AsEnumerable());

    /// <summary>Moves objects to another scope; null detaches them.</summary>
    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
        {
            Move(scope, disposable);
        }
    }

    /// <summary>Takes an object out of the scope: whoever detached it disposes it.</summary>
    /// <returns>The same object.</returns>
    public T Detach<T>(T disposable)
        where T : IDisposable => MoveToOther(null, disposable);

    /// <summary>Takes two objects out of the scope.</summary>
    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (Detach(first), Detach(second));

    /// <summary>Takes three objects out of the scope.</summary>
    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (Detach(first), Detach(second), Detach(third));

    /// <summary>Takes objects out of the scope.</summary>
    public void Detach(params IDisposable[] disposables) => MoveToOther(null, disposables.AsEnumerable());

    /// <summary>Takes objects out of the scope.</summary>
    public void Detach(IEnumerable<IDisposable> disposables) => MoveToOther(null, disposables);

    /// <summary>Gives an object to the scope, out of the one that held it.</summary>
    /// <exception cref="InvalidOperationException">The object is not a tensor.</exception>
    public void Attach(IDisposable disposable)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var owner = Tensor(disposable).OwningDisposeScope;
        if (ReferenceEquals(owner, this))
        {
            return;
        }

        owner?.Members.Remove(disposable);
        Own(disposable);
        manager.Counts.TensorStatistics.AttachedToScopeCount++;
    }

    /// <summary>Gives objects to the scope.</summary>
    public void Attach(params IDisposable[] disposables) => Attach(disposables.AsEnumerable());

    /// <summary>Gives objects to the scope.</summary>
    /// <returns>The same objects.</returns>
    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var attached = disposables.ToList();
        attached.ForEach(Attach);
        return attached;
    }

    /// <summary>Disposes all that the scope holds; the scope goes on.</summary>
    public void DisposeEverything() => DisposeEverythingBut([]);

    /// <summary>Disposes all that the scope holds except the objects given.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        ObjectDisposedException.ThrowIf(disposed, this);

        // The set is exchanged first: every tensor that is disposed takes itself out of its scope's set.
        var before = Members;
        Members = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var disposable in before)
        {
            if (!Members.Contains(disposable))
            {
                disposable.Dispose();
            }
        }
    }

    /// <summary>Disposes all that the scope holds except the objects given.</summary>
    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut(keep.AsEnumerable());

    /// <summary>Disposes all that the scope holds except one object, which is returned.</summary>
    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut([keep]);
        return keep;
    }

    /// <summary>Disposes all that the scope holds except two objects, which are returned.</summary>
    public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        DisposeEverythingBut([first, second]);
        return (first, second);
    }

    /// <summary>Disposes all that the scope holds except three objects, which are returned.</summary>
    public (T1 first, T2 second, T3 third) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
    {
        DisposeEverythingBut([first, second, third]);
        return (first, second, third);
    }

    /// <summary>Ends the scope and disposes all that it still holds.</summary>
    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        DisposeEverything();
        manager.Close(this);
        disposed = true;
    }

    /// <summary>Tells the scope that an object was disposed by itself.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        Members.Remove(disposable);
        if (disposable is torch.Tensor tensor)
        {
            tensor.OwningDisposeScope = null;
        }
    }

    /// <summary>Whether the scope holds an object.</summary>
    public bool Contains(IDisposable disposable) => Members.Contains(disposable);

    private static torch.Tensor Tensor(IDisposable disposable) => disposable as torch.Tensor
        ?? throw new InvalidOperationException($"A dispose scope holds tensors; a {disposable.GetType().Name} is none.");

    private void Move(DisposeScope? scope, IDisposable disposable)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (!Members.Remove(disposable))
        {
            return;
        }

        if (scope is not null)
        {
            scope.Own(disposable);
            return;
        }

        Tensor(disposable).OwningDisposeScope = null;
        manager.Counts.TensorStatistics.DetachedFromScopeCount++;
    }

    private void Own(IDisposable disposable)
    {
        Members.Add(disposable);
        Tensor(disposable).OwningDisposeScope = this;
    }
}
