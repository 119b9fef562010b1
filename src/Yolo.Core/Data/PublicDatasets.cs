namespace Yolo.Data;

/// <summary>
/// The data sets of the reference's documentation by their names there (<c>coco8.yaml</c>): those that come in one archive with labels are fetched,
/// of the others it is said why not.
/// </summary>
internal static class PublicDatasets
{
    private static readonly string[] Coco =
    [
        "person", "bicycle", "car", "motorcycle", "airplane", "bus", "train", "truck", "boat", "traffic light", "fire hydrant", "stop sign",
        "parking meter", "bench", "bird", "cat", "dog", "horse", "sheep", "cow", "elephant", "bear", "zebra", "giraffe", "backpack", "umbrella",
        "handbag", "tie", "suitcase", "frisbee", "skis", "snowboard", "sports ball", "kite", "baseball bat", "baseball glove", "skateboard",
        "surfboard", "tennis racket", "bottle", "wine glass", "cup", "fork", "knife", "spoon", "bowl", "banana", "apple", "sandwich", "orange",
        "broccoli", "carrot", "hot dog", "pizza", "donut", "cake", "chair", "couch", "potted plant", "bed", "dining table", "toilet", "tv", "laptop",
        "mouse", "remote", "keyboard", "cell phone", "microwave", "oven", "toaster", "sink", "refrigerator", "book", "clock", "vase", "scissors",
        "teddy bear", "hair drier", "toothbrush",
    ];

    private static readonly string[] Aerial =
    [
        "plane", "ship", "storage tank", "baseball diamond", "tennis court", "basketball court", "ground track field", "harbor", "bridge",
        "large vehicle", "small vehicle", "helicopter", "roundabout", "soccer ball field", "swimming pool",
    ];

    private static readonly string[] CarParts =
    [
        "back_bumper", "back_door", "back_glass", "back_left_door", "back_left_light", "back_light", "back_right_door", "back_right_light",
        "front_bumper", "front_door", "front_glass", "front_left_door", "front_left_light", "front_light", "front_right_door", "front_right_light",
        "hood", "left_mirror", "object", "right_mirror", "tailgate", "trunk", "wheel",
    ];

    private static readonly PublicDataset[] All =
    [
        new("coco8", Coco),
        new("coco8-seg", Coco),
        new("coco8-pose", ["person"]) { Keypoints = new(17, 3), FlipIndices = [0, 2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15] },
        new("coco128", Coco) { Train = "images/train2017", Val = "images/train2017" },
        new("coco128-seg", Coco) { Train = "images/train2017", Val = "images/train2017" },
        new("dota8", Aerial),
        new("DOTAv1", Aerial) { Test = "images/test" },
        new("DOTAv1.5", [.. Aerial, "container crane"]) { Test = "images/test" },
        new("african-wildlife", ["buffalo", "elephant", "rhino", "zebra"]) { Test = "images/test" },
        new("brain-tumor", ["negative", "positive"]),
        new("carparts-seg", CarParts) { Test = "images/test" },
        new("construction-ppe", ["helmet", "gloves", "vest", "boots", "goggles", "none", "Person", "no_helmet", "no_goggle", "no_gloves", "no_boots"])
        {
            Test = "images/test",

            // Nine repositories that have nothing to do with each other give this one, two of them with its 178,415,813 bytes; looked up on 2026-11-28.
            Sha256 = "bef8dcb599aa4e9d9f5e602cb6fa7143d3c84d7f6a0ff40463d7f2a4c2632ccc",
        },
        new("crack-seg", ["crack"]) { Test = "images/test" },
        new("dog-pose", ["dog"]) { Keypoints = new(24, 3) },
        new("hand-keypoints", ["hand"]) { Keypoints = new(21, 3) },
        new("HomeObjects-3K", ["bed", "sofa", "chair", "table", "lamp", "tv", "laptop", "wardrobe", "window", "door", "potted plant", "photo frame"]) { Folder = "homeobjects-3K" },
        new("kitti", ["car", "van", "truck", "pedestrian", "person_sitting", "cyclist", "tram", "misc"]),
        new("medical-pills", ["pill"]),
        new("package-seg", ["package"]) { Test = "images/test" },
        new("signature", ["signature"]),
        new("tiger-pose", ["tiger"]) { Keypoints = new(12, 2) },
    ];

    // Those that the reference gathers with a script from where their owners publish them.
    private static readonly string[] Scripted =
    [
        "Argoverse", "coco", "coco-pose", "GlobalWheat2020", "lvis", "Objects365", "open-images-v7", "SKU-110K", "VisDrone", "VOC", "xView",
    ];

    // Folders of classes need no description: the name is the archive's.
    private static readonly string[] Folders =
    [
        "caltech101", "caltech256", "cifar10", "cifar100", "fashion-mnist", "imagenet10", "imagenet100", "imagenette", "imagenette160", "imagenette320",
        "imagewoof", "imagewoof160", "imagewoof320", "mnist", "mnist160",
    ];

    /// <summary>Where Ultralytics publishes the archives.</summary>
    internal static Uri OfficialAssets { get; } = new("https://github.com/ultralytics/assets/releases/download/v0.0.0/");

    /// <summary>The data set of a name; null if there is none.</summary>
    /// <param name="name">With its .yaml, in any case.</param>
    /// <exception cref="DatasetException">There is one, but not in an archive that could be fetched.</exception>
    internal static PublicDataset? Find(string name)
    {
        if (Path.GetExtension(name).ToUpperInvariant() is not (".YAML" or ".YML"))
        {
            return null;
        }

        var stem = Path.GetFileNameWithoutExtension(name);
        if (Scripted.FirstOrDefault(other => Is(other, stem)) is { } scripted)
        {
            throw new DatasetException($"There is no data set '{name}' here, and {scripted} is not published as one archive with labels: the reference gathers it with a script. Download it, and write a YAML file with 'path', 'train', 'val' and 'names' for it.");
        }

        return All.FirstOrDefault(set => Is(set.Name, stem));
    }

    /// <summary>The archive of a data set whose classes are folders; null if there is none of that name.</summary>
    /// <param name="name">Such as mnist160, in any case.</param>
    /// <param name="assets">The address that archives are found below.</param>
    internal static Uri? FindFolders(string name, Uri assets) => Folders.FirstOrDefault(set => Is(set, name)) is { } known ? new Uri(assets, $"{known}.zip") : null;

    /// <summary>The SHA-256 that the archive of an address must have; null if none is known.</summary>
    internal static string? HashOf(Uri address, Uri assets) => All.FirstOrDefault(set => new Uri(assets, set.Archive) == address)?.Sha256;

    /// <summary>Names of those whose classes are folders.</summary>
    internal static IEnumerable<string> FolderNames => Folders;

    /// <summary>Names of all others.</summary>
    internal static IEnumerable<string> Names => All.Select(set => set.Name);

    private static bool Is(string name, string stem) => string.Equals(name, stem, StringComparison.OrdinalIgnoreCase);
}
