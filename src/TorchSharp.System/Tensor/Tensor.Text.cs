using System.ComponentModel;
using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Shape, element type and device, such as "[3x4], type = Float32, device = cpu".</summary>
        public override string ToString() =>
            IsInvalid ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"[{string.Join('x', shape)}], type = {dtype}, device = {device}");

        /// <summary>
        /// The elements in the style of <see cref="TensorStringStyle"/>, or without <paramref name="disamb"/> what <see cref="ToString()"/> says.
        /// </summary>
        public string ToString(bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            disamb ? ToString(torch.TensorStringStyle, fltFormat, width, cultureInfo, newLine) : ToString();

        /// <summary>The elements as text.</summary>
        /// <param name="style">The language whose form is taken.</param>
        /// <param name="fltFormat">The format of floating numbers, "g5" unless set otherwise.</param>
        /// <param name="width">Characters a line in Julia's style, 100 unless set otherwise.</param>
        /// <param name="cultureInfo">The culture, the thread's unless given.</param>
        /// <param name="newLine">What separates lines.</param>
        public string ToString(
            TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null)
        {
            var chosen = style == TensorStringStyle.Default ? torch.TensorStringStyle : style;
            if (chosen == TensorStringStyle.Metadata || is_meta)
            {
                return ToString();
            }

            var set = PrintLimits;
            var limits = set with { Format = fltFormat ?? set.Format, Width = width ?? set.Width, NewLine = newLine ?? set.NewLine };
            var metadata = chosen == TensorStringStyle.Numpy ? string.Empty : ToString();
            using var formatter = new TensorFormatter(this, metadata, limits, cultureInfo ?? CultureInfo.CurrentCulture);
            return chosen switch
            {
                TensorStringStyle.Julia => formatter.Julia(),
                TensorStringStyle.Numpy => formatter.Numpy(),
                TensorStringStyle.CSharp => formatter.CSharp(),
                _ => throw new InvalidEnumArgumentException(nameof(style), (int)style, typeof(TensorStringStyle)),
            };
        }

        /// <summary>Nested lists of scalars, or one scalar.</summary>
        public object tolist()
        {
            if (ndim == 0)
            {
                return ToScalar();
            }

            var list = new System.Collections.ArrayList();
            foreach (var part in unbind())
            {
                using (part)
                {
                    list.Add(part.tolist());
                }
            }

            return list;
        }
    }
}
