using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>This + weight·(end - this).</summary>
        public Tensor lerp(Tensor end, Tensor weight) => Aten.lerp_Tensor.Tensor(this, end, weight);

        /// <summary>This + weight·(end - this), in place.</summary>
        public Tensor lerp_(Tensor end, Tensor weight) => Aten.lerp__Tensor.InPlace(this, end, weight);

        /// <summary>This + value·tensor1·tensor2.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcmul.Tensor(this, tensor1, tensor2, value);

        /// <summary>This + value·tensor1·tensor2, in place.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcmul_.InPlace(this, tensor1, tensor2, value);

        /// <summary>This + tensor1/tensor2.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Aten.addcdiv.Tensor(this, tensor1, tensor2);

        /// <summary>This + tensor1/tensor2, in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Aten.addcdiv_.InPlace(this, tensor1, tensor2);

        /// <summary>This + value·tensor1/tensor2.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcdiv.Tensor(this, tensor1, tensor2, value);

        /// <summary>This + value·tensor1/tensor2, in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcdiv_.InPlace(this, tensor1, tensor2, value);

        /// <summary>Each element, not below min and not above max.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.clamp.Tensor(this, min, max);

        /// <summary>Each element, not below min and not above max, in place.</summary>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Aten.clamp_.InPlace(this, min, max);

        /// <summary>Each element, not below its min and not above its max.</summary>
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Aten.clamp_Tensor.Tensor(this, min, max);

        /// <summary>Each element, not below its min and not above its max, in place.</summary>
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Aten.clamp__Tensor.InPlace(this, min, max);

        /// <summary>Each element, not below a number.</summary>
        public Tensor clamp_min(Scalar min) => Aten.clamp_min.Tensor(this, min);

        /// <summary>Each element, not below a number, in place.</summary>
        public Tensor clamp_min_(Scalar min) => Aten.clamp_min_.InPlace(this, min);

        /// <summary>Each element, not above a number.</summary>
        public Tensor clamp_max(Scalar max) => Aten.clamp_max.Tensor(this, max);

        /// <summary>Each element, not above a number, in place.</summary>
        public Tensor clamp_max_(Scalar max) => Aten.clamp_max_.InPlace(this, max);

        /// <summary>Each element, not below min and not above max.</summary>
        public Tensor clip(Scalar? min = null, Scalar? max = null) => Aten.clamp.Tensor(this, min, max);

        /// <summary>The larger of each pair; not-a-number wins.</summary>
        public Tensor maximum(Tensor other) => Aten.maximum.Tensor(this, other);

        /// <summary>The smaller of each pair; not-a-number wins.</summary>
        public Tensor minimum(Tensor other) => Aten.minimum.Tensor(this, other);

        /// <summary>The larger of each pair; a number wins over not-a-number.</summary>
        public Tensor fmax(Tensor other) => Aten.fmax.Tensor(this, other);

        /// <summary>The smaller of each pair; a number wins over not-a-number.</summary>
        public Tensor fmin(Tensor other) => Aten.fmin.Tensor(this, other);

        /// <summary>The greatest common divisor of each pair.</summary>
        public Tensor gcd(Tensor other) => Aten.gcd.Tensor(this, other);

        /// <summary>The greatest common divisor of each pair, in place.</summary>
        public Tensor gcd_(Tensor other) => Aten.gcd_.InPlace(this, other);

        /// <summary>The least common multiple of each pair.</summary>
        public Tensor lcm(Tensor other) => Aten.lcm.Tensor(this, other);

        /// <summary>The least common multiple of each pair, in place.</summary>
        public Tensor lcm_(Tensor other) => Aten.lcm_.InPlace(this, other);

        /// <summary>Each element times 2 to a power.</summary>
        public Tensor ldexp(Tensor other) => Aten.ldexp_Tensor.Tensor(this, other);

        /// <summary>Each element times 2 to a power, in place.</summary>
        public Tensor ldexp_(Tensor other) => Aten.ldexp_.InPlace(this, other);

        /// <summary>log(exp(a)+exp(b)) of each pair.</summary>
        public Tensor logaddexp(Tensor other) => Aten.logaddexp.Tensor(this, other);

        /// <summary>log2(2^a+2^b) of each pair.</summary>
        public Tensor logaddexp2(Tensor other) => Aten.logaddexp2.Tensor(this, other);

        /// <summary>The size of each element with the sign of the other.</summary>
        public Tensor copysign(Tensor other) => Aten.copysign_Tensor.Tensor(this, other);

        /// <summary>The size of each element with the sign of the other, in place.</summary>
        public Tensor copysign_(Tensor other) => Aten.copysign__Tensor.InPlace(this, other);

        /// <summary>The next number after each element in the direction of the other.</summary>
        public Tensor nextafter(Tensor other) => Aten.nextafter.Tensor(this, other);

        /// <summary>The next number after each element in the direction of the other, in place.</summary>
        public Tensor nextafter_(Tensor other) => Aten.nextafter_.InPlace(this, other);

        /// <summary>0 for negative elements, 1 for positive ones, the other's for 0.</summary>
        public Tensor heaviside(Tensor other) => Aten.heaviside.Tensor(this, other);

        /// <summary>0 for negative elements, 1 for positive ones, the other's for 0, in place.</summary>
        public Tensor heaviside_(Tensor other) => Aten.heaviside_.InPlace(this, other);

        /// <summary>x·log(y), 0 where x is 0.</summary>
        public Tensor xlogy(Tensor y) => Aten.xlogy_Tensor.Tensor(this, y);

        /// <summary>x·log(y), 0 where x is 0, in place.</summary>
        public Tensor xlogy_(Tensor y) => Aten.xlogy__Tensor.InPlace(this, y);

        /// <summary>x·log(y), 0 where x is 0.</summary>
        public Tensor xlogy(Scalar y) => Aten.xlogy_Scalar_Other.Tensor(this, y);

        /// <summary>x·log(y), 0 where x is 0, in place.</summary>
        public Tensor xlogy_(Scalar y) => Aten.xlogy__Scalar_Other.InPlace(this, y);

        /// <summary>The regularized lower incomplete gamma function.</summary>
        public Tensor igamma(Tensor other) => Aten.igamma.Tensor(this, other);

        /// <summary>The regularized upper incomplete gamma function.</summary>
        public Tensor igammac(Tensor other) => Aten.igammac.Tensor(this, other);

        /// <summary>The p-norm of the difference.</summary>
        public Tensor dist(Tensor other, float p = 2) => Aten.dist.Tensor(this, other, p);
    }
}
