using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

[TestFixture]
public class AutogradTests : ScopedTests
{
    private static Tensor Leaf => tensor(new[] { 1.0, 2, 3 }).requires_grad_();

    [Test]
    public void Backward_OfASumOfSquares_LeavesTwiceTheInput()
    {
        var x = Leaf;

        x.square().sum().backward();

        Assert.That(x.grad!.data<double>().ToArray(), Is.EqualTo(new double[] { 2, 4, 6 }));
    }

    [Test]
    public void Backward_Twice_AddsGradients()
    {
        var x = Leaf;
        x.sum().backward();
        x.sum().backward();

        Assert.That(x.grad!.data<double>().ToArray(), Is.All.EqualTo(2));
        x.grad = null;
        Assert.That(x.grad, Is.Null);
        x.grad = zeros_like(x);
        Assert.That(x.grad.sum().item<double>(), Is.Zero);
    }

    [Test]
    public void Backward_WithGradientRetainedGraphAndInputs_FollowsThem()
    {
        var x = Leaf;
        var y = Leaf;
        var product = x * y;

        product.backward([ones_like(product)], retain_graph: true, inputs: [x]);
        Assert.That(y.grad, Is.Null);
        autograd.backward(product, ones_like(product));

        Assert.That(x.grad!.data<double>().ToArray(), Is.EqualTo(new double[] { 2, 4, 6 }));
        Assert.That(y.grad!.data<double>().ToArray(), Is.EqualTo(new double[] { 1, 2, 3 }));
        Assert.That(() => autograd.backward([product], [ones_like(product)]), Throws.TypeOf<ExternalException>());
    }

    [Test]
    public void Backward_OfOneTensorByTheList_LeavesItsGradient()
    {
        var x = Leaf;

        autograd.backward(x.sum(), (IList<Tensor>?)null);

        Assert.That(x.grad!.data<double>().ToArray(), Is.All.EqualTo(1));
    }

    [Test]
    public void Grad_OfACube_HasFirstAndSecondDerivative()
    {
        var x = Leaf;

        var first = autograd.grad([x.pow(3).sum()], [x], create_graph: true)[0];
        var second = autograd.grad([first.sum()], [x])[0];

        Assert.That(first.data<double>().ToArray(), Is.EqualTo(new double[] { 3, 12, 27 }));
        Assert.That(second.data<double>().ToArray(), Is.EqualTo(new double[] { 6, 12, 18 }));
        Assert.That(x.grad, Is.Null);
    }

    [Test]
    public void Grad_OfAnUnusedInput_ThrowsOrIsNull()
    {
        var x = Leaf;
        var unused = Leaf;

        Assert.That(() => autograd.grad([x.sum()], [unused]), Throws.TypeOf<ExternalException>());
        Assert.That(autograd.grad([x.sum()], [unused], allow_unused: true)[0], Is.Null);
    }

    [Test]
    public void GradMode_InBlocks_IsRestoredAfterwards()
    {
        var x = Leaf;
        Assert.That(is_grad_enabled());
        using (no_grad())
        {
            Assert.That(is_grad_enabled(), Is.False);
            Assert.That((x * 2).requires_grad, Is.False);
            using (enable_grad())
            {
                Assert.That((x * 2).requires_grad);
            }

            using (set_grad_enabled(true))
            {
                Assert.That(is_grad_enabled());
            }

            Assert.That(is_grad_enabled(), Is.False);
        }

        Assert.That(is_grad_enabled());
    }

    [Test]
    public void InferenceMode_InABlock_MakesTensorsThatNeverTakePart()
    {
        var x = Leaf;
        Tensor made;
        using (inference_mode())
        {
            Assert.That(is_inference_mode_enabled());
            made = x * 2;
        }

        Assert.That(is_inference_mode_enabled(), Is.False);
        Assert.That(made.requires_grad, Is.False);
        Assert.That(() => (made * x).sum().backward(), Throws.TypeOf<ExternalException>().With.Message.Contains("nference"));
    }

    [Test]
    public void Leaf_AndWhatComesFromIt_KnowTheirKind()
    {
        var x = Leaf;
        var y = x * 2;
        y.retain_grad();
        y.sum().backward();

        Assert.That(x.is_leaf && x.requires_grad && !y.is_leaf && y.requires_grad);
        Assert.That(y.grad!.data<double>().ToArray(), Is.All.EqualTo(1));
        Assert.That(y.detach().requires_grad, Is.False);
        Assert.That(y.detach_().is_leaf);
        x.requires_grad = false;
        Assert.That(x.requires_grad, Is.False);
        Assert.That(x.with_requires_grad().requires_grad);
        Assert.That(() => tensor(1).requires_grad_(), Throws.TypeOf<ExternalException>());
    }
}
