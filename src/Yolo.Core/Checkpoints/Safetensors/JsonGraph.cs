using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Yolo.Checkpoints.Pickle;

namespace Yolo.Checkpoints.Safetensors;

/// <summary>Plain values of a graph (dictionaries, lists, text, numbers) to JSON and back.</summary>
internal static class JsonGraph
{
    private const int DeepestNesting = 64;

    /// <summary>Far beyond any model's YAML; a shared part counts as often as it is reached.</summary>
    private const int MostValues = 200_000;

    internal static string Write(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            var left = MostValues;
            Write(json, value, 0, ref left);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    internal static object? Read(string text, CheckpointSource source, MemoryBudget budget)
    {
        try
        {
            budget.Charge(64L * text.Length);
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestNesting });
            return Read(document.RootElement, source);
        }
        catch (JsonException error)
        {
            throw source.Error(null, "it is not valid JSON", inner: error);
        }
    }

    private static void Write(Utf8JsonWriter json, object? value, int depth, ref int left)
    {
        if (depth >= DeepestNesting || --left < 0)
        {
            throw Unfit("a value is nested too deep, or is too large");
        }

        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case long number: json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): WriteDouble(json, number); break;
            case IReadOnlyList<object?> list:
                json.WriteStartArray();
                foreach (var item in list)
                {
                    Write(json, item, depth + 1, ref left);
                }

                json.WriteEndArray();
                break;
            case PickleDictionary dictionary:
                json.WriteStartObject();
                foreach (var (key, item) in dictionary)
                {
                    json.WritePropertyName(Key(key));
                    Write(json, item, depth + 1, ref left);
                }

                json.WriteEndObject();
                break;
            default: throw Unfit($"JSON has no place for {PickleBuilder.Kind(value)}");
        }
    }

    /// <summary>A float keeps its point, so that it comes back as a float.</summary>
    private static void WriteDouble(Utf8JsonWriter json, double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        json.WriteRawValue(text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text);
    }

    private static string Key(object? key) => key switch
    {
        string text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => throw Unfit($"JSON has no place for a key that is {PickleBuilder.Kind(key)}"),
    };

    private static CheckpointException Unfit(string what) =>
        new CheckpointSource("safetensors metadata").Error(null, what, "Leave it out of the summary that is written");

    private static object? Read(JsonElement element, CheckpointSource source) => element.ValueKind switch
    {
        JsonValueKind.Object => ReadObject(element, source),
        JsonValueKind.Array => new PickleList(element.EnumerateArray().Select(item => Read(item, source))),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => PickleBoxes.True,
        JsonValueKind.False => PickleBoxes.False,
        JsonValueKind.Number => ReadNumber(element),
        _ => null,
    };

    private static object ReadNumber(JsonElement element) =>
        element.TryGetInt64(out var number) && !element.GetRawText().Contains('.', StringComparison.Ordinal) ? PickleBoxes.Of(number) : element.GetDouble();

    private static PickleDictionary ReadObject(JsonElement element, CheckpointSource source)
    {
        var result = new PickleDictionary();
        foreach (var property in element.EnumerateObject())
        {
            if (!result.TryAdd(property.Name, Read(property.Value, source)))
            {
                throw source.Error(null, $"it holds the key {Printable.Quote(property.Name)} twice");
            }
        }

        return result;
    }
}
