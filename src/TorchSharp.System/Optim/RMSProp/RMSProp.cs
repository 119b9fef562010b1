namespace TorchSharp.Modules;

/// <summary>Steps by gradients over the root of their mean square.</summary>
public partial class RMSProp : OptimizerHelper, torch.optim.IMomentum
{
    /// <summary>An optimizer of one group of parameters.</summary>
    public RMSProp(
        IEnumerable<Parameter> parameters, double lr = 0.001, double alpha = 0.99, double eps = 1E-08, double weight_decay = 0,
        double momentum = 0, bool centered = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, alpha, eps, weight_decay, momentum, centered, maximize)
    {
    }

    /// <summary>An optimizer of several groups; what a group does not set, it takes from the other arguments.</summary>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public RMSProp(
        IEnumerable<ParamGroup> parameters, double lr = 0.001, double alpha = 0.99, double eps = 1E-08, double weight_decay = 0,
        double momentum = 0, bool centered = false, bool maximize = false)
    {
        Require(lr >= 0, nameof(lr), lr, "0 or more");
        Require(eps >= 0, nameof(eps), eps, "0 or more");
        Require(alpha >= 0, nameof(alpha), alpha, "0 or more");
        Require(momentum >= 0, nameof(momentum), momentum, "0 or more");
        Require(weight_decay >= 0, nameof(weight_decay), weight_decay, "0 or more");

        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            maximize = maximize,
            momentum = momentum,
            alpha = alpha,
            eps = eps,
            weight_decay = weight_decay,
            centered = centered,
        };
        foreach (var group in parameters)
        {
            add_param_group(group);
        }
    }

    /// <summary>The default of the momentum.</summary>
    public double Momentum
    {
        get => ((Options)_defaults).momentum!.Value;
        set => ((Options)_defaults).momentum = value;
    }

    /// <summary>Adds a group of parameters; what it does not set, it takes from the defaults.</summary>
    public override void add_param_group(Modules.ParamGroup param_group)
    {
        param_group.Options ??= new Options();
        var options = (Options)param_group.Options;
        var defaults = (Options)_defaults;
        options.LearningRate ??= defaults.LearningRate;
        options.maximize ??= defaults.maximize;
        options.momentum ??= defaults.momentum;
        options.alpha ??= defaults.alpha;
        options.eps ??= defaults.eps;
        options.weight_decay ??= defaults.weight_decay;
        options.centered ??= defaults.centered;
        Own(param_group, parameter => new State(parameter));
    }

    /// <summary>Disposes the state of all parameters.</summary>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        DisposeStates(disposing);
    }
}
