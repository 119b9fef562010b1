namespace TorchSharp;

/// <summary>How many objects of one kind a thread created, disposed and moved between dispose scopes.</summary>
public class LifetimeStatistics
{
    /// <summary>Objects created while no scope was open.</summary>
    public long CreatedOutsideScopeCount { get; internal set; }

    /// <summary>Objects disposed that belonged to no scope.</summary>
    public long DisposedOutsideScopeCount { get; internal set; }

    /// <summary>Objects created within a scope.</summary>
    public long CreatedInScopeCount { get; internal set; }

    /// <summary>Objects disposed that belonged to a scope.</summary>
    public long DisposedInScopeCount { get; internal set; }

    /// <summary>Objects given to a scope after their creation.</summary>
    public long AttachedToScopeCount { get; internal set; }

    /// <summary>Objects taken out of their scope.</summary>
    public long DetachedFromScopeCount { get; internal set; }

    /// <summary>Objects of this thread that are still alive, by these counts.</summary>
    public long ThreadTotalLiveCount => CreatedInScopeCount - DisposedInScopeCount + (CreatedOutsideScopeCount - DisposedOutsideScopeCount);

    /// <summary>Sets every count to zero.</summary>
    public void Reset()
    {
        CreatedOutsideScopeCount = DisposedOutsideScopeCount = 0;
        CreatedInScopeCount = DisposedInScopeCount = 0;
        AttachedToScopeCount = DetachedFromScopeCount = 0;
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"ThreadTotalLiveCount: {ThreadTotalLiveCount}; CreatedOutsideScopeCount: {CreatedOutsideScopeCount}; DisposedOutsideScopeCount: {DisposedOutsideScopeCount}; CreatedInScopeCount: {CreatedInScopeCount}; DisposedInScopeCount: {DisposedInScopeCount}; AttachedToScopeCount: {AttachedToScopeCount}; DetachedFromScopeCount: {DetachedFromScopeCount}");
}
