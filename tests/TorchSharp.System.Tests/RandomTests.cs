using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Random numbers: the same seed gives the same numbers, and the distributions have their known moments.</summary>
[TestFixture]
public class RandomTests : ScopedTests
{
    private static readonly long[] Many = [20_000];

    private static IEnumerable<TestCaseData> Draws()
    {
        yield return Draw("uniform_", generator => zeros(Many).uniform_(2, 4, generator), 3, 1 / 3.0);
        yield return Draw("normal_", generator => zeros(Many).normal_(2, 3, generator), 2, 9);
        yield return Draw("log_normal_", generator => zeros(Many).log_normal_(0, 0.5, generator).log(), 0, 0.25);
        yield return Draw("exponential_", generator => zeros(Many).exponential_(2, generator), 0.5, 0.25);
        yield return Draw("geometric_", generator => zeros(Many).geometric_(0.5, generator), 2, 2);
        yield return Draw("cauchy_", generator => zeros(Many).cauchy_(1, 1, generator).gt(1).to(float32), 0.5, 0.25);
        yield return Draw("random_", generator => zeros(Many).random_(0, 4, generator), 1.5, 1.25);
        yield return Draw("bernoulli", generator => full(Many, 0.25).bernoulli(generator), 0.25, 0.1875);
        yield return Draw("bernoulli_ of a number", generator => zeros(Many).bernoulli_(0.25, generator), 0.25, 0.1875);
        yield return Draw("bernoulli_ of a tensor", generator => zeros(Many).bernoulli_(full(Many, 0.25), generator), 0.25, 0.1875);
        yield return Draw("binomial", generator => full(Many, 10).binomial(full(Many, 0.5), generator), 5, 2.5);
        yield return Draw("poisson", generator => full(Many, 4).poisson(generator), 4, 4);
        yield return Draw("multinomial", generator => tensor(new[] { 1f, 3 }).multinomial(Many[0], true, generator).to(float32), 0.75, 0.1875);
        yield return Draw("normal of tensors", generator => normal(full(Many, 1), full(Many, 2), generator), 1, 4);
        yield return Draw("normal of numbers", generator => normal(1, 2, Many, generator: generator), 1, 4);
        yield return Draw("rand", generator => rand(Many, generator: generator), 0.5, 1 / 12.0);
        yield return Draw("randn", generator => randn(Many, generator: generator), 0, 1);
        yield return Draw("randint", generator => randint(4, Many, generator: generator).to(float32), 1.5, 1.25);
        yield return Draw("randint from", generator => randint(2, 6, new Size(Many), generator: generator).to(float32), 3.5, 1.25);
        yield return Draw("randperm", generator => randperm(Many[0], generator: generator).to(float64) / Many[0], 0.5, 1 / 12.0);
        yield return Draw("static binomial", generator => binomial(full(Many, 10), full(Many, 0.5), generator), 5, 2.5);
        yield return Draw("static bernoulli", generator => bernoulli(full(Many, 0.25), generator), 0.25, 0.1875);
        yield return Draw("static poisson", generator => poisson(full(Many, 4), generator), 4, 4);
        yield return Draw("static multinomial", generator => multinomial(tensor(new[] { 1f, 3 }), Many[0], true, generator).to(float32), 0.75, 0.1875);
    }

    private static TestCaseData Draw(string name, Func<Generator, Tensor> draw, double mean, double variance) => new TestCaseData(draw, mean, variance).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Draws))]
    public void Draw_WithASeed_RepeatsAndHasItsMoments(Func<Generator, Tensor> draw, double mean, double variance)
    {
        using var first = new Generator(7);
        using var second = new Generator(7);
        var numbers = draw(first);

        Assert.That(numbers.Equals(draw(second)), "The same seed gives the same numbers.");
        Assert.That(numbers.mean().ToDouble(), Is.EqualTo(mean).Within(5 * Math.Sqrt(variance / Many[0])));
        Assert.That(numbers.var().ToDouble(), Is.EqualTo(variance).Within(0.1 * variance));
    }

    [Test]
    public void ManualSeed_OfTheSharedGenerator_RepeatsEveryDraw()
    {
        static object[] All() =>
        [
            .. rand(3).data<float>().ToArray(), .. rand_like(zeros(2)).data<float>().ToArray(), .. zeros(2).randn_like().data<float>().ToArray(), .. randn_like(zeros(1)).data<float>().ToArray(),
            .. randint_like(zeros(2), 0, 100).data<float>().ToArray(), .. zeros(2).rand_like().data<float>().ToArray(), .. zeros(2).randint_like(0, 9).data<float>().ToArray(),
            rand_float(), randn_float(), randint_bool(), randint_int(100), randint_int(5, 100), randint_long(100), randint_long(5, 100),
            .. randint(9, [1L]).data<long>().ToArray(), .. randint(9, new[] { 1 }).data<long>().ToArray(), .. randint(9L, new Size(1L)).data<long>().ToArray(), .. randint(1, 9, new[] { 1 }).data<long>().ToArray(),
            .. randint(1L, 9L, [1L]).data<long>().ToArray(), .. randperm(4, zeros(4, int64)).data<long>().ToArray(),
        ];

        Assert.That(manual_seed(3), Is.SameAs(Generator.Default));
        var first = All();
        torch.random.manual_seed(3);

        Assert.That(All(), Is.EqualTo(first));
        Assert.That(initial_seed(), Is.EqualTo(3));
        Assert.That(torch.random.initial_seed(), Is.EqualTo(3));
    }

    [Test]
    public void State_OfAGenerator_BringsNumbersBack()
    {
        var state = get_rng_state();
        var first = rand(3);
        set_rng_state(state);
        Assert.That(rand(3).Equals(first));
        var again = torch.random.get_rng_state();
        var second = rand(3);
        torch.random.set_rng_state(again);
        Assert.That(rand(3).Equals(second));

        using var generator = new Generator(5);
        var own = generator.get_state();
        var third = rand([3L], generator: generator);
        generator.set_state(own);
        Assert.That(rand([3L], generator: generator).Equals(third));
        generator.manual_seed(9);
        Assert.That((generator.initial_seed(), generator.device.ToString()), Is.EqualTo((9L, "cpu")));
    }

    [Test]
    public void Seed_FromTheSystem_DiffersEachTime()
    {
        long[] seeds = [seed(), seed(), torch.random.seed(), Generator.Default.seed()];

        manual_seed(0); // The other tests repeat.
        Assert.That(seeds, Is.Unique);
    }
}
