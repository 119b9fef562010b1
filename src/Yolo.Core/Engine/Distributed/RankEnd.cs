using System.Globalization;

namespace Yolo.Engine.Distributed;

/// <summary>What a rank tells the others when it ends before all have come to their end together.</summary>
/// <param name="Status">The exit status that it wants; 0 for one whose own part went well, or was called off.</param>
/// <param name="Host">Where it was.</param>
/// <param name="Error">What went wrong there; empty for a rank that ends because of another one.</param>
internal sealed record RankEnd(int Status, string Host, string Error)
{
    // Messages have an end; this much arrives in any script.
    private const int LongestKey = 900;

    /// <summary>What ranks that found the same error have in common.</summary>
    internal string Key => Error[..Math.Min(Error.Length, LongestKey)];

    /// <summary>Whether it is the cause, not the consequence.</summary>
    internal bool IsFailure => Error.Length > 0;

    /// <summary>Whether the others have to come to their end, too, whatever they do: not where somebody has but given up.</summary>
    internal bool IsUrgent => IsFailure && Status != 0;

    /// <summary>What became of a rank of this process's host.</summary>
    /// <param name="error">What ended it.</param>
    /// <param name="status">The exit status, unless what ended it was called off.</param>
    internal static RankEnd Of(Exception error, int status) => error switch
    {
        RankFailedException => new(status, Environment.MachineName, string.Empty),
        _ => new(error is OperationCanceledException ? 0 : status, Environment.MachineName, error.Message.Length > 0 ? error.Message : error.GetType().Name),
    };

    /// <summary>Reads <see cref="ToMessage"/>.</summary>
    internal static RankEnd Parse(string message) =>
        message.Split('\n', 3) is [var status, var host, var error]
            ? new(int.Parse(status, CultureInfo.InvariantCulture), host, error)
            : throw new FormatException(message);

    /// <summary>As it is sent.</summary>
    internal string ToMessage() => string.Create(CultureInfo.InvariantCulture, $"{Status}\n{Host}\n{Error}");

    /// <summary>The error with the place where it happened.</summary>
    /// <param name="rank">The rank.</param>
    /// <param name="size">How many there are.</param>
    internal string Placed(int rank, int size) => string.Create(CultureInfo.InvariantCulture, $"rank {rank} of {size} on {Host} failed: {Error}");
}
