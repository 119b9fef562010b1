using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A vector as the diagonal of a matrix, or the diagonal of a matrix as a vector.</summary>
        public Tensor diag(long diagonal = 0) => Aten.diag.Tensor(this, diagonal);

        /// <summary>The elements as the diagonal of a matrix.</summary>
        public Tensor diagflat(long offset = 0) => Aten.diagflat.Tensor(this, offset);

        /// <summary>The last dimension as the diagonals of new matrices.</summary>
        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) => Aten.diag_embed.Tensor(this, offset, dim1, dim2);

        /// <summary>The diagonals over two dimensions, as a last dimension, without a copy.</summary>
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Aten.diagonal.Tensor(this, offset, dim1, dim2);

        /// <summary>The elements on and below a diagonal, 0 elsewhere.</summary>
        public Tensor tril(long diagonal = 0) => Aten.tril.Tensor(this, diagonal);

        /// <summary>The elements on and below a diagonal, 0 elsewhere, in place.</summary>
        public Tensor tril_(long diagonal = 0) => Aten.tril_.InPlace(this, diagonal);

        /// <summary>The elements on and above a diagonal, 0 elsewhere.</summary>
        public Tensor triu(long diagonal = 0) => Aten.triu.Tensor(this, diagonal);

        /// <summary>The elements on and above a diagonal, 0 elsewhere, in place.</summary>
        public Tensor triu_(long diagonal = 0) => Aten.triu_.InPlace(this, diagonal);

        /// <summary>The powers of a vector's elements as columns.</summary>
        public Tensor vander(long N = -1, bool increasing = false) => Aten.vander.Tensor(this, N < 0 ? null : (long?)N, increasing);

        /// <summary>The channels of groups interleaved.</summary>
        public Tensor channel_shuffle(long groups) => Aten.channel_shuffle.Tensor(this, groups);
    }
}
