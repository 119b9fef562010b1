using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class NAdam
{
    /// <summary>What the optimizer remembers of a parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The number of steps.</summary>
        public long step;

        /// <summary>The product of all momenta.</summary>
        public double mu_product;

        /// <summary>The mean of gradients.</summary>
        public Tensor exp_avg = null!;

        /// <summary>The mean square of gradients.</summary>
        public Tensor exp_avg_sq = null!;

        /// <summary>The state of a parameter, not yet initialised.</summary>
        public State(Parameter parameter)
            : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            mu_product = 1;
            Zero(ref exp_avg);
            Zero(ref exp_avg_sq);
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            writer.Write(mu_product);
            TensorStream.Save(exp_avg, writer);
            TensorStream.Save(exp_avg_sq, writer);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            mu_product = reader.ReadDouble();
            TensorStream.Load(exp_avg, reader);
            TensorStream.Load(exp_avg_sq, reader);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var other = (State)source;
            step = other.step;
            mu_product = other.mu_product;
            Copy(ref exp_avg, other.exp_avg);
            Copy(ref exp_avg_sq, other.exp_avg_sq);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step && mu_product == state.mu_product && Same(exp_avg, state.exp_avg) && Same(exp_avg_sq, state.exp_avg_sq);

        /// <inheritdoc/>
        public override void to(Device device)
        {
            Move(ref exp_avg, device);
            Move(ref exp_avg_sq, device);
        }

        /// <summary>Disposes the tensors.</summary>
        public void Dispose()
        {
            exp_avg?.Dispose();
            exp_avg_sq?.Dispose();
        }
    }
}
