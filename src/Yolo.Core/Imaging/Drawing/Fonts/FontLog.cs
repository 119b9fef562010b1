using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Yolo.Imaging.Drawing.Fonts;

/// <summary>Says that letters cannot be drawn, which concerns the process and no single model.</summary>
internal static partial class FontLog
{
    private static ILogger? logger;

    /// <summary>Lets a logger hear of it from now on.</summary>
    internal static void PassTo(ILogger hearer) => Volatile.Write(ref logger, hearer);

    /// <summary>Lets go of a logger whose model is gone, if it is the one that hears.</summary>
    internal static void Leave(ILogger hearer) => Interlocked.CompareExchange(ref logger, null, hearer);

    /// <summary>Says it to the logger; where there is none, to whoever follows <see cref="Trace"/>.</summary>
    internal static void Warn(string message)
    {
        if (Volatile.Read(ref logger) is { } hearer)
        {
            LettersMissing(hearer, message);
        }
        else
        {
            Trace.TraceWarning(message);
        }
    }

    [LoggerMessage(EventId = 6, EventName = "LettersMissing", Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void LettersMissing(ILogger logger, string warning);
}
