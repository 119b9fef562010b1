using System.Text.Json;

namespace Yolo.Callbacks;

/// <summary>Numbers as JSON, which knows neither NaN nor infinity: these become null.</summary>
internal static class JsonNumbers
{
    public static void Write(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <summary>Single precision keeps its short form: 0.1, not 0.10000000149011612.</summary>
    public static void Write(Utf8JsonWriter json, float value)
    {
        if (float.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
