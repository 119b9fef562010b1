namespace TorchSharp.Modules;

public partial class RMSProp
{
    /// <summary>The options of a group; null for the optimizer's default.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>Whether to go up the gradient.</summary>
        public bool? maximize;

        /// <summary>The share of the last step in the next.</summary>
        public double? momentum;

        /// <summary>The decay rate of the mean square of gradients.</summary>
        public double? alpha;

        /// <summary>What is added to divisors.</summary>
        public double? eps;

        /// <summary>The pull of parameters towards zero.</summary>
        public double? weight_decay;

        /// <summary>Whether the mean of gradients is taken off.</summary>
        public bool? centered;

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(maximize!.Value);
            writer.Write(momentum!.Value);
            writer.Write(alpha!.Value);
            writer.Write(eps!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(centered!.Value);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            maximize = reader.ReadBoolean();
            momentum = reader.ReadDouble();
            alpha = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            centered = reader.ReadBoolean();
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var other = (Options)source;
            maximize = other.maximize;
            momentum = other.momentum;
            alpha = other.alpha;
            eps = other.eps;
            weight_decay = other.weight_decay;
            centered = other.centered;
        }
    }
}
