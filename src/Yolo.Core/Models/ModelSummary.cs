using System.Globalization;
using System.Text;

namespace Yolo.Models;

/// <summary>The layers of a network and its size, in numbers and as a table.</summary>
public sealed record ModelSummary
{
    /// <summary>Name of the network.</summary>
    public required string Name { get; init; }

    /// <summary>The layers.</summary>
    public required IReadOnlyList<NetworkLayer> Rows { get; init; }

    /// <summary>Modules without children, activations and poolings among them.</summary>
    public required int Layers { get; init; }

    /// <summary>Numbers among the weights that are parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>Those of them that training changes.</summary>
    public required long Gradients { get; init; }

    /// <summary>Billions of operations for one picture of 640×640, a multiplication and an addition counting as two.</summary>
    public required double GigaFlops { get; init; }

    /// <summary>Measures a network. Runs it on a small picture.</summary>
    internal static ModelSummary Of(YoloNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new ModelSummary
        {
            Name = network.Spec.Name,
            Rows = network.Layers,
            Layers = LayerCount.Of(network),
            Parameters = network.parameters().Sum(parameter => parameter.numel()),
            Gradients = network.parameters().Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel()),
            GigaFlops = FlopCounter.Giga(network),
        };
    }

    /// <summary>The sizes in one line.</summary>
    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{ModelName.Printed(Name)} summary: {Layers:N0} layers, {Parameters:N0} parameters, {Gradients:N0} gradients, {GigaFlops:F1} GFLOPs");

    /// <summary>The table of layers and the sizes.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{"",3}{"from",20}{"n",3}{"params",10}  {"module",-45}arguments\n");
        foreach (var layer in Rows)
        {
            var from = layer.Row.HasSeveralInputs ? PythonText(layer.Row.From.Cast<object?>().ToList()) : PythonText(layer.Row.From[0]);
            text.Append(CultureInfo.InvariantCulture, $"{layer.Index,3}{from,20}{layer.Repeats,3}{layer.Parameters,10}  {layer.Row.Block,-45}{PythonText(layer.Arguments)}\n");
        }

        return text.Append(ToLine()).ToString();
    }

    private static string PythonText(object? value) => value switch
    {
        null => "None",
        string text => $"'{text}'",
        bool flag => flag ? "True" : "False",
        IReadOnlyList<object?> list => $"[{string.Join(", ", list.Select(PythonText))}]",
        _ => SpecReader.Show(value),
    };
}
