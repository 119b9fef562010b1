namespace Yolo.Engine.Settings;

/// <summary>Modes of the command, such as those that read a setting.</summary>
[Flags]
internal enum ModeSet
{
    None = 0,
    Train = 1,
    Val = 2,
    Predict = 4,
    Export = 8,
    Track = 16,
    Benchmark = 32,
    All = Train | Val | Predict | Export | Track,
}
