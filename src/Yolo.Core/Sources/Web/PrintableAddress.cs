using System.Text.RegularExpressions;

namespace Yolo.Sources.Web;

/// <summary>Addresses as they may be printed: without user, password and query, which often hold keys.</summary>
internal static partial class PrintableAddress
{
    /// <summary>The address without its secrets.</summary>
    internal static string Of(Uri address)
    {
        var port = address.IsDefaultPort || address.Port < 0 ? string.Empty : FormattableString.Invariant($":{address.Port}");
        return $"{address.Scheme}://{address.Host}{port}{address.AbsolutePath}";
    }

    /// <summary>A text of someone else's in which the address may occur, with secrets taken out.</summary>
    internal static string Mask(string text, string? secret)
    {
        if (secret is not null && Uri.TryCreate(secret, UriKind.Absolute, out var address))
        {
            text = text.Replace(secret, Of(address), StringComparison.Ordinal).Replace(address.AbsoluteUri, Of(address), StringComparison.Ordinal);
            if (address.Query.Length > 1)
            {
                text = text.Replace(address.Query, string.Empty, StringComparison.Ordinal);
            }
        }

        return UserInfo().Replace(text, "://");
    }

    [GeneratedRegex(@"://[^/\s]*@")]
    private static partial Regex UserInfo();
}
