namespace Yolo.Checkpoints.Pickle;

/// <summary>Present names of what older Python, PyTorch and Ultralytics versions called otherwise.</summary>
internal static class PickleRenames
{
    private static readonly (string Old, string New)[] Modules =
    [
        ("__builtin__", "builtins"),
        ("copy_reg", "copyreg"),
        ("numpy._core", "numpy.core"),
        ("pathlib._local", "pathlib"),
        ("ultralytics.yolo.utils", "ultralytics.utils"),
        ("ultralytics.yolo.v8", "ultralytics.models.yolo"),
        ("ultralytics.yolo.data", "ultralytics.data"),
    ];

    internal static PickleGlobal Apply(string module, string name)
    {
        foreach (var (old, present) in Modules)
        {
            if (module.StartsWith(old, StringComparison.Ordinal) && (module.Length == old.Length || module[old.Length] == '.'))
            {
                module = present + module[old.Length..];
                break;
            }
        }

        return (module, name) switch
        {
            ("ultralytics.nn.modules.block", "Silence") => new("torch.nn.modules.linear", "Identity"),
            ("ultralytics.nn.tasks", "YOLOv10DetectionModel") => new(module, "DetectionModel"),
            ("ultralytics.utils.loss", "v10DetectLoss") => new(module, "E2EDetectLoss"),
            _ => new(module, name),
        };
    }
}
