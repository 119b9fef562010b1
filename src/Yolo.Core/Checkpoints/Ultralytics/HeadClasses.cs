using Yolo.Checkpoints.Pickle;
using Yolo.Modules.Heads;
using static Yolo.Checkpoints.Ultralytics.ModuleClass;

namespace Yolo.Checkpoints.Ultralytics;

/// <summary>The reference's heads, with the attributes that its code reads.</summary>
internal static class HeadClasses
{
    private const string Package = "ultralytics.nn.modules.head";

    /// <summary>The head of generation 10, which is a head of detection to us.</summary>
    internal static readonly PickleGlobal Detection10 = new(Package, "v10Detect");

    internal static IEnumerable<KeyValuePair<Type, ModuleClass>> All { get; } =
    [
        Of<DetectionHead>(Package, "Detect", Detect),
        Of<SegmentationHead>(Package, "Segment", Segment),
        Of<SegmentationHead26>(Package, "Segment26", Segment),
        Of<PoseHead>(Package, "Pose", Pose),
        Of<PoseHead26>(Package, "Pose26", (head, state) =>
        {
            Pose(head, state);
            state.Set("nk_sigma", 2 * head.Points);
        }),
        Of<ObbHead>(Package, "OBB", Rotated),
        Of<ObbHead26>(Package, "OBB26", Rotated),
        Of<ClassificationHead>(Package, "Classify", (_, state) =>
            state.Add("pool", state.Pickler.Leaf("torch.nn.modules.pooling", "AdaptiveAvgPool2d", pool => pool.Set("output_size", 1)), before: "drop")),
    ];

    /// <summary>The attributes that every head over a pyramid gets when its network is built; no anchor points are kept.</summary>
    internal static void Finish(ModuleState state) => state
        .Set("inplace", true)
        .Set("anchors", state.Pickler.Tensors.Numbers([]))
        .Set("strides", state.Pickler.Tensors.Numbers([]))
        .Set("shape", null);

    private static void Detect(DetectionHead head, ModuleState state)
    {
        var settings = head.Settings;
        state
            .Set("nc", settings.Classes)
            .Set("nl", settings.Channels.Count)
            .Set("reg_max", settings.RegressionBins)
            .Set("no", settings.Classes + (4 * settings.RegressionBins))
            .Set("stride", state.Pickler.Tensors.Numbers(head.Strides));
        if (settings.RegressionBins == 1)
        {
            state.Add("dfl", state.Pickler.Leaf("torch.nn.modules.linear", "Identity"), before: "one2one_cv2");
        }
    }

    private static void Segment(SegmentationHead head, ModuleState state)
    {
        Detect(head, state);
        var prototypes = head.named_children().First(child => child.name == "proto").module;
        state.Set("nm", head.Masks).Set("npr", ModuleState.Outputs(prototypes, "cv1"));
    }

    private static void Pose(PoseHead head, ModuleState state)
    {
        Detect(head, state);
        state.Set("kpt_shape", new PickleList([(long)head.Points, (long)head.Dimensions])).Set("nk", head.Points * head.Dimensions);
    }

    private static void Rotated(ObbHead head, ModuleState state)
    {
        Detect(head, state);
        state.Set("ne", head.Extras);
    }
}
