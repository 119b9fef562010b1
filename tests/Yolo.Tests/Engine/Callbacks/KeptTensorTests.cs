using TorchSharp;
using Yolo.Callbacks;
using Yolo.Engine.Inference;
using Yolo.Engine.Prediction;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Runtime;

namespace Yolo.Tests.Engine.Callbacks;

/// <summary>Tensors that callbacks keep beyond their life say what to do instead.</summary>
public sealed class KeptTensorTests : TinyTrainingFixture
{
    [Test]
    public void Tensor_OfABatch_UsedInALaterCallback_SaysHowToKeepIt()
    {
        torch.Tensor? kept = null;

        Assert.That(
            () => Model.Train(Tiny.Options,
            [
                Callback.At("on_train_batch_end", (Trainer t) => kept = t.Batch!.Input),
                Callback.At("on_train_epoch_end", (Trainer _) => Console.Write(kept!.mean().SingleValue())),
            ]),
            Throws.TypeOf<CallbackException>().With.Message.Contains("DetachFromDisposeScope").And.Message.Contains("MoveToOuterDisposeScope"));
    }

    [Test]
    public void Tensor_ThatACallbackMade_UsedInTheNext_SaysHowToKeepIt()
    {
        var warnings = new List<CallbackWarning>();
        Model.Callbacks.Settings.Warn = warnings.Add;
        torch.Tensor? kept = null;
        var careless = Callback.At(
            "on_predict_batch_end",
            (Predictor p) =>
            {
                _ = kept?.Plus(p.Batch!.Input);
                kept = p.Batch!.Input.clone();
            },
            new() { OnError = ExceptionPolicy.WarnOnce });

        _ = Model.PredictAll(Tiny.ValPictures, new() { ImageSize = 64, Batch = 2, Engine = EngineKind.Torch }, [careless]);

        Assert.That(warnings.Single().Message, Does.Contain("A tensor was used that had been freed.").And.Contain("DetachFromDisposeScope"));
    }

    [Test]
    public void Batches_KeptBeyondTheirEnd_SayItThemselves()
    {
        TrainingBatch? trained = null;
        ValidationBatch? validated = null;
        PredictBatch? predicted = null;
        Model.AddCallback("on_train_batch_end", (Trainer t) => trained = t.Batch);
        Model.AddCallback("on_val_batch_end", (Validator v) => validated = v.Batch);
        Model.AddCallback("on_predict_batch_end", (Predictor p) => (predicted, _) = (p.Batch, p.Batch!.Input));

        Model.Train(Tiny.Options);
        _ = Model.PredictAll(Tiny.ValPictures, new() { ImageSize = 64 });

        Func<torch.Tensor>[] inputs = [() => trained!.Input, () => validated!.Input, () => predicted!.Input];
        foreach (var input in inputs)
        {
            Assert.That(() => input(), Throws.TypeOf<ObjectDisposedException>().With.Message.Contains("the batch is done").And.Message.Contains("clone().DetachFromDisposeScope()"));
        }

        Assert.That(trained!.ToString(), Is.EqualTo(FormattableString.Invariant($"4 pictures of 64x64, {trained.Instances} objects")));
        Assert.That(validated!.ToString(), Does.Match(@"^\d pictures of \d+x\d+, \d objects$"));
        Assert.That(predicted!.ToString(), Does.Match(@"^\d pictures of 64x64$"));
    }

    [Test]
    public void Copies_ThatWereDetached_Live()
    {
        torch.Tensor? kept = null;
        Model.Train(Tiny.Options, [Callback.At("on_train_batch_end", (Trainer t) => kept = t.Batch!.Input.clone().DetachFromDisposeScope(), new() { Once = true })]);

        Assert.That(kept!.shape, Is.EqualTo(new long[] { 4, 3, 64, 64 }));
        kept.Dispose();
    }

    [Test]
    public void Explain_OtherExceptions_AreLeftAlone()
    {
        Assert.That(FreedTensor.Explain(new InvalidOperationException("Sequence contains no elements")), Is.Null);
        Assert.That(FreedTensor.Explain(new InvalidDataException("outer", new InvalidOperationException("Tensor invalid -- empty handle."))), Does.Contain("freed"));
    }
}
