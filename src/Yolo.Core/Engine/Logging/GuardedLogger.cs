using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Yolo.Engine.Logging;

/// <summary>Keeps a run from ending because its logger fails: what it has to say is worth less than what it computes.</summary>
/// <param name="logger">May throw.</param>
/// <param name="failed">Called with the reason, each time.</param>
internal sealed class GuardedLogger(ILogger logger, Action<Exception> failed) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => Try(() => logger.BeginScope(state));

    public bool IsEnabled(LogLevel logLevel) => Try(() => logger.IsEnabled(logLevel));

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Try(() =>
    {
        logger.Log(logLevel, eventId, state, exception, formatter);
        return true;
    });

    [SuppressMessage("Design", "CA1031", Justification = "A logger is the user's, and may throw anything.")]
    private T? Try<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception error)
        {
            failed(error);
            return default;
        }
    }
}
