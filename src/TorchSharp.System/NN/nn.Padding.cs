using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Pads all sides of the last 2 dimensions alike with zeros.</summary>
        public static ZeroPad2d ZeroPad2d(long padding) => new(padding, padding, padding, padding);

        /// <summary>Pads with zeros: before and after, from the last dimension on.</summary>
        public static ZeroPad2d ZeroPad2d((long, long, long, long) padding) => new(padding.Item1, padding.Item2, padding.Item3, padding.Item4);

        /// <summary>Pads all sides of the last dimension alike with one value.</summary>
        public static ConstantPad1d ConstantPad1d(long padding, double value) => new(value, padding, padding);

        /// <summary>Pads with one value: before and after, from the last dimension on.</summary>
        public static ConstantPad1d ConstantPad1d((long, long) padding, double value) => new(value, padding.Item1, padding.Item2);

        /// <summary>Pads all sides of the last 2 dimensions alike with one value.</summary>
        public static ConstantPad2d ConstantPad2d(long padding, double value) => new(value, padding, padding, padding, padding);

        /// <summary>Pads with one value: before and after, from the last dimension on.</summary>
        public static ConstantPad2d ConstantPad2d((long, long, long, long) padding, double value) => new(value, padding.Item1, padding.Item2, padding.Item3, padding.Item4);

        /// <summary>Pads all sides of the last 3 dimensions alike with one value.</summary>
        public static ConstantPad3d ConstantPad3d(long padding, double value) => new(value, padding, padding, padding, padding, padding, padding);

        /// <summary>Pads with one value: before and after, from the last dimension on.</summary>
        public static ConstantPad3d ConstantPad3d((long, long, long, long, long, long) padding, double value) => new(value, padding.Item1, padding.Item2, padding.Item3, padding.Item4, padding.Item5, padding.Item6);

        /// <summary>Pads all sides of the last dimension alike with the values mirrored at the edge.</summary>
        public static ReflectionPad1d ReflectionPad1d(long padding) => new(padding, padding);

        /// <summary>Pads with the values mirrored at the edge: before and after, from the last dimension on.</summary>
        public static ReflectionPad1d ReflectionPad1d((long, long) padding) => new(padding.Item1, padding.Item2);

        /// <summary>Pads all sides of the last 2 dimensions alike with the values mirrored at the edge.</summary>
        public static ReflectionPad2d ReflectionPad2d(long padding) => new(padding, padding, padding, padding);

        /// <summary>Pads with the values mirrored at the edge: before and after, from the last dimension on.</summary>
        public static ReflectionPad2d ReflectionPad2d((long, long, long, long) padding) => new(padding.Item1, padding.Item2, padding.Item3, padding.Item4);

        /// <summary>Pads all sides of the last 3 dimensions alike with the values mirrored at the edge.</summary>
        public static ReflectionPad3d ReflectionPad3d(long padding) => new(padding, padding, padding, padding, padding, padding);

        /// <summary>Pads with the values mirrored at the edge: before and after, from the last dimension on.</summary>
        public static ReflectionPad3d ReflectionPad3d((long, long, long, long, long, long) padding) => new(padding.Item1, padding.Item2, padding.Item3, padding.Item4, padding.Item5, padding.Item6);

        /// <summary>Pads all sides of the last dimension alike with the values at the edge.</summary>
        public static ReplicationPad1d ReplicationPad1d(long padding) => new(padding, padding);

        /// <summary>Pads with the values at the edge: before and after, from the last dimension on.</summary>
        public static ReplicationPad1d ReplicationPad1d((long, long) padding) => new(padding.Item1, padding.Item2);

        /// <summary>Pads all sides of the last 2 dimensions alike with the values at the edge.</summary>
        public static ReplicationPad2d ReplicationPad2d(long padding) => new(padding, padding, padding, padding);

        /// <summary>Pads with the values at the edge: before and after, from the last dimension on.</summary>
        public static ReplicationPad2d ReplicationPad2d((long, long, long, long) padding) => new(padding.Item1, padding.Item2, padding.Item3, padding.Item4);

        /// <summary>Pads all sides of the last 3 dimensions alike with the values at the edge.</summary>
        public static ReplicationPad3d ReplicationPad3d(long padding) => new(padding, padding, padding, padding, padding, padding);

        /// <summary>Pads with the values at the edge: before and after, from the last dimension on.</summary>
        public static ReplicationPad3d ReplicationPad3d((long, long, long, long, long, long) padding) => new(padding.Item1, padding.Item2, padding.Item3, padding.Item4, padding.Item5, padding.Item6);
    }
}
