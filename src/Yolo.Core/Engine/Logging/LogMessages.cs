using Microsoft.Extensions.Logging;

namespace Yolo.Engine.Logging;

/// <summary>What runs write into a log; docs/logging.md lists it. Numbers stay what they are: dashboards count them. 6 is <see cref="Imaging.Drawing.Fonts.FontLog"/>'s.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(EventId = 1, EventName = "Warned", Level = LogLevel.Warning, Message = "{Warning}")]
    internal static partial void Warned(this ILogger logger, string warning);

    [LoggerMessage(EventId = 2, EventName = "CallbackWarned", Level = LogLevel.Warning, Message = "{Callback} ({Event}): {Warning}")]
    internal static partial void CallbackWarned(this ILogger logger, string callback, string @event, string warning, Exception? exception);

    [LoggerMessage(EventId = 3, EventName = "PictureUnread", Level = LogLevel.Warning, Message = "{Path} could not be read: {Reason}")]
    internal static partial void PictureUnread(this ILogger logger, string path, string reason);

    [LoggerMessage(EventId = 4, EventName = "PictureIncomplete", Level = LogLevel.Warning, Message = "{Path}: the file lacks its end or is damaged; what is missing of the picture is grey.")]
    internal static partial void PictureIncomplete(this ILogger logger, string path);

    [LoggerMessage(EventId = 20, EventName = "TrainingStarted", Level = LogLevel.Information, Message = "Training of {Model} on {Data} begins with epoch {Epoch} of {Epochs}; results go to {Folder}")]
    internal static partial void TrainingStarted(this ILogger logger, string model, string? data, int epoch, int epochs, string? folder);

    [LoggerMessage(EventId = 21, EventName = "EpochFinished", Level = LogLevel.Information, Message = "Epoch {Epoch} of {Epochs}: fitness {Fitness}, after {Seconds:F1} s")]
    internal static partial void EpochFinished(this ILogger logger, int epoch, int epochs, double? fitness, double seconds);

    [LoggerMessage(EventId = 22, EventName = "TrainingFinished", Level = LogLevel.Information, Message = "Training of {Model} is over: {Reason}. Best fitness {Fitness} in epoch {Epoch}; weights in {Best}")]
    internal static partial void TrainingFinished(this ILogger logger, string model, string reason, double? fitness, int? epoch, string? best);

    [LoggerMessage(EventId = 23, EventName = "ValidationFinished", Level = LogLevel.Information, Message = "Validation of {Model} on {Data}: fitness {Fitness:F5} over {Pictures} pictures")]
    internal static partial void ValidationFinished(this ILogger logger, string model, string data, double fitness, int pictures);

    [LoggerMessage(EventId = 24, EventName = "Exported", Level = LogLevel.Information, Message = "{Model} was exported to {File}")]
    internal static partial void Exported(this ILogger logger, string model, string file);
}
