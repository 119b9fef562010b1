using System.Text;

namespace Yolo.Cli;

/// <summary>
/// Lets Windows' consoles, and files and pipes in their place, take all letters: the usual code pages lack those of progress bars and of most
/// languages, and would show question marks. Other systems have UTF-8 already. The console is given back as it was.
/// </summary>
internal sealed class ConsoleText : IDisposable
{
    private readonly Encoding? former;

    internal ConsoleText()
    {
        if (OperatingSystem.IsWindows())
        {
            former = Console.OutputEncoding;
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (former is not null)
        {
            Console.OutputEncoding = former;
        }
    }
}
