namespace Yolo.Data;

/// <summary>The parts of a data set.</summary>
public enum DatasetSplit
{
    /// <summary>What the network learns from.</summary>
    Train,

    /// <summary>What training is judged by.</summary>
    Val,

    /// <summary>What is kept for the end; optional.</summary>
    Test,

    /// <summary>A small part for quick looks; optional.</summary>
    Minival,
}
