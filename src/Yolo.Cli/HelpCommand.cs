using Yolo.Callbacks;
using Yolo.Engine;
using Yolo.Engine.Settings;

namespace Yolo.Cli;

/// <summary><c>yolo help</c> and <c>yolo cfg</c>.</summary>
internal static class HelpCommand
{
    internal static int Run(TextWriter output)
    {
        output.WriteLine("""
            yolo MODE key=value …            settings may also be written --key value

              yolo train model=yolo11n.pt data=data.yaml        train it on a data set; data=shapes is generated
              yolo val model=weights.pt data=data.yaml          precision, recall and mAP of a model on a data set
              yolo predict model=weights.pt source=pictures/    find objects in pictures, videos and streams
              yolo export model=weights.pt format=onnx          write it for ONNX Runtime
              yolo cfg                                          all settings with their defaults
              yolo checks                                       what this machine has
              yolo version

            model   a checkpoint (.pt, .safetensors)
            data    a data set's YAML file, a folder or archive with one, its address, or shapes (generated)
            source  a picture, video or folder, a pattern such as "shots/*.jpg", a .txt or .csv list of files, an http(s) or
                    rtsp address, a camera's number, or a .streams list of such
            callbacks  jsonl, csv, tensorboard, mlflow, …, or file.dll:Namespace.Class, between commas; options as
                       callbacks.mlflow.uri=http://localhost:5000 (docs/callbacks.md)

            Exit status: 0 done, 1 failed, 2 wrong usage, 130 and 143 interrupted.
            """);
        return 0;
    }

    internal static int Settings(TextWriter output)
    {
        Settings(output, "train", TrainSettings.Table, new());
        Settings(output, "val", ValidateSettings.Table, new() { Save = true });
        Settings(output, "predict", PredictSettings.Table, new() { Save = true });
        Settings(output, "export", ExportSettings.Table, new());
        output.WriteLine("# callbacks, in all modes; options are written callbacks.name.option=value");
        foreach (var (name, options) in CallbackConfiguration.Known)
        {
            output.WriteLine($"{"callbacks=" + name,-24} # {(options.Count == 0 ? "no options" : string.Join(", ", options))}");
        }

        return 0;
    }

    private static void Settings<TOptions>(TextWriter output, string mode, SettingTable<TOptions> table, TOptions defaults)
    {
        output.WriteLine($"# {mode}");
        foreach (var setting in table.All)
        {
            output.WriteLine($"{setting.Key + "=" + setting.Read(defaults),-24} # {setting.Meaning}");
        }
    }
}
