using System.Text.Json;

namespace Yolo.Tests;

/// <summary>A file of events, as the callback <c>jsonl</c> writes it.</summary>
internal static class EventLog
{
    /// <summary>Its lines.</summary>
    internal static List<JsonElement> Read(string path) => [.. File.ReadLines(path).Select(line => JsonElement.Parse(line))];

    /// <summary>Those of one event.</summary>
    internal static List<JsonElement> Read(string path, string name) => Read(path).FindAll(entry => NameOf(entry) == name);

    /// <summary>The names of the events, in their order.</summary>
    internal static List<string?> Names(string path) => [.. Read(path).Select(NameOf)];

    private static string? NameOf(JsonElement entry) => entry.GetProperty("event").GetString();
}
