namespace Yolo.Engine.Optimization;

/// <summary>The rules by which gradients become steps.</summary>
internal enum OptimizerKind
{
    SGD,
    MuSGD,
    Adam,
    AdamW,
    Adamax,
    NAdam,
    RAdam,
    RMSProp,
}
