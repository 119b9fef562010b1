namespace Yolo.Engine.Optimization;

/// <summary>What the run says about its optimizer.</summary>
/// <param name="Name">SGD, MuSGD, Adam, AdamW, Adamax, NAdam, RAdam, RMSProp or auto, in any case.</param>
/// <param name="LearningRate">The learning rate before any schedule; of no account for auto.</param>
/// <param name="Momentum">The momentum, the first beta for those of Adam's family; of no account for auto.</param>
/// <param name="WeightDecay">The weight decay, already scaled to the batch.</param>
internal sealed record OptimizerSettings(string Name, double LearningRate, double Momentum, double WeightDecay);
