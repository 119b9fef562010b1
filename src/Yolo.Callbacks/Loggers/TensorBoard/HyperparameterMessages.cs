using System.Globalization;

namespace Yolo.Callbacks;

/// <summary>The messages of TensorBoard's hyperparameter page.</summary>
internal static class HyperparameterMessages
{
    private const int StringType = 1;
    private const int BoolType = 2;
    private const int NumberType = 3;
    private const int Success = 1;
    private const int Failure = 2;

    public static ProtoWriter Experiment(IReadOnlyDictionary<string, string> values, IEnumerable<string> metrics, double now)
    {
        var experiment = new ProtoWriter().Double(3, now);
        foreach (var (name, value) in values)
        {
            // The page can only filter and sort columns whose domain is given.
            var domain = new ProtoWriter().Message(1, Value(value));
            experiment.Message(4, new ProtoWriter().Text(1, name).Integer(4, TypeOf(value)).Message(5, domain));
        }

        foreach (var metric in metrics)
        {
            experiment.Message(5, new ProtoWriter().Message(1, new ProtoWriter().Text(2, metric)));
        }

        return Data(2, experiment);
    }

    public static ProtoWriter SessionStart(IReadOnlyDictionary<string, string> values, double now)
    {
        var session = new ProtoWriter();
        foreach (var (name, value) in values)
        {
            session.Message(1, new ProtoWriter().Text(1, name).Message(2, Value(value)));
        }

        return Data(3, session.Double(5, now));
    }

    public static ProtoWriter SessionEnd(bool succeeded, double now) => Data(4, new ProtoWriter().Integer(1, succeeded ? Success : Failure).Double(2, now));

    private static ProtoWriter Data(int field, ProtoWriter message) => new ProtoWriter().Integer(1, 0).Message(field, message);

    private static ProtoWriter Value(string value) => TypeOf(value) switch
    {
        NumberType => new ProtoWriter().Double(2, double.Parse(value, CultureInfo.InvariantCulture)),
        BoolType => new ProtoWriter().Integer(4, bool.Parse(value) ? 1 : 0),
        _ => new ProtoWriter().Text(3, value),
    };

    private static int TypeOf(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? NumberType
        : bool.TryParse(value, out _) ? BoolType
        : StringType;
}
