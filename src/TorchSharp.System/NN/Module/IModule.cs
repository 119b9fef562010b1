namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Something that can be called with one input.</summary>
        public interface IModule<T, TResult>
        {
            /// <summary>Computes the output, hooks included.</summary>
            TResult call(T input1);
        }

        /// <summary>Something that can be called with 2 inputs.</summary>
        public interface IModule<T1, T2, TResult>
        {
            /// <summary>Computes the output, hooks included.</summary>
            TResult call(T1 input1, T2 input2);
        }

        /// <summary>Something that can be called with 3 inputs.</summary>
        public interface IModule<T1, T2, T3, TResult>
        {
            /// <summary>Computes the output, hooks included.</summary>
            TResult call(T1 input1, T2 input2, T3 input3);
        }

        /// <summary>Something that can be called with 4 inputs.</summary>
        public interface IModule<T1, T2, T3, T4, TResult>
        {
            /// <summary>Computes the output, hooks included.</summary>
            TResult call(T1 input1, T2 input2, T3 input3, T4 input4);
        }

        /// <summary>Something that can be called with 5 inputs.</summary>
        public interface IModule<T1, T2, T3, T4, T5, TResult>
        {
            /// <summary>Computes the output, hooks included.</summary>
            TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5);
        }

        /// <summary>Something that can be called with 6 inputs.</summary>
        public interface IModule<T1, T2, T3, T4, T5, T6, TResult>
        {
            /// <summary>Computes the output, hooks included.</summary>
            TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6);
        }
    }
}
