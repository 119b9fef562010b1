using System.Numerics;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The only element as a value.</summary>
        public static explicit operator float(Tensor value) => value.ToSingle();

        /// <summary>The only element as a value.</summary>
        public static explicit operator double(Tensor value) => value.ToDouble();

        /// <summary>The only element as a value.</summary>
        public static explicit operator sbyte(Tensor value) => value.ToSByte();

        /// <summary>The only element as a value.</summary>
        public static explicit operator byte(Tensor value) => value.ToByte();

        /// <summary>The only element as a value.</summary>
        public static explicit operator short(Tensor value) => value.ToInt16();

        /// <summary>The only element as a value.</summary>
        public static explicit operator int(Tensor value) => value.ToInt32();

        /// <summary>The only element as a value.</summary>
        public static explicit operator long(Tensor value) => value.ToInt64();

        /// <summary>The only element as a value.</summary>
        public static explicit operator bool(Tensor value) => value.ToBoolean();

        /// <summary>A tensor without dimensions of one value.</summary>
        public static implicit operator Tensor(byte value) => torch.tensor(value);

        /// <summary>A tensor without dimensions of one value.</summary>
        public static implicit operator Tensor(sbyte value) => torch.tensor(value);

        /// <summary>A tensor without dimensions of one value.</summary>
        public static implicit operator Tensor(short value) => torch.tensor(value);

        /// <summary>A tensor without dimensions of one value.</summary>
        public static implicit operator Tensor(int value) => torch.tensor(value);

        /// <summary>A tensor without dimensions of one value.</summary>
        public static implicit operator Tensor(long value) => torch.tensor(value);

        /// <summary>A tensor without dimensions of one value.</summary>
        public static implicit operator Tensor(float value) => torch.tensor(value);

        /// <summary>A tensor without dimensions of one value.</summary>
        public static implicit operator Tensor(double value) => torch.tensor(value);

        /// <summary>A tensor without dimensions of one value.</summary>
        public static implicit operator Tensor(bool value) => torch.tensor(value);

        /// <summary>A tensor without dimensions of one value.</summary>
        public static implicit operator Tensor((float, float) value) => torch.tensor(value);

        /// <summary>A tensor without dimensions of one value.</summary>
        public static implicit operator Tensor(Complex value) => torch.tensor(value);

        /// <summary>A vector with a copy of the array's values.</summary>
        public static implicit operator Tensor(byte[] value) => torch.tensor(value);

        /// <summary>A vector with a copy of the array's values.</summary>
        public static implicit operator Tensor(sbyte[] value) => torch.tensor(value);

        /// <summary>A vector with a copy of the array's values.</summary>
        public static implicit operator Tensor(short[] value) => torch.tensor(value);

        /// <summary>A vector with a copy of the array's values.</summary>
        public static implicit operator Tensor(int[] value) => torch.tensor(value);

        /// <summary>A vector with a copy of the array's values.</summary>
        public static implicit operator Tensor(long[] value) => torch.tensor(value);

        /// <summary>A vector with a copy of the array's values.</summary>
        public static implicit operator Tensor(float[] value) => torch.tensor(value);

        /// <summary>A vector with a copy of the array's values.</summary>
        public static implicit operator Tensor(double[] value) => torch.tensor(value);

        /// <summary>A vector with a copy of the array's values.</summary>
        public static implicit operator Tensor(bool[] value) => torch.tensor(value);

        /// <summary>A vector with a copy of the array's values.</summary>
        public static implicit operator Tensor((float, float)[] value) => torch.tensor(value);

        /// <summary>A vector with a copy of the array's values.</summary>
        public static implicit operator Tensor(Complex[] value) => torch.tensor(value);

        /// <summary>Never called: it exists so that the compiler prefers overloads that take a scalar.</summary>
        public static implicit operator Tensor(Scalar scalar) =>
            throw new InvalidOperationException("A scalar does not become a tensor by itself: call torch.tensor.");
    }
}
