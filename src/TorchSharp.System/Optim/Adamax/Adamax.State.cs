using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Adamax
{
    /// <summary>What the optimizer remembers of a parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The number of steps.</summary>
        public long step;

        /// <summary>The mean of gradients.</summary>
        public Tensor exp_avg = null!;

        /// <summary>The largest decayed gradient.</summary>
        public Tensor exp_inf = null!;

        /// <summary>The state of a parameter, not yet initialised.</summary>
        public State(Parameter parameter)
            : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            Zero(ref exp_avg);
            Zero(ref exp_inf);
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            TensorStream.Save(exp_avg, writer);
            TensorStream.Save(exp_inf, writer);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            TensorStream.Load(exp_avg, reader);
            TensorStream.Load(exp_inf, reader);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var other = (State)source;
            step = other.step;
            Copy(ref exp_avg, other.exp_avg);
            Copy(ref exp_inf, other.exp_inf);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step && Same(exp_avg, state.exp_avg) && Same(exp_inf, state.exp_inf);

        /// <inheritdoc/>
        public override void to(Device device)
        {
            Move(ref exp_avg, device);
            Move(ref exp_inf, device);
        }

        /// <summary>Disposes the tensors.</summary>
        public void Dispose()
        {
            exp_avg?.Dispose();
            exp_inf?.Dispose();
        }
    }
}
