using System.Globalization;
using System.Text;

namespace Yolo.Callbacks;

/// <content>What runs when, and how long it took.</content>
public sealed partial class CallbackRegistry
{
    /// <summary>All callbacks in the order in which they run: by event in firing order, then by priority, then by age. Those of the parent are included.</summary>
    public IReadOnlyList<CallbackListing> List() =>
    [
        .. from slot in _slots.All
           from entry in slot.Entries
           let s = entry.Subscription
           select new CallbackListing(slot.Event, s.Name, s.Priority, s.Once, s.Every, s.Failures.Policy, s.IsActive),
    ];

    /// <summary>The listing as text, one event and its callbacks after the other.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        foreach (var group in List().GroupBy(line => line.Event))
        {
            text.Append(CultureInfo.InvariantCulture, $"{group.Key.Name} ({group.Key.Summary})\n");
            foreach (var line in group)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {line.Priority,5}  {line.Name}{Conditions(line)}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Calls and time of each callback that ran in this registry or scope and was not removed since, the slowest first.</summary>
    public IReadOnlyList<CallbackTime> Times() =>
    [
        .. from slot in _slots.All
           from entry in slot.Entries
           where entry.Calls != 0
           orderby entry.Time descending
           select new CallbackTime(slot.Event, entry.Subscription.Name, entry.Calls, entry.Time, entry.Subscription.Failures.Count),
    ];

    /// <summary>All callbacks, in the order of <see cref="List"/>.</summary>
    internal IEnumerable<CallbackSubscription> Subscriptions => _slots.All.SelectMany(slot => slot.Entries).Select(entry => entry.Subscription);

    private static string Conditions(CallbackListing line)
    {
        var once = line.Once ? ", once" : string.Empty;
        var every = line.Every > 1 ? string.Create(CultureInfo.InvariantCulture, $", every {line.Every}") : string.Empty;
        var state = line.IsActive ? string.Empty : ", disabled";
        return $"{once}{every}, on error: {line.OnError}{state}";
    }
}
