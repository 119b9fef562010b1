using Yolo.Engine;

namespace Yolo.Cli;

/// <summary><c>yolo help</c> and <c>yolo cfg</c>.</summary>
internal static class HelpCommand
{
    internal static int Run(TextWriter output)
    {
        output.WriteLine("""
            yolo MODE key=value …            settings may also be written --key value

              yolo predict model=weights.pt source=pictures/    find objects in pictures
              yolo cfg                                          all settings with their defaults
              yolo checks                                       what this machine has
              yolo version

            model   a checkpoint (.pt, .safetensors)
            source  a picture, a folder, a pattern such as "shots/*.jpg", or a .txt or .csv list of files

            Exit status: 0 done, 1 failed, 2 wrong usage, 130 interrupted.
            """);
        return 0;
    }

    internal static int Settings(TextWriter output)
    {
        var defaults = new PredictOptions { Save = true };
        output.WriteLine("# predict");
        foreach (var setting in PredictSettings.Table.All)
        {
            output.WriteLine($"{setting.Key + "=" + setting.Read(defaults),-24} # {setting.Meaning}");
        }

        return 0;
    }
}
