using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Yolo.Imaging.Drawing;

/// <summary>
/// Chooses a font for each part of a text: the stroke font for words that it has all letters of, so that they look the same on every machine; for
/// other words a font of the system. Letters that no font has are written as question marks, and said once for each script.
/// </summary>
/// <remarks>The line runs from left to right; words of scripts that run to the left are turned, each sequence of them in one.</remarks>
/// <param name="source">Where fonts come from.</param>
/// <param name="warn">Receives a sentence for each script without a font.</param>
internal sealed class FontBook(IFontSource source, Action<string> warn)
{
    private const string Placeholder = "?";

    // File names are written, too; a long run must not remember all of them.
    private const int MostWords = 4096;

    private readonly object gate = new();
    private readonly ConcurrentDictionary<string, TextRun[]> words = new();
    private readonly Dictionary<nint, FontFace> faces = [];
    private readonly HashSet<string> missing = [];

    /// <summary>The fonts of this machine.</summary>
    public static FontBook System { get; } = new(new SystemFonts(), message => Canvas.Warn(message));

    /// <summary>Width of a text of one line in pixels.</summary>
    public double Measure(ReadOnlySpan<char> text, double size) => StrokeFont.Covers(text) ? StrokeFont.Measure(text, size) : Runs(text).Sum(run => run.Measure(size));

    /// <summary>The parts of a line, from left to right.</summary>
    public IReadOnlyList<TextRun> Runs(ReadOnlySpan<char> text)
    {
        if (StrokeFont.Covers(text))
        {
            return [new(text.ToString(), null)];
        }

        var runs = new List<TextRun>();
        var gap = new StringBuilder();
        string line = Plain(text);
        foreach (string word in line.Split(' '))
        {
            foreach (var run in Word(word))
            {
                Append(runs, run, gap);
            }

            gap.Append(' ');
        }

        gap.Length--;
        Append(runs, new(string.Empty, null), gap);
        return runs;
    }

    /// <summary>Spaces belong to the font on their left if the one on their right is the same: words that run to the left stay together.</summary>
    private static void Append(List<TextRun> runs, TextRun next, StringBuilder gap)
    {
        if (runs.Count > 0 && ReferenceEquals(runs[^1].Face, next.Face))
        {
            runs[^1] = runs[^1] with { Text = $"{runs[^1].Text}{gap}{next.Text}" };
        }
        else if (gap.Length > 0 && runs.Count > 0 && runs[^1].Face is null)
        {
            runs[^1] = runs[^1] with { Text = $"{runs[^1].Text}{gap}" };
            runs.Add(next);
        }
        else if (gap.Length > 0 && next.Face is not null)
        {
            runs.Add(new(gap.ToString(), null));
            runs.Add(next);
        }
        else
        {
            runs.Add(next with { Text = $"{gap}{next.Text}" });
        }

        gap.Clear();
    }

    private TextRun[] Word(string word)
    {
        if (StrokeFont.Covers(word))
        {
            return word.Length == 0 ? [] : [new(word, null)];
        }

        if (words.Count > MostWords)
        {
            words.Clear();
        }

        return words.GetOrAdd(word, Choose);
    }

    private TextRun[] Choose(string word)
    {
        lock (gate)
        {
            if (Find(word) is { } face)
            {
                return [new(word, face)];
            }

            var runs = new List<TextRun>();
            for (int at = 0, length; at < word.Length; at += length)
            {
                length = StringInfo.GetNextTextElementLength(word, at);
                Append(runs, Letter(word.Substring(at, length)), new());
            }

            return [.. runs];
        }
    }

    private TextRun Letter(string letter)
    {
        if (StrokeFont.Covers(letter))
        {
            return new(letter, null);
        }

        if (Find(letter) is { } face)
        {
            return new(letter, face);
        }

        var script = Script.Of(CodePoints(letter)[0]);
        if (missing.Add(script.Name))
        {
            warn($"No font of this machine has letters of {script.Name}, as in '{letter}': they are drawn as '{Placeholder}'. {script.Remedy}");
        }

        return new(Placeholder, null);
    }

    private FontFace? Find(string text)
    {
        if (source.Find(CodePoints(text)) is not { } typeface)
        {
            return null;
        }

        if (!faces.TryGetValue(typeface.Handle, out var face))
        {
            faces[typeface.Handle] = face = new(typeface);
        }

        return face;
    }

    // Half a pair, as a name that was cut has it, is no letter; EnumerateRunes gives the sign for it.
    private static int[] CodePoints(string text) => [.. text.EnumerateRunes().Select(rune => rune.Value)];

    private static string Plain(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            plain.Append(char.IsWhiteSpace(letter) ? ' ' : letter);
        }

        return plain.ToString();
    }
}
