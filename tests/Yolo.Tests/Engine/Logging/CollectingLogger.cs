using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Yolo.Tests.Engine.Logging;

/// <summary>A logger that keeps what it hears, from any thread.</summary>
internal sealed class CollectingLogger : ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, EventId Event, string Text, Exception? Exception)> entries = new();

    internal IReadOnlyCollection<(LogLevel Level, EventId Event, string Text, Exception? Exception)> Entries => entries;

    /// <summary>The texts of one event.</summary>
    internal IReadOnlyList<string> Of(int id) => [.. entries.Where(entry => entry.Event.Id == id).Select(entry => entry.Text)];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        entries.Enqueue((logLevel, eventId, formatter(state, exception), exception));
}
