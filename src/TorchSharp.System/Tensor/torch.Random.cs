using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>1 with the probability that the element gives, else 0.</summary>
    public static Tensor bernoulli(Tensor input, Generator? generator = null) => input.bernoulli(generator);

    /// <summary>Numbers of a Poisson distribution whose rates are the elements.</summary>
    public static Tensor poisson(Tensor input, Generator? generator = null) => input.poisson(generator);

    /// <summary>Indices drawn with the probabilities that a row's elements weigh.</summary>
    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        input.multinomial(num_samples, replacement, generator);

    /// <summary>Numbers of normal distributions of given means and deviations.</summary>
    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) => Aten.normal_Tensor_Tensor.Tensor(mean, std, generator);

    /// <summary>Numbers of a binomial distribution.</summary>
    public static Tensor binomial(Tensor count, Tensor probs, Generator? generator = null) => Aten.binomial.Tensor(count, probs, generator);
}
