namespace Yolo.Checkpoints.Pickle;

/// <summary>Reads the names of classes and functions, one object per name, and notes those of unknown families.</summary>
internal sealed class PickleGlobals(PickleInput input, MemoryBudget budget)
{
    /// <summary>Far beyond any real name; keeps the cost of looking them up bounded.</summary>
    private const int LongestName = 512;

    private static readonly string[] KnownFamilies =
    [
        "torch.nn.modules", "torch.nn.functional", "torch.nn.parameter", "torch.storage",
        "ultralytics.nn", "ultralytics.utils", "ultralytics.models", "ultralytics.data",
    ];

    private readonly Dictionary<PickleGlobal, PickleGlobal> _seen = [];
    private readonly List<PickleGlobal> _unknown = [];
    private readonly HashSet<PickleGlobal> _unknownSet = [];

    internal IReadOnlyList<PickleGlobal> Unknown => _unknown;

    internal PickleGlobal ReadText()
    {
        var module = input.ReadLine();
        return Get(Name(module), Name(input.ReadLine()));
    }

    internal PickleGlobal FromStack(ReadOnlySpan<object?> names) =>
        names is [string module, string name] && module.Length <= LongestName && name.Length <= LongestName
            ? Get(module, name)
            : throw input.Fail("the name of a class is not two strings");

    private string Name(ReadOnlySpan<byte> line) =>
        line.Length <= LongestName ? input.DecodeUtf8(line) : throw input.Fail($"the name of a class has {line.Length} characters");

    private PickleGlobal Get(string module, string name)
    {
        var written = new PickleGlobal(module, name);
        if (_seen.TryGetValue(written, out var known))
        {
            return known;
        }

        budget.Charge(256 + (4L * (module.Length + name.Length)));
        var global = PickleRenames.Apply(module, name);
        _seen.Add(written, global);
        if (!PickleSymbols.Understands(global) && !TorchSymbols.Understands(global) && !IsOfKnownFamily(global.Module) && _unknownSet.Add(global))
        {
            _unknown.Add(global);
        }

        return global;
    }

    private static bool IsOfKnownFamily(string module) => Array.Exists(KnownFamilies,
        family => module.StartsWith(family, StringComparison.Ordinal) && (module.Length == family.Length || module[family.Length] == '.'));
}
