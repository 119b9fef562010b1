using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The product of matrices or vectors, or of batches of them.</summary>
    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    /// <summary>The product of two matrices.</summary>
    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);

    /// <summary>The products of two batches of matrices.</summary>
    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);

    /// <summary>The product of a matrix and a vector.</summary>
    public static Tensor mv(Tensor input, Tensor target) => input.mv(target);

    /// <summary>The inner product of two vectors.</summary>
    public static Tensor dot(Tensor input, Tensor other) => input.dot(other);

    /// <summary>The inner product of two vectors, the first one conjugated.</summary>
    public static Tensor vdot(Tensor input, Tensor target) => input.vdot(target);

    /// <summary>The inner product along the last dimension.</summary>
    public static Tensor inner(Tensor input, Tensor vec2) => input.inner(vec2);

    /// <summary>The outer product of two vectors.</summary>
    public static Tensor outer(Tensor input, Tensor vec2) => input.outer(vec2);

    /// <summary>The outer product of two vectors.</summary>
    public static Tensor ger(Tensor input, Tensor vec2) => input.ger(vec2);

    /// <summary>The Kronecker product.</summary>
    public static Tensor kron(Tensor input, Tensor other) => input.kron(other);

    /// <summary>beta·this + alpha·(mat1 @ mat2).</summary>
    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmm(mat1, mat2, beta, alpha);

    /// <summary>beta·this + alpha·(mat1 @ mat2), in place.</summary>
    public static Tensor addmm_(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmm_(mat1, mat2, beta, alpha);

    /// <summary>beta·this + alpha·(mat @ vec).</summary>
    public static Tensor addmv(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmv(mat1, mat2, beta, alpha);

    /// <summary>beta·this + alpha·(mat @ vec), in place.</summary>
    public static Tensor addmv_(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmv_(mat1, mat2, beta, alpha);

    /// <summary>beta·this + alpha·(vec1 ⊗ vec2).</summary>
    public static Tensor addr(Tensor input, Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => input.addr(vec1, vec2, beta, alpha);

    /// <summary>beta·this + alpha·(vec1 ⊗ vec2), in place.</summary>
    public static Tensor addr_(Tensor input, Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => input.addr_(vec1, vec2, beta, alpha);

    /// <summary>beta·this + alpha times the sum of the products of a batch of matrices.</summary>
    public static Tensor addbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
        input.addbmm(batch1, batch2, beta, alpha);

    /// <summary>beta·this + alpha times the sum of the products of a batch of matrices, in place.</summary>
    public static Tensor addbmm_(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
        input.addbmm_(batch1, batch2, beta, alpha);

    /// <summary>beta·this + alpha times the products of a batch of matrices.</summary>
    public static Tensor baddbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
        input.baddbmm(batch1, batch2, beta, alpha);

    /// <summary>The inverse of a matrix, or of each of a batch.</summary>
    public static Tensor inverse(Tensor input) => input.inverse();

    /// <summary>The pseudo-inverse of a matrix.</summary>
    public static Tensor pinverse(Tensor input, double rcond = 1e-15, bool hermitian = false) => input.pinverse(rcond, hermitian);

    /// <summary>The determinant of a matrix, or of each of a batch.</summary>
    public static Tensor det(Tensor input) => input.det();

    /// <summary>The logarithm of the determinant.</summary>
    public static Tensor logdet(Tensor input) => input.logdet();

    /// <summary>The matrix exponential.</summary>
    public static Tensor matrix_exp(Tensor input) => input.matrix_exp();

    /// <summary>A power of a matrix.</summary>
    public static Tensor matrix_power(Tensor input, int n) => input.matrix_power(n);

    /// <summary>The covariance of variables, which are rows.</summary>
    public static Tensor cov(Tensor input, long correction = 1, Tensor? fweights = null, Tensor? aweights = null) =>
        input.cov(correction, fweights, aweights);

    /// <summary>The correlation of variables, which are rows.</summary>
    public static Tensor corrcoef(Tensor input) => input.corrcoef();

    /// <summary>The product summed over the last dimensions of this and the first of the other.</summary>
    public static Tensor tensordot(Tensor a, Tensor b, long dims = 2) => a.tensordot(b, dims);

    /// <summary>The product summed over pairs of dimensions.</summary>
    public static Tensor tensordot(Tensor a, Tensor b, long[] dims1, long[] dims2) => a.tensordot(b, dims1, dims2);

    /// <summary>The product summed over pairs of dimensions.</summary>
    public static Tensor tensordot(Tensor a, Tensor b, (long, long)[] dims) => a.tensordot(b, dims);

    /// <summary>Products summed as an equation says, such as "bij,bjk->bik".</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Aten.einsum.Tensor(equation, tensors);

    /// <summary>The p-norm distances between two sets of points, or batches of them.</summary>
    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary) =>
        Aten.cdist.Tensor(x1, x2, p, (long)compute_mode);

    /// <summary>The product of several matrices, in the cheapest order.</summary>
    public static Tensor chain_matmul(params Tensor[] matrices) => Aten.linalg_multi_dot.Tensor(matrices);

    /// <summary>The sign of the determinant and the logarithm of its absolute value.</summary>
    public static (Tensor res, Tensor logabsdet) slogdet(Tensor A) => Aten.slogdet.Two(A);

    /// <summary>The inverse of a positive matrix from its Cholesky factor.</summary>
    public static Tensor cholesky_inverse(Tensor input, bool upper = false) => input.cholesky_inverse(upper);

    /// <summary>The solution of a positive linear system from its Cholesky factor.</summary>
    public static Tensor cholesky_solve(Tensor input, Tensor input2, bool upper = false) => input.cholesky_solve(input2, upper);
}
