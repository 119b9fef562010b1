using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Optim;

[TestFixture]
public class OptimizerStepTests : ScopedTests
{
    private const int Steps = 12;

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("SGD", p => optim.SGD(p, 0.1), Reference.Sgd(0.1));
        yield return Case("SGD, momentum", p => optim.SGD(p, 0.1, 0.9), Reference.Sgd(0.1, 0.9));
        yield return Case("SGD, momentum, dampening, decay", p => optim.SGD(p, 0.1, 0.9, 0.3, 0.01), Reference.Sgd(0.1, 0.9, 0.3, 0.01));
        yield return Case("SGD, Nesterov, decay", p => optim.SGD(p, 0.05, 0.937, 0, 5e-4, nesterov: true), Reference.Sgd(0.05, 0.937, 0, 5e-4, true));
        yield return Case("SGD, maximize", p => optim.SGD(p, 0.1, 0.5, maximize: true), Reference.Sgd(0.1, 0.5, maximize: true));
        yield return Case("Adam", p => optim.Adam(p, 0.01), Reference.Adam(0.01, 0.9, 0.999, 1e-8, 0, false));
        yield return Case("Adam, decay", p => optim.Adam(p, 0.01, 0.8, 0.9, 1e-6, 0.1), Reference.Adam(0.01, 0.8, 0.9, 1e-6, 0.1, false));
        yield return Case("Adam, AMSGrad", p => optim.Adam(p, 0.05, 0.8, 0.5, amsgrad: true), Reference.Adam(0.05, 0.8, 0.5, 1e-8, 0, false, true));
        yield return Case("Adam, maximize", p => optim.Adam(p, 0.05, maximize: true), Reference.Adam(0.05, 0.9, 0.999, 1e-8, 0, false, false, true));
        yield return Case("AdamW", p => optim.AdamW(p, 0.01, weight_decay: 0.1), Reference.Adam(0.01, 0.9, 0.999, 1e-8, 0.1, true));
        yield return Case("AdamW, AMSGrad", p => optim.AdamW(p, 0.05, 0.8, 0.5, weight_decay: 0.1, amsgrad: true), Reference.Adam(0.05, 0.8, 0.5, 1e-8, 0.1, true, true));
        yield return Case("Adamax", p => optim.Adamax(p, 0.02, weight_decay: 0.1), Reference.Adamax(0.02, 0.9, 0.999, 1e-8, 0.1));
        yield return Case("NAdam", p => optim.NAdam(p, 0.02, weight_decay: 0.1), Reference.NAdam(0.02, 0.9, 0.999, 1e-8, 0.1, 0.004));
        yield return Case("RAdam", p => optim.RAdam(p, 0.02, weight_decay: 0.1), Reference.RAdam(0.02, 0.9, 0.999, 1e-8, 0.1));
        yield return Case("RMSProp", p => optim.RMSProp(p, 0.01), Reference.RmsProp(0.01, 0.99, 1e-8, 0, 0, false));
        yield return Case("RMSProp, centered, momentum", p => optim.RMSProp(p, 0.01, 0.9, 1e-6, 0.1, 0.7, true), Reference.RmsProp(0.01, 0.9, 1e-6, 0.1, 0.7, true));
        yield return Case("RMSProp, maximize", p => optim.RMSProp(p, 0.01, maximize: true), Reference.RmsProp(0.01, 0.99, 1e-8, 0, 0, false, true));
    }

    private static TestCaseData Case(string name, Func<IEnumerable<Parameter>, optim.Optimizer> make, Update update) =>
        new TestCaseData(make, update).SetArgDisplayNames(name);

    // The loss is Σ a·sin(x) + x²/2, whose gradient is a·cos(x) + x.
    private static Tensor Loss(Parameter parameter) => (parameter.sin().mul(0.7) + parameter.square().mul(0.5)).sum();

    private static double Slope(double x) => (0.7 * Math.Cos(x)) + x;

    [TestCaseSource(nameof(Cases))]
    public void Step_InFloat64_IsThePublishedFormula(Func<IEnumerable<Parameter>, optim.Optimizer> make, Update update)
    {
        Parameter[] parameters = [nn.Parameter(Numbers.Spread(3)), nn.Parameter(Numbers.Spread(2, 3).mul(2))];
        var expected = parameters.Select(parameter => parameter.Values()).ToArray();
        var memories = expected.Select(values => values.Select(_ => new double[3]).ToArray()).ToArray();
        using var optimizer = make(parameters);

        for (var step = 1; step <= Steps; step++)
        {
            optimizer.zero_grad();
            (Loss(parameters[0]) + Loss(parameters[1])).backward();
            optimizer.step();
            for (var p = 0; p < expected.Length; p++)
            {
                expected[p] = [.. expected[p].Select((value, i) => update(value, Slope(value), memories[p][i], step))];
            }
        }

        for (var p = 0; p < expected.Length; p++)
        {
            Assert.That(parameters[p].Values(), Is.EqualTo(expected[p]).Within(1e-11));
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Step_InFloat32AndBFloat16_IsNearFloat64(Func<IEnumerable<Parameter>, optim.Optimizer> make, Update update)
    {
        Assert.Multiple(() =>
        {
            foreach (var (type, tolerance) in new[] { (ScalarType.Float32, 2e-4), (ScalarType.BFloat16, 0.1) })
            {
                var exact = After(5, ScalarType.Float64);
                Assert.That(After(5, type), Is.EqualTo(exact).Within(tolerance), $"{type}");
            }
        });

        double[] After(int steps, ScalarType type)
        {
            var parameter = nn.Parameter(Numbers.Spread(4).to(type));
            using var optimizer = make([parameter]);
            for (var step = 0; step < steps; step++)
            {
                optimizer.zero_grad();
                Loss(parameter).backward();
                optimizer.step();
            }

            return parameter.Values();
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Step_OfAParameterWithoutGradient_LeavesItAlone(Func<IEnumerable<Parameter>, optim.Optimizer> make, Update update)
    {
        Parameter[] parameters = [nn.Parameter(Numbers.Spread(3)), nn.Parameter(Numbers.Spread(2))];
        using var optimizer = make(parameters);

        Loss(parameters[0]).backward();
        optimizer.step();

        Assert.That(parameters[1].Values(), Is.EqualTo(Numbers.Spread(2).Values()));
        Assert.That(parameters[0].Values(), Is.Not.EqualTo(Numbers.Spread(3).Values()));
    }

    [TestCaseSource(nameof(Cases))]
    public void Step_WhenAGradientComesLate_CountsThatParametersOwnSteps(Func<IEnumerable<Parameter>, optim.Optimizer> make, Update update)
    {
        Parameter[] parameters = [nn.Parameter(Numbers.Spread(1)), nn.Parameter(Numbers.Spread(1))];
        var value = parameters[1].Values()[0];
        var memory = new double[3];
        using var optimizer = make(parameters);
        for (var step = 1; step <= 4; step++)
        {
            Loss(parameters[0]).backward();
            optimizer.step();
            optimizer.zero_grad();
        }

        for (var step = 1; step <= 3; step++)
        {
            Loss(parameters[0]).backward();
            Loss(parameters[1]).backward();
            optimizer.step();
            optimizer.zero_grad();
            value = update(value, Slope(value), memory, step);
        }

        Assert.That(parameters[1].Values()[0], Is.EqualTo(value).Within(1e-11));
    }

    [TestCaseSource(nameof(Cases))]
    public void StateDict_LoadedIntoAnother_GoesOnAsTheFirst(Func<IEnumerable<Parameter>, optim.Optimizer> make, Update update)
    {
        var first = nn.Parameter(Numbers.Spread(3));
        using var one = (OptimizerHelper)make([first]);
        Run(one, first, 4);
        var second = nn.Parameter(first.detach().clone());
        using var other = (OptimizerHelper)make([second]);
        other.load_state_dict(one.state_dict());
        var third = nn.Parameter(first.detach().clone());
        using var streamed = (OptimizerHelper)make([third]);
        using (var stream = new MemoryStream())
        using (var writer = new BinaryWriter(stream))
        {
            one.save_state_dict(writer);
            stream.Position = 0;
            using var reader = new BinaryReader(stream);
            streamed.load_state_dict(reader);
        }

        Assert.That(one.state_dict().State[0].ApproximatelyEquals(other.state_dict().State[0]), Is.True);
        Run(one, first, 3);
        Run(other, second, 3);
        Run(streamed, third, 3);

        Assert.That(second.Values(), Is.EqualTo(first.Values()).Within(1e-14));
        Assert.That(third.Values(), Is.EqualTo(first.Values()).Within(1e-14));

        static void Run(optim.Optimizer optimizer, Parameter parameter, int steps)
        {
            for (var step = 0; step < steps; step++)
            {
                optimizer.zero_grad();
                Loss(parameter).backward();
                optimizer.step();
            }
        }
    }
}
