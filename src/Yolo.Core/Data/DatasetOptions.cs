using Yolo.Data.Labels;

namespace Yolo.Data;

/// <summary>How data sets are found and fetched.</summary>
public sealed record DatasetOptions
{
    /// <summary>The usual options.</summary>
    public static DatasetOptions Default { get; } = new();

    /// <summary>Folder for data sets that are named by a relative path and lie nowhere else; downloads go there. Default `datasets` in the working directory.</summary>
    public string DatasetsFolder { get; init; } = "datasets";

    /// <summary>Treat all objects as one class `item`. Default false.</summary>
    public bool SingleClass { get; init; }

    /// <summary>What label files say about objects, which follows from the task. Default <see cref="LabelForm.Boxes"/>.</summary>
    public LabelForm Labels { get; init; }

    /// <summary>Fetch a missing data set from its `download` address. Default true.</summary>
    public bool Download { get; init; } = true;

    /// <summary>The most bytes that a download, and what is unpacked from it, may have. Default 256 GiB.</summary>
    public long MaximumBytes { get; init; } = 256L << 30;

    /// <summary>How long a server may stay silent. Default 60 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Told what takes long, in whole sentences; default nobody.</summary>
    public Action<string>? Report { get; init; }

    /// <summary>Told how far a download, the generation of a data set and the verification of labels have come; any thread may tell it. Default nobody.</summary>
    public IProgress<WorkProgress>? Progress { get; init; }

    /// <summary>Where the archives of public data sets are. Default where Ultralytics publishes them.</summary>
    internal Uri Assets { get; init; } = PublicDatasets.OfficialAssets;
}
