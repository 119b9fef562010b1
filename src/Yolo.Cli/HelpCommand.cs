using Yolo.Callbacks;
using Yolo.Cli.Display;
using Yolo.Engine.Settings;

namespace Yolo.Cli;

/// <summary><c>yolo help</c> and <c>yolo cfg</c>.</summary>
internal static class HelpCommand
{
    /// <summary>Help as a whole, or the settings of a mode.</summary>
    internal static int Run(string? topic, Terminal terminal)
    {
        if (SettingTables.Find(topic) is { } table)
        {
            Settings(terminal, table);
            Shared(terminal, table);
            return 0;
        }

        terminal.Explain("""
            yolo MODE key=value …            settings may also be written --key value

              yolo train model=yolo11n.pt data=data.yaml        train it on a data set; data=shapes is generated
              yolo val model=weights.pt data=data.yaml          precision, recall and mAP of a model on a data set
              yolo predict model=weights.pt source=pictures/    find objects in pictures, videos and streams
              yolo track model=weights.pt source=film.mp4       find them and follow them: the same number at the same object
              yolo export model=weights.pt format=onnx          write it for ONNX Runtime
              yolo benchmark model=weights.pt data=data.yaml    size, metric and speed of the checkpoint and of what it exports to
              yolo help train                                   the settings of a mode with their defaults; yolo cfg lists those of all
              yolo copy-cfg                                     writes them to a file that cfg=FILE reads
              yolo checks                                       what this machine has
              yolo settings                                     where data sets, weights, runs and cached graphs are kept
              yolo version

            model   a checkpoint (.pt, .safetensors), an exported network (.onnx), or a network's description (.yaml);
                    default yolo26n.pt
            data    a data set's YAML file, a folder or archive with one, its address, a public one by its name (coco8.yaml,
                    coco128.yaml, …), or shapes (generated)
            cfg     a file of settings, such as a run's args.yaml; what is written out wins
            source  a picture, video or folder, a pattern such as "shots/*.jpg", a .txt or .csv list of files, an http(s) or
                    rtsp address, a camera's number, or a .streams list of such
            callbacks  jsonl, csv, tensorboard, mlflow, …, or file.dll:Namespace.Class, between commas; options as
                       callbacks.mlflow.uri=http://localhost:5000 (docs/callbacks.md)

            Exit status: 0 done, 1 failed, 2 wrong usage, 130 and 143 interrupted.
            """);
        return 0;
    }

    internal static int Settings(Terminal terminal)
    {
        foreach (var table in SettingTables.All)
        {
            Settings(terminal, table);
        }

        terminal.Heading("callbacks, in all modes; options are written callbacks.name.option=value");
        foreach (var (name, options) in CallbackConfiguration.Known)
        {
            terminal.Setting("callbacks=" + name, options.Count == 0 ? "no options" : string.Join(", ", options));
        }

        return 0;
    }

    private static void Shared(Terminal terminal, ISettingTable table)
    {
        terminal.Heading("besides");
        terminal.Setting("model=yolo26n.pt", $"a checkpoint (.pt, .safetensors), {(table.Mode is ModeSet.Predict or ModeSet.Track or ModeSet.Val ? "an exported network (.onnx), " : "")}or a network's description (.yaml)");
        if (table.Mode is ModeSet.Predict or ModeSet.Track or ModeSet.Val)
        {
            foreach (var (key, meaning, usual) in ((ISettingTable)OnnxSettings.Table).Rows.Where(row => !table.Has(row.Key)))
            {
                terminal.Setting($"{key}={usual}", meaning);
            }
        }

        if (table.Mode is ModeSet.Predict or ModeSet.Track)
        {
            terminal.Setting("source=", "what to look at; 'yolo help' says what may stand there");
        }

        if (table.Mode == ModeSet.Benchmark)
        {
            terminal.Setting("verbose=false", "true: the first form that fails ends the run; a number, such as 0.4: and each metric must be above it");
        }
        else
        {
            terminal.Setting("verbose=true", "say how it goes");
        }

        terminal.Setting("cfg=", "a file of settings, such as a run's args.yaml");
        terminal.Setting("callbacks=", "callbacks by name; 'yolo cfg' lists them");
    }

    private static void Settings(Terminal terminal, ISettingTable table)
    {
        terminal.Heading(SettingTables.NameOf(table.Mode));
        foreach (var (key, meaning, usual) in table.Rows)
        {
            terminal.Setting($"{key}={usual}", meaning);
        }
    }
}
