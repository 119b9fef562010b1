using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Fills with numbers that are uniform between two.</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null) => Aten.uniform_.InPlace(this, from, to, generator);

        /// <summary>Fills with numbers of a normal distribution.</summary>
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) => Aten.normal_.InPlace(this, mean, std, generator);

        /// <summary>Fills with numbers whose logarithm is normal.</summary>
        public Tensor log_normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Aten.log_normal_.InPlace(this, mean, std, generator);

        /// <summary>Fills with numbers of an exponential distribution.</summary>
        public Tensor exponential_(double lambda = 1, Generator? generator = null) => Aten.exponential_.InPlace(this, lambda, generator);

        /// <summary>Fills with numbers of a Cauchy distribution.</summary>
        public Tensor cauchy_(double median = 0, double sigma = 1, Generator? generator = null) =>
            Aten.cauchy_.InPlace(this, median, sigma, generator);

        /// <summary>Fills with numbers of a geometric distribution.</summary>
        public Tensor geometric_(double p, Generator? generator = null) => Aten.geometric_.InPlace(this, p, generator);

        /// <summary>Fills with integers from a range, its end excluded.</summary>
        public Tensor random_(double from, double to, Generator? generator = null) =>
            Aten.random__from.InPlace(this, (long)from, (long)to, generator);

        /// <summary>1 with the probability that the element gives, else 0.</summary>
        public Tensor bernoulli(Generator? generator = null) => Aten.bernoulli.Tensor(this, generator);

        /// <summary>Fills with 1 with a probability, else 0.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Aten.bernoulli__float.InPlace(this, p, generator);

        /// <summary>Fills with 1 with a probability for each element, else 0.</summary>
        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Aten.bernoulli__Tensor.InPlace(this, p, generator);

        /// <summary>Numbers of a binomial distribution: this tensor counts the trials.</summary>
        public Tensor binomial(Tensor prob, Generator? generator = null) => Aten.binomial.Tensor(this, prob, generator);

        /// <summary>Numbers of a Poisson distribution whose rates are the elements.</summary>
        public Tensor poisson(Generator? generator = null) => Aten.poisson.Tensor(this, generator);

        /// <summary>Indices drawn with the probabilities that a row's elements weigh.</summary>
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Aten.multinomial.Tensor(this, num_samples, replacement, generator);
    }
}
