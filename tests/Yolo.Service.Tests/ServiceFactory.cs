using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Yolo.Service.Tests;

/// <summary>The sample on a real socket of this machine, with settings as its command line has them.</summary>
internal sealed class ServiceFactory : WebApplicationFactory<Program>
{
    private readonly (string Key, string Value)[] settings;

    internal ServiceFactory(params (string Key, string Value)[] settings)
    {
        this.settings = settings;
        UseKestrel(0);
        StartServer();
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }
    }
}
