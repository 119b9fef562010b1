namespace Yolo;

/// <summary>Goes through folders and all below, along links too, but into no folder twice: a link that leads back does not make it endless.</summary>
internal static class FolderWalk
{
    /// <summary>The folder itself and all below, each under the path by which it was reached first.</summary>
    /// <param name="root">A folder that exists.</param>
    /// <param name="isWanted">Whether to go into a folder, by its name; null for all.</param>
    internal static IEnumerable<string> Folders(string root, Func<string, bool>? isWanted = null)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<string>([root]);
        while (waiting.TryPop(out var folder))
        {
            if (!seen.Add(RealPath.Of(folder)))
            {
                continue;
            }

            yield return folder;
            foreach (var inner in Directory.EnumerateDirectories(folder).Where(inner => isWanted?.Invoke(Path.GetFileName(inner)) ?? true).OrderDescending(StringComparer.Ordinal))
            {
                waiting.Push(inner);
            }
        }
    }

    /// <summary>The files of the folder and of all below.</summary>
    /// <param name="root">A folder that exists.</param>
    /// <param name="isWanted">Whether to go into a folder, and to take a file, by its name; null for all.</param>
    internal static IEnumerable<string> Files(string root, Func<string, bool>? isWanted = null) =>
        Folders(root, isWanted).SelectMany(folder => Directory.EnumerateFiles(folder).Where(file => isWanted?.Invoke(Path.GetFileName(file)) ?? true));
}
