using Microsoft.Extensions.Logging;

namespace Yolo.Tests.Engine.Logging;

/// <summary>A logger that throws whenever it is told something.</summary>
internal sealed class FailingLogger : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => throw new IOException("no room\nfor logs");
}
