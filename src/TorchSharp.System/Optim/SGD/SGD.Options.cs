namespace TorchSharp.Modules;

public partial class SGD
{
    /// <summary>The options of a group; null for the optimizer's default.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>The share of the last step in the next.</summary>
        public double? momentum;

        /// <summary>What the momentum takes away from the gradient.</summary>
        public double? dampening;

        /// <summary>The pull of parameters towards zero.</summary>
        public double? weight_decay;

        /// <summary>Whether to look ahead along the momentum.</summary>
        public bool? nesterov;

        /// <summary>Whether to go up the gradient.</summary>
        public bool? maximize;

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(momentum!.Value);
            writer.Write(dampening!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(nesterov!.Value);
            writer.Write(maximize!.Value);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            momentum = reader.ReadDouble();
            dampening = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            nesterov = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var other = (Options)source;
            momentum = other.momentum;
            dampening = other.dampening;
            weight_decay = other.weight_decay;
            nesterov = other.nesterov;
            maximize = other.maximize;
        }
    }
}
