using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Yolo.Models;

/// <summary>YAML text to dictionaries, <see cref="SpecList"/> and scalars, as the family's files mean them.</summary>
internal static class SpecYaml
{
    /// <summary>Reads a file whose top level is a dictionary.</summary>
    /// <exception cref="ModelSpecException">The text is no YAML, or its top level is something else.</exception>
    public static Dictionary<string, object?> Read(TextReader text, string source)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(text);
        }
        catch (YamlException error)
        {
            throw new ModelSpecException($"{source}, line {error.Start.Line}: this is no valid YAML: {error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            // What the parser throws where the text ends inside a list or dictionary.
            throw new ModelSpecException($"{source}: this is no valid YAML: a list or dictionary is not closed.", error);
        }

        return stream.Documents.Count > 0 && Convert(stream.Documents[0].RootNode) is Dictionary<string, object?> values
            ? values
            : throw new ModelSpecException($"{source}: a network is described by keys (nc, backbone, head); there are none.");
    }

    /// <summary>Reads a scalar as a YAML file or a Python literal would.</summary>
    public static object? Scalar(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" or "None" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) => integer,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => text,
    };

    private static object? Convert(YamlNode node) => node switch
    {
        YamlMappingNode mapping => Dictionary(mapping),
        YamlSequenceNode sequence => List(sequence),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Scalar(plain.Value ?? ""),
        YamlScalarNode quoted => quoted.Value ?? "",
        _ => null,
    };

    private static Dictionary<string, object?> Dictionary(YamlMappingNode mapping)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in mapping.Children)
        {
            values[key is YamlScalarNode scalar ? scalar.Value ?? "" : key.ToString()] = Convert(value);
        }

        return values;
    }

    private static SpecList List(YamlSequenceNode sequence)
    {
        var list = new SpecList((int)sequence.Start.Line);
        list.AddRange(sequence.Children.Select(Convert));
        return list;
    }
}
