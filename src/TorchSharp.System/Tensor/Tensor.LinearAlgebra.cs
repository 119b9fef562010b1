using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The product of matrices or vectors, or of batches of them.</summary>
        public Tensor matmul(Tensor target) => Aten.matmul.Tensor(this, target);

        /// <summary>The product of two matrices.</summary>
        public Tensor mm(Tensor target) => Aten.mm.Tensor(this, target);

        /// <summary>The products of two batches of matrices.</summary>
        public Tensor bmm(Tensor batch2) => Aten.bmm.Tensor(this, batch2);

        /// <summary>The product of a matrix and a vector.</summary>
        public Tensor mv(Tensor target) => Aten.mv.Tensor(this, target);

        /// <summary>The inner product of two vectors.</summary>
        public Tensor dot(Tensor target) => Aten.dot.Tensor(this, target);

        /// <summary>The inner product of two vectors, the first one conjugated.</summary>
        public Tensor vdot(Tensor target) => Aten.vdot.Tensor(this, target);

        /// <summary>The inner product along the last dimension.</summary>
        public Tensor inner(Tensor vec2) => Aten.inner.Tensor(this, vec2);

        /// <summary>The outer product of two vectors.</summary>
        public Tensor outer(Tensor vec2) => Aten.outer.Tensor(this, vec2);

        /// <summary>The outer product of two vectors.</summary>
        public Tensor ger(Tensor vec2) => Aten.outer.Tensor(this, vec2);

        /// <summary>The Kronecker product.</summary>
        public Tensor kron(Tensor other) => Aten.kron.Tensor(this, other);

        /// <summary>beta·this + alpha·(mat1 @ mat2).</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Aten.addmm.Tensor(this, mat1, mat2, beta, alpha);

        /// <summary>beta·this + alpha·(mat1 @ mat2), in place.</summary>
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Aten.addmm_.InPlace(this, mat1, mat2, beta, alpha);

        /// <summary>beta·this + alpha·(mat @ vec).</summary>
        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Aten.addmv.Tensor(this, mat, vec, beta, alpha);

        /// <summary>beta·this + alpha·(mat @ vec), in place.</summary>
        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Aten.addmv_.InPlace(this, mat, vec, beta, alpha);

        /// <summary>beta·this + alpha·(vec1 ⊗ vec2).</summary>
        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => Aten.addr.Tensor(this, vec1, vec2, beta, alpha);

        /// <summary>beta·this + alpha·(vec1 ⊗ vec2), in place.</summary>
        public Tensor addr_(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => Aten.addr_.InPlace(this, vec1, vec2, beta, alpha);

        /// <summary>beta·this + alpha times the sum of the products of a batch of matrices.</summary>
        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Aten.addbmm.Tensor(this, batch1, batch2, beta, alpha);

        /// <summary>beta·this + alpha times the sum of the products of a batch of matrices, in place.</summary>
        public Tensor addbmm_(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Aten.addbmm_.InPlace(this, batch1, batch2, beta, alpha);

        /// <summary>beta·this + alpha times the products of a batch of matrices.</summary>
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Aten.baddbmm.Tensor(this, batch1, batch2, beta, alpha);

        /// <summary>The inverse of a matrix, or of each of a batch.</summary>
        public Tensor inverse() => Aten.inverse.Tensor(this);

        /// <summary>The pseudo-inverse of a matrix.</summary>
        public Tensor pinverse(double rcond = 1e-15, bool hermitian = false) => Aten.linalg_pinv.Tensor(this, rcond, hermitian);

        /// <summary>The determinant of a matrix, or of each of a batch.</summary>
        public Tensor det() => Aten.det.Tensor(this);

        /// <summary>The logarithm of the determinant.</summary>
        public Tensor logdet() => Aten.logdet.Tensor(this);

        /// <summary>The matrix exponential.</summary>
        public Tensor matrix_exp() => Aten.matrix_exp.Tensor(this);

        /// <summary>A power of a matrix.</summary>
        public Tensor matrix_power(int n) => Aten.matrix_power.Tensor(this, n);

        /// <summary>The covariance of variables, which are rows.</summary>
        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null) =>
            Aten.cov.Tensor(this, correction, fweights, aweights);

        /// <summary>The correlation of variables, which are rows.</summary>
        public Tensor corrcoef() => Aten.corrcoef.Tensor(this);

        /// <summary>The product summed over the last dimensions of this and the first of the other.</summary>
        public Tensor tensordot(Tensor b, long dims = 2) => Aten.tensordot.Tensor(this, b, Range(dim() - dims, dims), Range(0, dims));

        /// <summary>The product summed over pairs of dimensions.</summary>
        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Aten.tensordot.Tensor(this, b, dims1, dims2);

        /// <summary>The product summed over pairs of dimensions.</summary>
        public Tensor tensordot(Tensor b, (long, long)[] dims) =>
            tensordot(b, [.. dims.Select(pair => pair.Item1)], [.. dims.Select(pair => pair.Item2)]);

        /// <summary>The inverse of a positive matrix from its Cholesky factor.</summary>
        public Tensor cholesky_inverse(bool upper = false) => Aten.cholesky_inverse.Tensor(this, upper);

        /// <summary>The solution of a positive linear system from its Cholesky factor.</summary>
        public Tensor cholesky_solve(Tensor input2, bool upper = false) => Aten.cholesky_solve.Tensor(this, input2, upper);
    }
}
