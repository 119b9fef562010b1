using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>x times the probability that a standard normal number is below x, exactly or nearly.</summary>
        public Tensor gelu(GELU.Approximate approximate) => nn.functional.gelu(this, approximate);

        /// <summary>Overwrites x by x times the probability that a standard normal number is below x, exactly or nearly.</summary>
        public Tensor gelu_(GELU.Approximate approximate)
        {
            nn.functional.gelu(this, approximate, inplace: true).Dispose();
            return this;
        }
    }
}
