namespace Yolo.Engine.Settings;

/// <summary>One setting of the reference.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Usual">Its default as text; null where it has none.</param>
/// <param name="Modes">The modes in which it changes something in the reference, with the models and formats that are there here, too.</param>
/// <param name="Reason">Where a mode of ours lacks it: why. Null where another mode's table, or the command line, has it.</param>
internal sealed record ReferenceSetting(string Key, string? Usual, ModeSet Modes, string? Reason = null)
{
    /// <summary>Whether it is true or false.</summary>
    internal bool IsFlag => Usual is "true" or "false";
}
