namespace Yolo.Callbacks.Tests;

internal sealed class EventNameTests
{
    private static readonly string[] Documented =
    [
        "on_pretrain_routine_start", "on_pretrain_routine_end", "on_train_start", "on_train_epoch_start", "on_train_batch_start", "optimizer_step",
        "on_before_zero_grad", "on_train_batch_end", "on_train_epoch_end", "on_fit_epoch_end", "on_model_save", "on_train_end", "on_params_update", "teardown",
        "on_val_start", "on_val_batch_start", "on_val_batch_end", "on_val_end", "on_predict_start", "on_predict_batch_start", "on_predict_postprocess_end",
        "on_predict_batch_end", "on_predict_end", "on_export_start", "on_export_end",
    ];

    private static readonly string[] Added =
    [
        "on_batch_end", "on_metrics_ready", "on_best", "on_val_postprocess_end", "on_final_eval_start", "on_final_eval_end", "on_nan_recovery", "on_exception",
    ];

    [Test]
    public void Events_All_AreTheDocumentedOnesAndTheAddedOnes() =>
        Assert.That(Events.All.Select(e => e.Name), Is.EquivalentTo(Documented.Concat(Added)));

    [Test]
    public void Constants_AreNamedAfterTheirEvents()
    {
        foreach (var property in typeof(Yolo.Callbacks.Events).GetProperties().Where(p => p.PropertyType == typeof(CallbackEvent)))
        {
            var @event = (CallbackEvent)property.GetValue(null)!;
            Assert.That(@event.Name.Replace("_", string.Empty, StringComparison.Ordinal), Is.EqualTo(property.Name).IgnoreCase);
        }
    }

    [TestCase("on_train_strat", "on_train_start")]
    [TestCase("on_predict_batchend", "on_predict_batch_end")]
    [TestCase("on_predict_postproces_end", "on_predict_postprocess_end")]
    [TestCase("OnTrainEpochEnd", "on_train_epoch_end")]
    [TestCase("on-val-end", "on_val_end")]
    [TestCase("on_train_begin", "on_train_start")]
    [TestCase("on_epoch_end", "on_fit_epoch_end")]
    [TestCase("on_epoch_begin", "on_train_epoch_start")]
    [TestCase("on_test_batch_end", "on_val_batch_end")]
    [TestCase("on_validation_end", "on_val_end")]
    [TestCase("on_teardown", "teardown")]
    [TestCase("tear_down", "teardown")]
    public void Add_MisspeltEvent_FailsWithTheRightSuggestion(string wrong, string meant)
    {
        var thrown = Assert.Throws<UnknownEventException>(() => TestRegistry.Create().Add(wrong, () => { }));
        Assert.Multiple(() =>
        {
            Assert.That(thrown!.Suggestion, Is.EqualTo(meant));
            Assert.That(thrown.Message, Does.Contain($"'{wrong}'").And.Contain($"Did you mean '{meant}'?"));
        });
    }

    [Test]
    public void Add_NameOfNoEvent_FailsWithoutASuggestion()
    {
        var thrown = Assert.Throws<UnknownEventException>(() => TestRegistry.Create().Add("when_pigs_fly", () => { }));
        Assert.That(thrown!.Suggestion, Is.Null);
    }

    [Test]
    public void Raise_UnknownName_Fails() =>
        Assert.Throws<UnknownEventException>(() => TestRegistry.Create().Raise("on_train_strat", new object()));

    [TestCase("", "", 0)]
    [TestCase("abc", "", 3)]
    [TestCase("kitten", "sitting", 3)]
    [TestCase("start", "strat", 1)]
    [TestCase("ca", "abc", 3)]
    public void EditDistance_Between_KnownPairs(string a, string b, int expected) => Assert.That(EditDistance.Between(a, b), Is.EqualTo(expected));
}
