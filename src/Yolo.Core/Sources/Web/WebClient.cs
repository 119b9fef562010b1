using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Yolo.Sources.Web;

/// <summary>
/// Opens web addresses with care: hosts are looked up and judged before a connection is made, on every redirection anew, so that no address
/// leads into a private network by a detour.
/// </summary>
internal sealed class WebClient : IDisposable
{
    private const int MostRedirections = 10;
    private const int BeginningLength = 512;

    private readonly SourceOptions options;
    private readonly HttpClient client;

    internal WebClient(SourceOptions options)
    {
        this.options = options;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = options.Timeout,
            ConnectCallback = ConnectAsync,
        };
        client = new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("yolo-dotnet", "1"));
    }

    /// <summary>Asks for an address.</summary>
    /// <exception cref="SourceException">It cannot be opened; the message says why, without naming the address.</exception>
    internal WebResponse Open(Uri address, CancellationToken cancellation)
    {
        try
        {
            return OpenAsync(address, cancellation).GetAwaiter().GetResult();
        }
        catch (HttpRequestException error)
        {
            throw new SourceException(error.InnerException is SourceException own ? own.Message : error.GetBaseException().Message, error);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new SourceException(FormattableString.Invariant($"the server did not answer within {options.Timeout.TotalSeconds:0.#} seconds"), error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<WebResponse> OpenAsync(Uri address, CancellationToken cancellation)
    {
        var seen = new HashSet<Uri>();
        var first = address;
        while (true)
        {
            if (!seen.Add(address))
            {
                throw new SourceException($"it is redirected in a circle, over {PrintableAddress.Of(address)}");
            }

            if (seen.Count > MostRedirections)
            {
                throw new SourceException(FormattableString.Invariant($"it is redirected more than {MostRedirections} times"));
            }

            var response = await SendAsync(address, withCredentials: SameHost(address, first), first, cancellation).ConfigureAwait(false);
            if (response.Headers.Location is { } location && (int)response.StatusCode is >= 300 and < 400)
            {
                response.Dispose();
                address = new Uri(address, location);
                if (address.Scheme is not ("http" or "https"))
                {
                    throw new SourceException($"it is redirected to an address of the kind '{address.Scheme}', which is not followed");
                }

                continue;
            }

            return await BeginAsync(response, address, cancellation).ConfigureAwait(false);
        }
    }

    private static bool SameHost(Uri left, Uri right) => (left.Scheme, left.Host, left.Port) == (right.Scheme, right.Host, right.Port);

    private async Task<HttpResponseMessage> SendAsync(Uri address, bool withCredentials, Uri first, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(options.Timeout);

        // Behind a proxy the connection goes elsewhere, so hosts are judged here as well.
        await PrivateAddress.ResolveAsync(address.Host, options.AllowPrivateAddresses, patience.Token).ConfigureAwait(false);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (withCredentials && first.UserInfo.Length > 0)
        {
            var words = Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(first.UserInfo)));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", words);
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
    }

    private async Task<WebResponse> BeginAsync(HttpResponseMessage response, Uri address, CancellationToken cancellation)
    {
        try
        {
            if (!response.IsSuccessStatusCode)
            {
                throw new SourceException(FormattableString.Invariant($"the server answered {(int)response.StatusCode} {response.ReasonPhrase}"));
            }

            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(options.Timeout);
            var body = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
            var beginning = new byte[BeginningLength];
            var length = await body.ReadAtLeastAsync(beginning, BeginningLength, throwOnEndOfStream: false, patience.Token).ConfigureAwait(false);
            return new WebResponse(response, new PatientStream(body, options.Timeout), beginning[..length], address);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint.Host;
        var isProxy = !string.Equals(host, context.InitialRequestMessage.RequestUri!.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
            && !string.Equals(host, context.InitialRequestMessage.RequestUri.IdnHost, StringComparison.OrdinalIgnoreCase);
        var addresses = await PrivateAddress.ResolveAsync(host, options.AllowPrivateAddresses || isProxy, cancellation).ConfigureAwait(false);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
