namespace Yolo.Modules;

/// <summary><see cref="Elan"/> of <see cref="RepCsp"/> blocks, each with a convolution after it.</summary>
/// <param name="inputs">Input channels.</param>
/// <param name="outputs">Output channels.</param>
/// <param name="splitChannels">Channels of both halves together.</param>
/// <param name="workChannels">Channels of the two blocks.</param>
/// <param name="repeats">Bottlenecks in each block.</param>
public sealed class RepNcspElan4(int inputs, int outputs, int splitChannels, int workChannels, int repeats = 1)
    : Elan(
        "RepNCSPELAN4",
        inputs,
        outputs,
        splitChannels,
        workChannels,
        (from, to) => Channels.Row(new RepCsp(from, to, repeats), new Conv(to, to, 3)));
