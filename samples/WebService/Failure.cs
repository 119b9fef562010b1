using Microsoft.Net.Http.Headers;
using Yolo.Extensions.DependencyInjection;
using Yolo.Imaging;

namespace WebService;

/// <summary>What becomes of an exception: its status, and what the caller is told in the form of RFC 9457.</summary>
internal static class Failure
{
    private const string SecondsToWait = "1";

    /// <summary>The status of the answer.</summary>
    internal static int Status(Exception error) => error switch
    {
        ImageFormatException => StatusCodes.Status400BadRequest,
        BadHttpRequestException bad => bad.StatusCode,
        YoloBusyException or ObjectDisposedException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>Whether nobody has to look into it, and no log has to show where it happened.</summary>
    internal static bool IsOfTheCaller(Exception error) => error is ImageFormatException or BadHttpRequestException or YoloBusyException;

    /// <summary>Tells the caller what only the exception knows; of other faults than the caller's nothing.</summary>
    internal static void Explain(ProblemDetailsContext context)
    {
        if (context.Exception is { } error && IsOfTheCaller(error))
        {
            context.ProblemDetails.Detail = error.Message;
        }

        if (context.ProblemDetails.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.HttpContext.Response.Headers[HeaderNames.RetryAfter] = SecondsToWait;
        }
    }
}
