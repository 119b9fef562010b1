using System.Net;
using System.Net.Sockets;

namespace Yolo.Tests.Sources;

/// <summary>A web server on this machine; each path answers as the test says.</summary>
internal sealed class WebServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Dictionary<string, Action<HttpListenerContext>> answers = new(StringComparer.Ordinal);

    internal WebServer()
    {
        using (var socket = new TcpListener(IPAddress.Loopback, 0))
        {
            socket.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)socket.LocalEndpoint).Port}";
        }

        listener.Prefixes.Add(Address + "/");
        listener.Start();
        _ = Task.Run(ServeAsync);
    }

    internal string Address { get; }

    internal List<string> Requests { get; } = [];

    internal Action<HttpListenerContext> this[string path]
    {
        set => answers[path] = value;
    }

    /// <summary>Answers with a file of known length.</summary>
    internal void Offer(string path, byte[] content, string type) => this[path] = context =>
    {
        context.Response.ContentType = type;
        context.Response.ContentLength64 = content.Length;
        context.Response.OutputStream.Write(content);
        context.Response.Close();
    };

    internal void Redirect(string path, string target) => this[path] = context =>
    {
        context.Response.StatusCode = 302;
        context.Response.AddHeader("Location", target);
        context.Response.Close();
    };

    public void Dispose() => ((IDisposable)listener).Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                _ = Task.Run(() => Answer(context));
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private void Answer(HttpListenerContext context)
    {
        lock (Requests)
        {
            Requests.Add($"{context.Request.RawUrl} {context.Request.Headers["Authorization"]}".Trim());
        }

        try
        {
            if (answers.TryGetValue(context.Request.Url!.AbsolutePath, out var answer))
            {
                answer(context);
            }
            else
            {
                context.Response.StatusCode = 404;
                context.Response.Close();
            }
        }
        catch (Exception error) when (error is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The other side has hung up.
        }
    }
}
