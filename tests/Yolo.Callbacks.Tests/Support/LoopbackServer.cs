using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Yolo.Callbacks.Tests;

/// <summary>An HTTP server on this machine that notes every request and answers as it is told.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<Request, (int Status, string Body)> _answer;
    private readonly List<Request> _requests = [];

    public LoopbackServer(Func<Request, (int Status, string Body)> answer)
    {
        _answer = answer;
        var port = FreePort();
        Address = new($"http://127.0.0.1:{port}/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    public Request[] Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>An address at which nobody listens.</summary>
    public static Uri Nowhere() => new($"http://127.0.0.1:{FreePort()}/");

    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                var request = new Request(
                    context.Request.HttpMethod, context.Request.Url!.AbsolutePath, context.Request.QueryString["experiment_name"], context.Request.Headers["Authorization"],
                    context.Request.ContentType, await reader.ReadToEndAsync());
                lock (_requests)
                {
                    _requests.Add(request);
                }

                var (status, body) = _answer(request);
                context.Response.StatusCode = status;
                context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: true);
            }
            catch (Exception thrown) when (thrown is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    internal sealed record Request(string Method, string Path, string? ExperimentName, string? Authorization, string? ContentType, string Body);
}
