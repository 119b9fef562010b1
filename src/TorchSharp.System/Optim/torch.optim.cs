namespace TorchSharp;

public static partial class torch
{
    /// <summary>Optimizers and schedules of learning rates.</summary>
    public static partial class optim
    {
        /// <summary>Something with a learning rate.</summary>
        public interface ILearningRateController
        {
            /// <summary>The learning rate now.</summary>
            double LearningRate { get; set; }

            /// <summary>The learning rate that schedules start from.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>Something with a momentum.</summary>
        public interface IMomentum
        {
            /// <summary>The share of the last step in the next.</summary>
            double Momentum { get; set; }
        }

        /// <summary>Something with two decay rates of moments.</summary>
        public interface IBetas
        {
            /// <summary>The decay rates of the mean and of the mean square of gradients.</summary>
            (double, double) Betas { get; set; }
        }
    }
}
