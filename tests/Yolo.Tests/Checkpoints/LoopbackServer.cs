using System.Net;
using System.Net.Sockets;

namespace Yolo.Tests.Checkpoints;

/// <summary>A web server on this machine that offers one file.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly byte[] _contents;

    internal LoopbackServer(byte[] contents)
    {
        _contents = contents;
        using (var socket = new TcpListener(IPAddress.Loopback, 0))
        {
            socket.Start();
            Address = new Uri($"http://localhost:{((IPEndPoint)socket.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    internal Uri Address { get; }

    internal List<string> Requests { get; } = [];

    internal bool KnowsRanges { get; init; } = true;

    /// <summary>Bytes after which the connection breaks off.</summary>
    internal int BreakAfter { get; set; } = int.MaxValue;

    public void Dispose() => ((IDisposable)_listener).Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                Answer(await _listener.GetContextAsync());
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var range = context.Request.Headers["Range"];
        Requests.Add($"{context.Request.Url!.AbsolutePath} {range}".Trim());
        var response = context.Response;
        var from = range is null || !KnowsRanges ? 0 : int.Parse(range["bytes=".Length..].TrimEnd('-'));
        response.StatusCode = context.Request.Url.AbsolutePath != "/yolo11n.pt" ? 404 : from >= _contents.Length ? 416 : from > 0 ? 206 : 200;
        if (response.StatusCode is 206 or 416)
        {
            response.AddHeader("Content-Range", response.StatusCode == 206 ? $"bytes {from}-{_contents.Length - 1}/{_contents.Length}" : $"bytes */{_contents.Length}");
        }

        if (response.StatusCode is 404 or 416)
        {
            response.Close();
            return;
        }

        var body = _contents.AsSpan(from);
        response.ContentLength64 = body.Length;
        response.OutputStream.Write(body[..Math.Min(BreakAfter, body.Length)]);
        if (BreakAfter < body.Length)
        {
            response.OutputStream.Flush();
            response.Abort();
        }
        else
        {
            response.Close();
        }
    }
}
