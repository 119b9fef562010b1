using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether elements are equal; shapes broadcast.</summary>
        public Tensor eq(Tensor target) => Aten.eq_Tensor.Tensor(this, target);

        /// <summary>Whether elements are equal; shapes broadcast, in place.</summary>
        public Tensor eq_(Tensor target) => Aten.eq__Tensor.InPlace(this, target);

        /// <summary>Whether each element equals a number.</summary>
        public Tensor eq(Scalar target) => Aten.eq_Scalar.Tensor(this, target);

        /// <summary>Whether each element equals a number, in place.</summary>
        public Tensor eq_(Scalar target) => Aten.eq__Scalar.InPlace(this, target);

        /// <summary>Whether elements differ; shapes broadcast.</summary>
        public Tensor ne(Tensor target) => Aten.ne_Tensor.Tensor(this, target);

        /// <summary>Whether elements differ; shapes broadcast, in place.</summary>
        public Tensor ne_(Tensor target) => Aten.ne__Tensor.InPlace(this, target);

        /// <summary>Whether each element differs from a number.</summary>
        public Tensor ne(Scalar target) => Aten.ne_Scalar.Tensor(this, target);

        /// <summary>Whether each element differs from a number, in place.</summary>
        public Tensor ne_(Scalar target) => Aten.ne__Scalar.InPlace(this, target);

        /// <summary>Whether each element is below the other; shapes broadcast.</summary>
        public Tensor lt(Tensor target) => Aten.lt_Tensor.Tensor(this, target);

        /// <summary>Whether each element is below the other; shapes broadcast, in place.</summary>
        public Tensor lt_(Tensor target) => Aten.lt__Tensor.InPlace(this, target);

        /// <summary>Whether each element is below a number.</summary>
        public Tensor lt(Scalar target) => Aten.lt_Scalar.Tensor(this, target);

        /// <summary>Whether each element is below a number, in place.</summary>
        public Tensor lt_(Scalar target) => Aten.lt__Scalar.InPlace(this, target);

        /// <summary>Whether each element is not above the other; shapes broadcast.</summary>
        public Tensor le(Tensor target) => Aten.le_Tensor.Tensor(this, target);

        /// <summary>Whether each element is not above the other; shapes broadcast, in place.</summary>
        public Tensor le_(Tensor target) => Aten.le__Tensor.InPlace(this, target);

        /// <summary>Whether each element is not above a number.</summary>
        public Tensor le(Scalar target) => Aten.le_Scalar.Tensor(this, target);

        /// <summary>Whether each element is not above a number, in place.</summary>
        public Tensor le_(Scalar target) => Aten.le__Scalar.InPlace(this, target);

        /// <summary>Whether each element is above the other; shapes broadcast.</summary>
        public Tensor gt(Tensor target) => Aten.gt_Tensor.Tensor(this, target);

        /// <summary>Whether each element is above the other; shapes broadcast, in place.</summary>
        public Tensor gt_(Tensor target) => Aten.gt__Tensor.InPlace(this, target);

        /// <summary>Whether each element is above a number.</summary>
        public Tensor gt(Scalar target) => Aten.gt_Scalar.Tensor(this, target);

        /// <summary>Whether each element is above a number, in place.</summary>
        public Tensor gt_(Scalar target) => Aten.gt__Scalar.InPlace(this, target);

        /// <summary>Whether each element is not below the other; shapes broadcast.</summary>
        public Tensor ge(Tensor target) => Aten.ge_Tensor.Tensor(this, target);

        /// <summary>Whether each element is not below the other; shapes broadcast, in place.</summary>
        public Tensor ge_(Tensor target) => Aten.ge__Tensor.InPlace(this, target);

        /// <summary>Whether each element is not below a number.</summary>
        public Tensor ge(Scalar target) => Aten.ge_Scalar.Tensor(this, target);

        /// <summary>Whether each element is not below a number, in place.</summary>
        public Tensor ge_(Scalar target) => Aten.ge__Scalar.InPlace(this, target);

        /// <summary>Whether elements are equal, element by element; shapes broadcast.</summary>
        public Tensor equal(Tensor target) => Aten.eq_Tensor.Tensor(this, target);

        /// <summary>Whether elements differ; shapes broadcast.</summary>
        public Tensor not_equal(Tensor target) => Aten.ne_Tensor.Tensor(this, target);

        /// <summary>Whether elements differ, in place.</summary>
        public Tensor not_equal_(Tensor target) => Aten.ne__Tensor.InPlace(this, target);

        /// <summary>Whether each element is below the other.</summary>
        public Tensor less(Tensor target) => Aten.lt_Tensor.Tensor(this, target);

        /// <summary>Whether each element is not above the other.</summary>
        public Tensor less_equal(Tensor target) => Aten.le_Tensor.Tensor(this, target);

        /// <summary>Whether each element is not above the other, in place.</summary>
        public Tensor less_equal_(Tensor target) => Aten.le__Tensor.InPlace(this, target);

        /// <summary>Whether each element is above the other.</summary>
        public Tensor greater(Tensor target) => Aten.gt_Tensor.Tensor(this, target);

        /// <summary>Whether each element is not below the other.</summary>
        public Tensor greater_equal(Tensor target) => Aten.ge_Tensor.Tensor(this, target);

        /// <summary>Whether all elements are close: no further apart than atol + rtol·|target|.</summary>
        public bool allclose(Tensor target, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false) =>
            Aten.allclose.Number(this, target, rtol, atol, equal_nan).Integer != 0;

        /// <summary>Whether each element is close: no further apart than atol + rtol·|other|.</summary>
        public Tensor isclose(Tensor other, double rtol = 1e-5, double atol = 1e-8, bool nanEqual = false) =>
            Aten.isclose.Tensor(this, other, rtol, atol, nanEqual);

        /// <summary>Whether each element is among others.</summary>
        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
            Aten.isin_Tensor_Tensor.Tensor(this, test_elements, assumeUnique, invert);

        /// <summary>Whether the other has the same shape and elements.</summary>
        public bool Equals(Tensor target) => Aten.equal.Number(this, target).Integer != 0;
    }
}
