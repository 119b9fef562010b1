namespace Yolo;

/// <summary>
/// Gives a new file the name of an old one. Windows refuses that while anybody has the old one open: a virus scanner, a backup, a program that
/// reads a checkpoint. Most are done in a moment, so it is tried for a while before it counts as failed.
/// </summary>
/// <param name="move">Renames the first file to the second and replaces that.</param>
/// <param name="pause">Waits.</param>
/// <param name="isWindows">Whether the system refuses access to files that are in use; on others that means that access is not allowed.</param>
internal sealed class FileReplacement(Action<string, string> move, Action<TimeSpan> pause, bool isWindows)
{
    /// <summary>How often it is tried: for ten seconds.</summary>
    internal const int Attempts = 100;

    // What Windows calls a sharing violation and a lock violation.
    private const int IsShared = unchecked((int)0x80070020);
    private const int IsLocked = unchecked((int)0x80070021);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

    internal static FileReplacement OfSystem { get; } = new(static (from, to) => File.Move(from, to, overwrite: true), Thread.Sleep, OperatingSystem.IsWindows());

    /// <summary>Renames the new file. Where that fails for another reason than a file in use, the new file is deleted.</summary>
    /// <exception cref="FileHeldException">The old file stayed in use. Both files are left as they are.</exception>
    internal void Replace(string temporary, string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                move(temporary, path);
                return;
            }
            catch (Exception error) when (IsHeld(error, path))
            {
                if (attempt == Attempts)
                {
                    throw new FileHeldException(path, temporary, error);
                }
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }

            pause(Pause);
        }
    }

    // For a file in use Windows says, depending on how it was opened, that it is shared or that access is denied; the latter also of folders and of
    // files that are marked read-only.
    private bool IsHeld(Exception error, string path) =>
        error is IOException { HResult: IsShared or IsLocked }
        || (error is UnauthorizedAccessException && isWindows && new FileInfo(path) is { Exists: true, IsReadOnly: false });
}
