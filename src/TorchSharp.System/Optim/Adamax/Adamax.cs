namespace TorchSharp.Modules;

/// <summary>Adam with the largest decayed gradient in place of the root of the mean square.</summary>
public partial class Adamax : OptimizerHelper, torch.optim.IBetas
{
    /// <summary>An optimizer of one group of parameters.</summary>
    public Adamax(
        IEnumerable<Parameter> parameters, double lr, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay)
    {
    }

    /// <summary>An optimizer of several groups; what a group does not set, it takes from the other arguments.</summary>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public Adamax(
        IEnumerable<ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08,
        double weight_decay = 0)
    {
        Require(lr >= 0, nameof(lr), lr, "0 or more");
        Require(beta1 >= 0 && beta1 <= 1, nameof(beta1), beta1, "from 0 to 1");
        Require(beta2 >= 0 && beta2 <= 1, nameof(beta2), beta2, "from 0 to 1");
        Require(eps >= 0, nameof(eps), eps, "0 or more");
        Require(weight_decay >= 0, nameof(weight_decay), weight_decay, "0 or more");

        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
        };
        foreach (var group in parameters)
        {
            add_param_group(group);
        }
    }

    /// <summary>The defaults of the decay rates of both means.</summary>
    public (double, double) Betas
    {
        get => (((Options)_defaults).beta1!.Value, ((Options)_defaults).beta2!.Value);
        set => (((Options)_defaults).beta1, ((Options)_defaults).beta2) = value;
    }

    /// <summary>Adds a group of parameters; what it does not set, it takes from the defaults.</summary>
    public override void add_param_group(Modules.ParamGroup param_group)
    {
        param_group.Options ??= new Options();
        var options = (Options)param_group.Options;
        var defaults = (Options)_defaults;
        options.LearningRate ??= defaults.LearningRate;
        options.beta1 ??= defaults.beta1;
        options.beta2 ??= defaults.beta2;
        options.eps ??= defaults.eps;
        options.weight_decay ??= defaults.weight_decay;
        Own(param_group, parameter => new State(parameter));
    }

    /// <summary>Disposes the state of all parameters.</summary>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        DisposeStates(disposing);
    }
}
