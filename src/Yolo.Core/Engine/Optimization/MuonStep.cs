using TorchSharp.Modules;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>
/// The first half of MuSGD's step, for weights of two and more dimensions: the mean gradient, made orthogonal. Half two is SGD on the weights
/// as they are then. Owns the means.
/// </summary>
/// <remarks>Legend: N weights of one shape, R rows (outputs), K columns (everything else).</remarks>
internal sealed class MuonStep : IDisposable
{
    private const double Share = 0.2;

    private readonly List<Member> members = [];

    /// <summary>Begins with means of zero.</summary>
    /// <param name="groups">All groups of the optimizer; those of other kinds are passed over.</param>
    internal MuonStep(IReadOnlyList<ParameterGroup> groups)
    {
        foreach (var (index, group) in groups.Index().Where(entry => entry.Item.Kind == ParameterKind.Muon))
        {
            members.AddRange(group.Parameters.Select(entry => new Member(index, entry.Parameter)));
        }
    }

    /// <summary>Moves all weights that have a gradient.</summary>
    /// <param name="rates">Learning rate of each group.</param>
    /// <param name="momentum">That of all groups.</param>
    /// <param name="overflow">[1], on the weights' device: 1 where nothing is to change; null: it always does.</param>
    internal void Step(IReadOnlyList<double> rates, double momentum, Tensor? overflow = null)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        if (members.Count == 0)
        {
            return;
        }

        var keeps = overflow?.logical_not(); // [1]
        var device = members[0].Parameter.device;
        var (fresh, kept) = (tensor((float)(1 - momentum)).SentTo(device), tensor((float)momentum).SentTo(device)); // []
        var moving = members.Select(member => (Member: member, Direction: Direction(member, fresh, kept, keeps)))
            .Where(entry => entry.Direction is not null);
        foreach (var alike in moving.GroupBy(entry => (entry.Direction!.shape[0], entry.Direction.shape[1])))
        {
            using var batch = NewDisposeScope();
            var steps = NewtonSchulz.Orthogonalize(stack(alike.Select(entry => entry.Direction!))); // [N, R, K]
            steps = keeps is null ? steps : steps.mul(keeps);
            foreach (var (i, (member, _)) in alike.Index())
            {
                var parameter = member.Parameter;
                parameter.AddInPlace(steps[i].reshape(parameter.shape), -Share * rates[member.Group] * Stretch(parameter.shape));
            }
        }
    }

    /// <summary>The mean gradient of a parameter, for checkpoints.</summary>
    internal StateSlot Slot(Parameter parameter)
    {
        var member = members.First(member => ReferenceEquals(member.Parameter, parameter));
        return new StateSlot(UpdateRule.MomentumName, () => member.Mean, value => member.Replace((Tensor)value));
    }

    /// <summary>Sets all means to zero.</summary>
    internal void Reset()
    {
        using var noGradient = no_grad();
        members.ForEach(member => member.Mean.zero_());
    }

    /// <inheritdoc/>
    public void Dispose() => members.ForEach(member => member.Mean.Dispose());

    // Where the weight would go: the gradient and its mean, mixed as Nesterov does.
    private static Tensor? Direction(Member member, Tensor fresh, Tensor kept, Tensor? keeps)
    {
        using var scope = NewDisposeScope();
        if (member.Parameter.grad is not { } gradient)
        {
            return null;
        }

        // What has overflowed must not touch the mean, not even times zero: the mean itself leaves it as it is.
        gradient = keeps is null ? gradient : where(keeps, gradient, member.Mean);
        member.Mean.lerp_(gradient, fresh);
        return gradient.lerp(member.Mean, kept).flatten(1).MoveToOuterDisposeScope(); // [R, K]
    }

    // By the last two dimensions as they are: 1 for square kernels.
    private static double Stretch(long[] shape) => Math.Sqrt(Math.Max(1, (double)shape[^2] / shape[^1]));

    private sealed class Member(int group, Parameter parameter)
    {
        internal int Group { get; } = group;

        internal Parameter Parameter { get; } = parameter;

        internal Tensor Mean { get; private set; } = parameter.zeros_like().DetachFromDisposeScope();

        internal void Replace(Tensor mean)
        {
            Mean.Dispose();
            Mean = mean.DetachFromDisposeScope();
        }
    }
}
