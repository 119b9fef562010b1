using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Whether the elements are to be read conjugated.</summary>
    public static bool is_conj(Tensor input) => input.is_conj();

    /// <summary>With a lazy conjugation carried out.</summary>
    public static Tensor resolve_conj(Tensor input) => input.resolve_conj();

    /// <summary>With a lazy negation carried out.</summary>
    public static Tensor resolve_neg(Tensor input) => input.resolve_neg();

    /// <summary>The conjugate of each element, lazily.</summary>
    public static Tensor conj(Tensor input) => input.conj();

    /// <summary>The conjugate of each element.</summary>
    public static Tensor conj_physical(Tensor input) => input.conj_physical();

    /// <summary>The conjugate of each element, in place.</summary>
    public static Tensor conj_physical_(Tensor input) => input.conj_physical_();

    /// <summary>The angle of each complex element.</summary>
    public static Tensor angle(Tensor input) => input.angle();

    /// <summary>Pairs in the last dimension as complex numbers; a view.</summary>
    public static Tensor view_as_complex(Tensor input) => input.view_as_complex();

    /// <summary>Complex numbers as pairs in a new last dimension; a view.</summary>
    public static Tensor view_as_real(Tensor input) => input.view_as_real();

    /// <summary>The real part; a view.</summary>
    public static Tensor real(Tensor input) => input.real;

    /// <summary>The imaginary part; a view.</summary>
    public static Tensor imag(Tensor input) => input.imag;

    /// <summary>Complex numbers of real and imaginary parts.</summary>
    public static Tensor complex(Tensor real, Tensor imag) => Aten.complex.Tensor(real, imag);

    /// <summary>Complex numbers of absolute values and angles.</summary>
    public static Tensor polar(Tensor abs, Tensor angle) => Aten.polar.Tensor(abs, angle);

    /// <summary>The number of elements.</summary>
    public static long numel(Tensor input) => input.numel();

    /// <summary>Whether the elements are real floating numbers.</summary>
    public static bool is_floating_point(Tensor input) => input.is_floating_point();

    /// <summary>Whether the elements are complex numbers.</summary>
    public static bool is_complex(Tensor input) => input.is_complex();

    /// <summary>Whether the elements are integers or truth values.</summary>
    public static bool is_integral(Tensor t) => t.is_integral();

    /// <summary>Whether the only element differs from 0.</summary>
    public static bool is_nonzero(Tensor input) => input.is_nonzero();

    /// <summary>Whether an object is a tensor.</summary>
    public static bool is_tensor(object obj) => obj is Tensor;

    /// <summary>A copy with memory of its own; strides are kept.</summary>
    public static Tensor clone(Tensor input) => input.clone();
}
