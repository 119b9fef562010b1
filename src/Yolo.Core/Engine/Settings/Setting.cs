namespace Yolo.Engine.Settings;

/// <summary>One setting of a mode: how it is called, what it means, and how text becomes it.</summary>
/// <typeparam name="TOptions">The record that holds it.</typeparam>
/// <param name="Key">Its name on the command line and in args.yaml, such as <c>imgsz</c>.</param>
/// <param name="Meaning">One line for people: meaning, unit, range.</param>
/// <param name="Write">The options with the setting read from text; throws <see cref="SettingException"/>.</param>
/// <param name="Read">The setting as text as it would be written; null for "not set".</param>
internal sealed record Setting<TOptions>(string Key, string Meaning, Func<TOptions, string, TOptions> Write, Func<TOptions, string?> Read)
{
    /// <summary>Whether none (None, null) is a value of its own, and not another word for the default. Default false.</summary>
    public bool HasNone { get; init; }

    /// <summary>The same setting of a record that adds to this one.</summary>
    internal Setting<TDerived> For<TDerived>()
        where TDerived : TOptions =>
        new(Key, Meaning, (options, text) => (TDerived)Write(options, text)!, options => Read(options)) { HasNone = HasNone };
}
