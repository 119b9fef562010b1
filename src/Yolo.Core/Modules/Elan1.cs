namespace Yolo.Modules;

/// <summary><see cref="Elan"/> of single convolutions.</summary>
/// <param name="inputs">Input channels.</param>
/// <param name="outputs">Output channels.</param>
/// <param name="splitChannels">Channels of both halves together.</param>
/// <param name="workChannels">Channels of the two convolutions.</param>
public sealed class Elan1(int inputs, int outputs, int splitChannels, int workChannels)
    : Elan("ELAN1", inputs, outputs, splitChannels, workChannels, (from, to) => new Conv(from, to, 3));
