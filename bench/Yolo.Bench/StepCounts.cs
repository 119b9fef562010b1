using System.Globalization;

namespace Yolo.Bench;

/// <summary>Counts of operators by the part of the step in which they ran.</summary>
internal sealed class StepCounts
{
    private readonly Dictionary<(StepPart Part, string Name), long> kernels = [];
    private readonly Dictionary<(StepPart Part, string Name), long> step = [];
    private readonly long[] asked = new long[Enum.GetValues<StepPart>().Length];
    private readonly long[] askedOfStep = new long[Enum.GetValues<StepPart>().Length];
    private StepPart part;
    private int depth;

    /// <summary>Steps counted.</summary>
    internal int Steps { get; private set; }

    /// <summary>Goes on to a part.</summary>
    internal void Enter(StepPart next) => part = next;

    /// <summary>An operator begins. A backward pass is known by the engine that runs it, and what follows by its not being there any more.</summary>
    internal void Begin(string name, bool isAskedFor)
    {
        var isEngine = name.StartsWith("autograd::engine", StringComparison.Ordinal);
        part = part switch
        {
            StepPart.Loss when isEngine => StepPart.Backward,
            StepPart.Backward when !isEngine && isAskedFor && depth == 0 => StepPart.Update,
            _ => part,
        };
        depth++;
    }

    /// <summary>An operator is over.</summary>
    internal void End(string name, bool isAskedFor, bool runsKernel)
    {
        depth--;
        askedOfStep[(int)part] += isAskedFor ? 1 : 0;
        if (runsKernel)
        {
            step[(part, name)] = step.GetValueOrDefault((part, name)) + 1;
        }
    }

    /// <summary>A step is over; the next one's input comes.</summary>
    internal void EndStep(bool isCounted)
    {
        if (isCounted)
        {
            Steps++;
            foreach (var (key, count) in step)
            {
                kernels[key] = kernels.GetValueOrDefault(key) + count;
            }

            for (var i = 0; i < asked.Length; i++)
            {
                asked[i] += askedOfStep[i];
            }
        }

        step.Clear();
        Array.Clear(askedOfStep);
        part = StepPart.Input;
    }

    /// <summary>Operators that the program, or the backward pass, asked for, a step.</summary>
    internal double Asked(StepPart of) => (double)asked[(int)of] / Steps;

    /// <summary>Operators for which a kernel ran, a step.</summary>
    internal double Kernels(StepPart of) => (double)kernels.Where(entry => entry.Key.Part == of).Sum(entry => entry.Value) / Steps;

    /// <summary>Those of them that come most often.</summary>
    internal string Frequent(StepPart of, int most) => string.Join(", ", kernels
        .Where(entry => entry.Key.Part == of)
        .OrderByDescending(entry => entry.Value)
        .Take(most)
        .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key.Name.Replace("aten::", "", StringComparison.Ordinal)} {(double)entry.Value / Steps:0.#}")));

    /// <summary>What a part is called in tables.</summary>
    internal static string NameOf(StepPart part) => part switch
    {
        StepPart.Input => "making the input",
        StepPart.Forward => "forward",
        StepPart.Loss => "loss",
        StepPart.Backward => "backward",
        StepPart.Update => "clip, optimizer, average, losses",
        _ => "between steps",
    };
}
