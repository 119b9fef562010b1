using System.Globalization;
using Yolo.Engine.Training;

namespace Yolo.Engine;

/// <summary>
/// The folder that a run writes into: <c>runs/task/project/name</c>, numbered so that no run writes over another. While the run goes on it is locked,
/// so that no second one writes into it, in this process or another.
/// </summary>
internal sealed class RunDirectory : IDisposable
{
    private const string LockName = ".lock";
    private const string HolderName = ".lock.holder";

    // What Windows calls a sharing violation, and Linux and macOS a lock that would have to be waited for.
    private static readonly int[] IsLocked = [unchecked((int)0x80070020), 11, 35];

    private readonly bool isNew;
    private readonly string firstNew;
    private readonly FileStream held;

    private RunDirectory(string root, bool isNew, string firstNew, FileStream held) => (Root, this.isNew, this.firstNew, this.held) = (root, isNew, firstNew, held);

    /// <summary>The folder.</summary>
    internal string Root { get; }

    /// <summary>
    /// Refuses the folder of a training, whose settings and figures would be written over, and pictures that lie where the run will write, or whose own
    /// labels do: they would be written over, or what is found taken for what people labelled.
    /// </summary>
    /// <param name="files">Pictures and videos that will be read.</param>
    /// <param name="writesPictures">Whether the run writes pictures or videos that bear their names.</param>
    /// <param name="writesLabels">Whether the run writes label files.</param>
    /// <exception cref="IOException">There is one.</exception>
    internal void RequireNothingLost(IEnumerable<string> files, bool writesPictures, bool writesLabels)
    {
        if (isNew)
        {
            return;
        }

        if (File.Exists(new TrainingFolder(Root).Results))
        {
            throw new IOException($"{Root} holds a training, whose args.yaml and metrics.json would be written over. Choose another folder for these results with name=… or project=….");
        }

        var labels = Path.Combine(Root, "labels");
        foreach (var file in files)
        {
            if ((writesPictures && RealPath.IsBelow(Root, file)) || (writesLabels && RealPath.IsBelow(labels, Data.ImageList.LabelPath(Path.GetFullPath(file)))))
            {
                throw new IOException($"{file} is to be looked at, and it or its labels would be written over by the results in {Root}. Choose another folder for them with name=… or project=….");
            }
        }
    }

    /// <summary>Makes the folder and locks it.</summary>
    /// <param name="task">Such as "detect".</param>
    /// <param name="project">A folder below the task's; an absolute path stands for the whole of <c>runs/task/project</c>. May be null.</param>
    /// <param name="name">The folder's name, such as "predict".</param>
    /// <param name="existing">Whether a folder that is there is used; otherwise the next free of name2, name3, … is made.</param>
    /// <exception cref="IOException">Another run writes into it, or it cannot be made.</exception>
    internal static RunDirectory Create(string task, string? project, string name, bool existing)
    {
        var parent = project is not null && Path.IsPathRooted(project) ? project : Path.Combine("runs", task, project ?? string.Empty);
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(parent, number == 1 ? name : name + number.ToString(CultureInfo.InvariantCulture));
            if (existing)
            {
                return Open(path);
            }

            if (!Path.Exists(path) && TryOpen(path, mustBeNew: true) is { } free)
            {
                return free;
            }
        }
    }

    /// <summary>Locks a folder, and makes it if it is not there.</summary>
    /// <exception cref="IOException">Another run writes into it, or it cannot be made.</exception>
    internal static RunDirectory Open(string path) =>
        TryOpen(path, mustBeNew: false) ?? throw new IOException($"Another run writes into {path} now{Holder(path)}: two would overwrite each other's results. Wait until it ends, stop it, or give this one a folder of its own (name, project).");

    /// <summary>Ends the lock, and takes the folder away if this run has made it.</summary>
    internal void Withdraw()
    {
        // Nobody else gets the lock before the folder is gone, except where open files cannot be deleted.
        if (OperatingSystem.IsWindows() || !isNew)
        {
            Dispose();
        }

        if (isNew)
        {
            DeleteFolder();
            held.Dispose();
        }
    }

    /// <summary>Ends the lock.</summary>
    public void Dispose()
    {
        if (!held.SafeFileHandle.IsClosed)
        {
            File.Delete(Path.Combine(Root, HolderName));
            held.Dispose();
        }
    }

    // A logger that still has a file open there does not hide why the run failed.
    private void DeleteFolder()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
            DeleteEmptyParents();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    private void DeleteEmptyParents()
    {
        for (var parent = Path.GetDirectoryName(Root); parent is not null && parent.Length >= firstNew.Length && !Directory.EnumerateFileSystemEntries(parent).Any(); parent = Path.GetDirectoryName(parent))
        {
            Directory.Delete(parent);
        }
    }

    // The highest folder on the way that is not there yet.
    private static string FirstMissing(string path)
    {
        var missing = path;
        for (var parent = Path.GetDirectoryName(path); !string.IsNullOrEmpty(parent) && !Directory.Exists(parent); parent = Path.GetDirectoryName(parent))
        {
            missing = parent;
        }

        return missing;
    }

    // Null if another run has it. The system ends a lock whose process is killed.
    private static RunDirectory? TryOpen(string path, bool mustBeNew)
    {
        var (isNew, firstNew) = (!Directory.Exists(path), FirstMissing(path));
        Directory.CreateDirectory(path);
        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error) when (IsLocked.Contains(error.HResult))
        {
            return null;
        }

        if (mustBeNew && Directory.EnumerateFileSystemEntries(path).Any(entry => Path.GetFileName(entry) != LockName))
        {
            held.Dispose();
            return null;
        }

        File.WriteAllText(
            Path.Combine(path, HolderName),
            string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}, since {TimeProvider.System.GetLocalNow():yyyy-MM-dd HH:mm:ss}"));
        return new RunDirectory(path, isNew, firstNew, held);
    }

    private static string Holder(string path)
    {
        try
        {
            return $" ({File.ReadAllText(Path.Combine(path, HolderName))})";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
