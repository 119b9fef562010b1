namespace TorchSharp.Modules;

public partial class Adamax
{
    /// <summary>The options of a group; null for the optimizer's default.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>The decay rate of the mean of gradients.</summary>
        public double? beta1;

        /// <summary>The decay rate of the mean square of gradients.</summary>
        public double? beta2;

        /// <summary>What is added to divisors.</summary>
        public double? eps;

        /// <summary>The pull of parameters towards zero.</summary>
        public double? weight_decay;

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(beta1!.Value);
            writer.Write(beta2!.Value);
            writer.Write(eps!.Value);
            writer.Write(weight_decay!.Value);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            beta1 = reader.ReadDouble();
            beta2 = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var other = (Options)source;
            beta1 = other.beta1;
            beta2 = other.beta2;
            eps = other.eps;
            weight_decay = other.weight_decay;
        }
    }
}
