namespace Yolo.Engine.Optimization;

/// <summary>One thing that an optimizer remembers of a parameter: a tensor, or a number.</summary>
/// <param name="Name">The reference's name for it.</param>
/// <param name="Get">Reads it: a tensor that stays the optimizer's, a long, a double; null if there is nothing yet.</param>
/// <param name="Set">Replaces it. A tensor becomes the optimizer's, and the one before is disposed.</param>
internal sealed record StateSlot(string Name, Func<object?> Get, Action<object> Set);
