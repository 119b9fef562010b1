namespace Yolo.Callbacks;

/// <summary>One line of the listing of what runs when.</summary>
/// <param name="Event">The event.</param>
/// <param name="Name">The callback.</param>
/// <param name="Priority">Its place, see <see cref="CallbackPriority"/>.</param>
/// <param name="Once">Whether it runs only once.</param>
/// <param name="Every">Every how many events it runs.</param>
/// <param name="OnError">What happens when it throws.</param>
/// <param name="IsActive">False when its exceptions have disabled it.</param>
public sealed record CallbackListing(CallbackEvent Event, string Name, int Priority, bool Once, int Every, ExceptionPolicy OnError, bool IsActive);
