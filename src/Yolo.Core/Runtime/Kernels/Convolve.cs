using static TorchSharp.torch;

namespace Yolo.Runtime.Kernels;

/// <summary>Computes a convolution.</summary>
/// <param name="shape">Its stride and so on.</param>
/// <param name="input">[B, C, H, W].</param>
/// <param name="weight">As the shape says.</param>
internal delegate Tensor Convolve(ConvolutionShape shape, Tensor input, Tensor weight);
