using Yolo.Engine.Inference;
using Yolo.Engine.Settings;
using static Yolo.Engine.Settings.SettingText;

namespace Yolo.Engine.Prediction;

/// <summary>The settings of prediction by their names on the command line and in args.yaml.</summary>
internal static class PredictSettings
{
    /// <summary>All of them.</summary>
    public static SettingTable<PredictOptions> Table { get; } = new(ModeSet.Predict, new() { Save = true },
    [
        new("imgsz", "size of the network's input in pixels, one number or height,width; default: the model's own", (options, text) => options with { ImageSize = Optional(text) is { } size ? Size("imgsz", size) : null }, options => options.ImageSize is { } size ? Size(size) : null),
        new("conf", "only objects more probable than this, 0 to 1", (options, text) => options with { Confidence = Share("conf", text) }, options => Number(options.Confidence)),
        new("iou", "boxes that overlap a more confident one by more are dropped, 0 to 1", (options, text) => options with { Iou = Share("iou", text) }, options => Number(options.Iou)),
        new("max_det", "at most so many objects in a picture", (options, text) => options with { MaximumDetections = Integer("max_det", text, 1) }, options => Integer(options.MaximumDetections)),
        new("classes", "only these classes, by their numbers: 0 or 0,2,3", (options, text) => options with { Classes = Optional(text) is { } classes ? Integers("classes", classes) : null }, options => Integers(options.Classes)),
        new("agnostic_nms", "boxes of different classes suppress each other", (options, text) => options with { AgnosticNms = Flag("agnostic_nms", text) }, options => Flag(options.AgnosticNms)),
        new("batch", "pictures that go through the network together", (options, text) => options with { Batch = Integer("batch", text, 1, 4096) }, options => Integer(options.Batch)),
        new("rect", "pad only to the next multiple of the stride", (options, text) => options with { Rect = Flag("rect", text) }, options => Flag(options.Rect)),
        new("device", Devices.Offered, (options, text) => options with { Device = Device(text) }, options => options.Device?.ToString()),
        new("engine", "what computes the network: torch, onnx (ONNX Runtime, on the processor), or auto for whichever is sooner done", (options, text) => options with { Engine = Choice<EngineKind>("engine", text) }, options => Choice(options.Engine)),
        new("half", "compute in 16 bits", (options, text) => options with { Half = Flag("half", text) }, options => Flag(options.Half)),
        new("augment", "test-time augmentation: three sizes, once mirrored", (options, text) => options with { Augment = Flag("augment", text) }, options => Flag(options.Augment)),
        new("retina_masks", "cut segments at the pixel", (options, text) => options with { RetinaMasks = Flag("retina_masks", text) }, options => Flag(options.RetinaMasks)),
        new("vid_stride", "every so-manieth frame of videos and streams", (options, text) => options with { Reading = options.Reading with { FrameStride = Integer("vid_stride", text, 1) } }, options => Integer(options.Reading.FrameStride)),
        new("stream_buffer", "all frames of streams and cameras instead of the newest", (options, text) => options with { Reading = options.Reading with { BufferStreams = Flag("stream_buffer", text) } }, options => Flag(options.Reading.BufferStreams)),
        new("reconnects", "how often in a row a lost stream is opened again", (options, text) => options with { Reading = options.Reading with { Reconnects = Integer("reconnects", text, 0) } }, options => Integer(options.Reading.Reconnects)),
        new("allow_private", "open addresses of this machine and of private networks", (options, text) => options with { Reading = options.Reading with { AllowPrivateAddresses = Flag("allow_private", text) } }, options => Flag(options.Reading.AllowPrivateAddresses)),
        new("ffmpeg", "the program that reads and writes videos", (options, text) => options with { Reading = options.Reading with { Ffmpeg = text } }, options => options.Reading.Ffmpeg),
        new("save", "write the pictures with what was found drawn on them", (options, text) => options with { Save = Flag("save", text) }, options => Flag(options.Save)),
        new("save_frames", "write each frame of a video as a picture", (options, text) => options with { SaveFrames = Flag("save_frames", text) }, options => Flag(options.SaveFrames)),
        new("save_txt", "write a label file for each picture", (options, text) => options with { SaveTxt = Flag("save_txt", text) }, options => Flag(options.SaveTxt)),
        new("save_conf", "with the confidence in label files", (options, text) => options with { SaveConfidence = Flag("save_conf", text) }, options => Flag(options.SaveConfidence)),
        new("save_crop", "write each object as a picture of its own", (options, text) => options with { SaveCrop = Flag("save_crop", text) }, options => Flag(options.SaveCrop)),
        new("save_json", "write predictions.json", (options, text) => options with { SaveJson = Flag("save_json", text) }, options => Flag(options.SaveJson)),
        new("project", "folder below runs/task, or an absolute one", (options, text) => options with { Project = Optional(text) }, options => options.Project),
        new("name", "name of the run's folder", (options, text) => options with { Name = text }, options => options.Name),
        new("exist_ok", "write into a folder that exists", (options, text) => options with { ExistOk = Flag("exist_ok", text) }, options => Flag(options.ExistOk)),
        new("show_boxes", "draw the boxes", (options, text) => options with { Plot = options.Plot with { Boxes = Flag("show_boxes", text) } }, options => Flag(options.Plot.Boxes)),
        new("show_labels", "draw the names of the classes", (options, text) => options with { Plot = options.Plot with { Labels = Flag("show_labels", text) } }, options => Flag(options.Plot.Labels)),
        new("show_conf", "draw the confidences", (options, text) => options with { Plot = options.Plot with { Confidences = Flag("show_conf", text) } }, options => Flag(options.Plot.Confidences)),
        new("line_width", "width of lines in pixels; default: by the picture's size", (options, text) => options with { Plot = options.Plot with { LineWidth = Optional(text) is { } width ? Integer("line_width", width, 1, 1000) : null } }, options => options.Plot.LineWidth is { } width ? Integer(width) : null),
    ]);
}
