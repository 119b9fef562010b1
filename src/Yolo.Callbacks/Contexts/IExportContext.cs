namespace Yolo.Callbacks;

/// <summary>An export as callbacks see it.</summary>
public interface IExportContext : IRunContext
{
    /// <summary>The written file; null before <c>on_export_end</c>.</summary>
    string? File { get; }
}
