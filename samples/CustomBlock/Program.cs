// A block of one's own in a network of one's own: registered, named in a YAML file, trained, saved, loaded again, exported.
// Usage: CustomBlock FOLDER
using CustomBlock;
using Yolo.Data.Shapes;
using Yolo.Engine;
using Yolo.Models;

BlockRegistry.Add("ChannelGate", arguments => new ChannelGate(arguments.WholeNumber(0), arguments.WholeNumber(1)));

var yaml = Path.Combine(args[0], "gated.yaml");
File.WriteAllText(yaml, """
    nc: 3
    backbone:
      - [-1, 1, Conv, [8, 3, 2]]
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, ChannelGate, [16]]
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[3, 4, 5], 1, Detect, [nc]]
    """);
using var model = new YoloModel(yaml);
Console.WriteLine(model.Info());

var data = ShapesDataset.Ensure(args[0], new() { TrainImages = 8, ValImages = 4, ImageSize = 64 });
var report = model.Train(new() { Data = data, Epochs = 1, Batch = 4, ImageSize = 64, Plots = false, Project = args[0] });
using var trained = new YoloModel(report.Best!);
Console.WriteLine($"trained for {report.Epochs} epoch, {trained.LoadReport}");
Console.WriteLine($"exported to {Path.GetFileName(trained.Export(new() { ImageSize = new(64, 64) }))}");
