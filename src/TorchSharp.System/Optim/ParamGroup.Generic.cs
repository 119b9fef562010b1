namespace TorchSharp.Modules;

/// <summary>Parameters with common options of one kind of optimizer.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
public class ParamGroup<TOptions> : ParamGroup
    where TOptions : OptimizerOptions
{
    /// <summary>A group whose parameters are yet to be set.</summary>
    public ParamGroup()
    {
    }

    /// <summary>A group of parameters.</summary>
    public ParamGroup(IEnumerable<Parameter> parameters, TOptions? options = null)
    {
        Parameters = parameters;
        base.Options = options!;
    }

    /// <summary>The options; those that are not set take the optimizer's.</summary>
    public new TOptions Options
    {
        get => (TOptions)base.Options;
        set => base.Options = value;
    }
}
