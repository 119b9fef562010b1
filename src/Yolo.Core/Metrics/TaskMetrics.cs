namespace Yolo.Metrics;

/// <summary>The outcome of a validation, whatever the task: what files, tables and trainings take from it.</summary>
public abstract class TaskMetrics
{
    private protected TaskMetrics()
    {
    }

    /// <summary>Pictures looked at, those without objects included.</summary>
    public abstract int Images { get; }

    /// <summary>What training maximises.</summary>
    public abstract double Fitness { get; }

    /// <summary>The figures under the keys of results.csv, in the order of the columns, fitness last.</summary>
    public abstract IReadOnlyDictionary<string, double> ToDictionary();

    /// <summary>The table for the console: a heading, a row over all classes, and a row for each that occurs, if there are several.</summary>
    /// <param name="names">Class names by index.</param>
    /// <param name="perClass">With the rows of the classes.</param>
    /// <returns>Lines without their ends.</returns>
    internal abstract IEnumerable<string> Table(IReadOnlyList<string> names, bool perClass);

    /// <summary>The figures of each class as <c>metrics.json</c> has them.</summary>
    /// <param name="names">Class names by index.</param>
    internal abstract IEnumerable<IReadOnlyDictionary<string, object>> PerClass(IReadOnlyList<string> names);
}
