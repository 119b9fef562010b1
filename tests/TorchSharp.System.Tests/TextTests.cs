using System.Collections;
using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

[TestFixture]
public class TextTests : ScopedTests
{
    private static Tensor Grid => tensor(new[,] { { 1.5f, -2 }, { 10, 0.25f } });

    [Test]
    public void ToString_WithoutStyle_SaysShapeTypeAndDevice()
    {
        Assert.That(Grid.ToString(), Is.EqualTo("[2x2], type = Float32, device = cpu"));
        Assert.That(tensor(1L).ToString(), Is.EqualTo("[], type = Int64, device = cpu"));
        Assert.That(Grid.metastr(), Is.EqualTo(Grid.ToString(false)));
        Assert.That(empty(3, device: META).str(), Is.EqualTo("[3], type = Float32, device = meta"));
    }

    [Test]
    public void Julia_OfAnyShape_AlignsColumns()
    {
        Assert.That(Grid.jlstr(newLine: "\n"), Is.EqualTo("[2x2], type = Float32, device = cpu\n 1.5   -2\n  10 0.25\n"));
        Assert.That(tensor(3).str(newLine: "\n"), Is.EqualTo("[], type = Int32, device = cpu, value = 3"));
        Assert.That(arange(3).ToString(true, newLine: "\n"), Is.EqualTo("[3], type = Int64, device = cpu\n 0 1 2\n"));
        Assert.That(arange(4).reshape(2, 1, 2).str(newLine: "\n"), Is.EqualTo("[2x1x2], type = Int64, device = cpu\n[0,..,..] =\n 0 1\n[1,..,..] =\n 2 3\n"));
        Assert.That(arange(100).str(width: 10, newLine: "\n"), Does.EndWith(" 0 1 2 ...\n"));
    }

    [Test]
    public void Numpy_OfAnyShape_NestsBracketsAndShortens()
    {
        Assert.That(Grid.npstr(newLine: "\n"), Is.EqualTo("[[1.5, -2],\n [10, 0.25]]"));
        Assert.That(arange(10).npstr(), Is.EqualTo("[0, 1, 2, ... 7, 8, 9]"));
        Assert.That(tensor(true).npstr(), Is.EqualTo("True"));
        Assert.That(zeros(0).npstr(), Is.EqualTo("[]"));
        Assert.That(tensor(new[] { new System.Numerics.Complex(1, 2), new(0, 3), new(4, 0) }).npstr(), Is.EqualTo("[1+2i, 3i, 4]"));
    }

    [Test]
    public void CSharp_OfAnyType_WritesAnInitializer()
    {
        Assert.That(arange(2).cstr(), Is.EqualTo("[2], type = Int64, device = cpu, value = long [] {0L, 1L}"));
        Assert.That(tensor(1.5).cstr(), Is.EqualTo("[], type = Float64, device = cpu, value = 1.5"));
        Assert.That(Grid.cstr(newLine: "\n"), Does.Contain("float [,] ").And.Contain("{1.5f, -2f}").And.Contain("{10f, 0.25f}"));
        foreach (var type in new[] { @bool, uint8, int8, int16, int32, float16, bfloat16, complex64 })
        {
            Assert.That(ones(1, type).ToString(TensorStringStyle.CSharp), Does.Contain("1").Or.Contain("True"));
        }
    }

    [Test]
    public void PrintOptions_WhenSet_ChangeTexts()
    {
        try
        {
            set_printoptions(2, newLine: "\n");
            Assert.That(tensor(1.0).str(), Does.EndWith("value = 1.00"));
            set_printoptions(style: numpy, floatFormat: "F1", maxRows: 2, maxColumns: 2);
            Assert.That(torch.TensorStringStyle, Is.EqualTo(numpy));
            Assert.That(arange(3).to(float32).str(), Is.EqualTo("[0.0, ... 2.0]"));
            Assert.That(tensor(1.5).str(cultureInfo: CultureInfo.InvariantCulture, style: julia), Does.EndWith("1.5"));
            Assert.That(() => torch.TensorStringStyle = TensorStringStyle.Default, Throws.ArgumentException);
            Assert.That(() => tensor(1).ToString((TensorStringStyle)77), Throws.TypeOf<System.ComponentModel.InvalidEnumArgumentException>());
        }
        finally
        {
            set_printoptions(TensorStringStyle.Julia, "g5", 100, Environment.NewLine, 6, 6);
        }
    }

    [Test]
    public void ToList_OfAMatrix_NestsScalars()
    {
        var rows = (ArrayList)tensor(new long[,] { { 1, 2 }, { 3, 4 } }).tolist();

        Assert.That(((Scalar)((ArrayList)rows[1]!)[0]!).ToInt64(), Is.EqualTo(3));
    }
}
