using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum; shapes broadcast.</summary>
        public Tensor add(Tensor target) => Aten.add_Tensor.Tensor(this, target);

        /// <summary>The sum with a number.</summary>
        public Tensor add(Scalar scalar) => Aten.add_Scalar.Tensor(this, scalar);

        /// <summary>The sum with <paramref name="alpha"/> times the other; shapes broadcast.</summary>
        public Tensor add(Tensor target, Scalar alpha) => Aten.add_Tensor.Tensor(this, target, alpha);

        /// <summary>The sum with <paramref name="alpha"/> times a number.</summary>
        public Tensor add(Scalar scalar, Scalar alpha) => Aten.add_Scalar.Tensor(this, scalar, alpha);

        /// <summary>Adds to this tensor.</summary>
        public Tensor add_(Tensor target) => Aten.add__Tensor.InPlace(this, target);

        /// <summary>Adds a number to this tensor.</summary>
        public Tensor add_(Scalar scalar) => Aten.add__Scalar.InPlace(this, scalar);

        /// <summary>Adds <paramref name="alpha"/> times the other to this tensor.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => Aten.add__Tensor.InPlace(this, target, alpha);

        /// <summary>Adds <paramref name="alpha"/> times a number to this tensor.</summary>
        public Tensor add_(Scalar scalar, Scalar alpha) => Aten.add__Scalar.InPlace(this, scalar, alpha);

        /// <summary>The difference; shapes broadcast.</summary>
        public Tensor sub(Tensor target) => Aten.sub_Tensor.Tensor(this, target);

        /// <summary>The difference; shapes broadcast, in place.</summary>
        public Tensor sub_(Tensor target) => Aten.sub__Tensor.InPlace(this, target);

        /// <summary>The difference with a number.</summary>
        public Tensor sub(Scalar target) => Aten.sub_Scalar.Tensor(this, target);

        /// <summary>The difference with a number, in place.</summary>
        public Tensor sub_(Scalar target) => Aten.sub__Scalar.InPlace(this, target);

        /// <summary>The difference; shapes broadcast.</summary>
        public Tensor subtract(Tensor target) => Aten.sub_Tensor.Tensor(this, target);

        /// <summary>The difference; shapes broadcast, in place.</summary>
        public Tensor subtract_(Tensor target) => Aten.sub__Tensor.InPlace(this, target);

        /// <summary>The difference with a number.</summary>
        public Tensor subtract(Scalar target) => Aten.sub_Scalar.Tensor(this, target);

        /// <summary>The difference with a number, in place.</summary>
        public Tensor subtract_(Scalar target) => Aten.sub__Scalar.InPlace(this, target);

        /// <summary>The product of elements; shapes broadcast.</summary>
        public Tensor mul(Tensor target) => Aten.mul_Tensor.Tensor(this, target);

        /// <summary>The product of elements; shapes broadcast, in place.</summary>
        public Tensor mul_(Tensor target) => Aten.mul__Tensor.InPlace(this, target);

        /// <summary>The product with a number.</summary>
        public Tensor mul(Scalar target) => Aten.mul_Scalar.Tensor(this, target);

        /// <summary>The product with a number, in place.</summary>
        public Tensor mul_(Scalar target) => Aten.mul__Scalar.InPlace(this, target);

        /// <summary>The product of elements; shapes broadcast.</summary>
        public Tensor multiply(Tensor target) => Aten.mul_Tensor.Tensor(this, target);

        /// <summary>The product with a number.</summary>
        public Tensor multiply(Scalar target) => Aten.mul_Scalar.Tensor(this, target);

        /// <summary>The quotient, exact or rounded; shapes broadcast.</summary>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.div_Tensor_mode.Tensor(this, target, Name(rounding_mode));

        /// <summary>The quotient, exact or rounded; shapes broadcast, in place.</summary>
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.div__Tensor_mode.InPlace(this, target, Name(rounding_mode));

        /// <summary>The quotient with a number, exact or rounded.</summary>
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.div_Scalar_mode.Tensor(this, target, Name(rounding_mode));

        /// <summary>The quotient with a number, exact or rounded, in place.</summary>
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.div__Scalar_mode.InPlace(this, target, Name(rounding_mode));

        /// <summary>The quotient, exact or rounded; shapes broadcast.</summary>
        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        /// <summary>The quotient with a number, exact or rounded.</summary>
        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        /// <summary>The quotient, exact or rounded, in place.</summary>
        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        /// <summary>The quotient with a number, exact or rounded, in place.</summary>
        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        /// <summary>The exact quotient; shapes broadcast.</summary>
        public Tensor true_divide(Tensor other) => Aten.div_Tensor.Tensor(this, other);

        /// <summary>The exact quotient; shapes broadcast, in place.</summary>
        public Tensor true_divide_(Tensor other) => Aten.div__Tensor.InPlace(this, other);

        /// <summary>The exact quotient with a number.</summary>
        public Tensor true_divide(Scalar other) => Aten.div_Scalar.Tensor(this, other);

        /// <summary>The exact quotient with a number, in place.</summary>
        public Tensor true_divide_(Scalar other) => Aten.div__Scalar.InPlace(this, other);

        /// <summary>The quotient rounded down; shapes broadcast.</summary>
        public Tensor floor_divide(Tensor other) => Aten.div_Tensor_mode.Tensor(this, other, "floor");

        /// <summary>The quotient rounded down; shapes broadcast, in place.</summary>
        public Tensor floor_divide_(Tensor other) => Aten.div__Tensor_mode.InPlace(this, other, "floor");

        /// <summary>The quotient with a number, rounded down.</summary>
        public Tensor floor_divide(Scalar other) => Aten.div_Scalar_mode.Tensor(this, other, "floor");

        /// <summary>The quotient with a number, rounded down, in place.</summary>
        public Tensor floor_divide_(Scalar other) => Aten.div__Scalar_mode.InPlace(this, other, "floor");

        /// <summary>The remainder with the sign of the divisor.</summary>
        public Tensor remainder(Tensor target) => Aten.remainder_Tensor.Tensor(this, target);

        /// <summary>The remainder with the sign of the divisor, in place.</summary>
        public Tensor remainder_(Tensor target) => Aten.remainder__Tensor.InPlace(this, target);

        /// <summary>The remainder with the sign of the divisor.</summary>
        public Tensor remainder(Scalar scalar) => Aten.remainder_Scalar.Tensor(this, scalar);

        /// <summary>The remainder with the sign of the divisor, in place.</summary>
        public Tensor remainder_(Scalar scalar) => Aten.remainder__Scalar.InPlace(this, scalar);

        /// <summary>The remainder with the sign of the dividend.</summary>
        public Tensor fmod(Tensor target) => Aten.fmod_Tensor.Tensor(this, target);

        /// <summary>The remainder with the sign of the dividend, in place.</summary>
        public Tensor fmod_(Tensor target) => Aten.fmod__Tensor.InPlace(this, target);

        /// <summary>The remainder with the sign of the dividend.</summary>
        public Tensor fmod(Scalar scalar) => Aten.fmod_Scalar.Tensor(this, scalar);

        /// <summary>The remainder with the sign of the dividend, in place.</summary>
        public Tensor fmod_(Scalar scalar) => Aten.fmod__Scalar.InPlace(this, scalar);
    }
}
