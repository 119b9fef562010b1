using System.Text.RegularExpressions;
using Yolo.Cli;
using Yolo.Data;
using Yolo.Engine.Settings;

namespace Yolo.Tests.Cli;

/// <summary>Holds docs/from-ultralytics.md against the reference's settings and against ours, so that neither goes its own way.</summary>
public sealed partial class FromUltralyticsTests
{
    private const string NotThere = "not there";

    private static readonly string[] OfTheCommand = ["task", "mode", "model", "source", "verbose", "cfg"];

    [Test]
    public void Reference_OurListOfItsSettings_IsThatOfItsDescription()
    {
        var text = File.ReadAllText(Shared.Path("spec", "training.md"));
        var section = text[text.IndexOf("| task | task=detect", StringComparison.Ordinal)..text.IndexOf("(no value = null.)", StringComparison.Ordinal)];
        var described = section.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(row => row.Split('|', StringSplitOptions.RemoveEmptyEntries)[1].Split(','))
            .Select(item => item.Trim().Split('='))
            .Select(item => (Key: item[0], Usual: item.Length > 1 ? item[1] : null))
            .ToList();

        Assert.That(ReferenceSettings.All.Select(setting => setting.Key), Is.EqualTo(described.Select(setting => setting.Key)));
        Assert.That(described.Where(setting => !ReferenceSettings.IsSame(setting.Usual, ReferenceSettings.Find(setting.Key)!.Usual)), Is.Empty);
    }

    [Test]
    public void Settings_TheTable_HasAllOfTheReferenceWithTheirDefaults() => Assert.That(
        Settings().Select(row => (row.Key, row.Usual)),
        Is.EqualTo(ReferenceSettings.All.Select(setting => (setting.Key, setting.Usual ?? ""))));

    [Test]
    public void Settings_TheTable_SaysWhichModesReadThem()
    {
        foreach (var row in Settings().Where(row => !OfTheCommand.Contains(row.Key)))
        {
            Assert.That(row.Modes, Is.EqualTo(string.Join(", ", SettingTables.All.Where(table => table.Has(row.Key)).Select(table => SettingTables.NameOf(table.Mode)))), row.Key);
        }
    }

    [Test]
    public void Settings_TheTable_SaysWhatIsNotThereAndWhy()
    {
        foreach (var row in Settings())
        {
            var isThere = OfTheCommand.Contains(row.Key) || SettingTables.All.Any(table => table.Has(row.Key));
            Assert.That(row.Here, isThere ? Is.AnyOf("same", "different") : Is.EqualTo(NotThere), row.Key);
            Assert.That(row.Remark, row.Here == "same" ? Is.Empty : Is.Not.Empty, row.Key);
            if (!isThere)
            {
                Assert.That(row.Remark, Is.EqualTo(ReferenceSettings.Find(row.Key)!.Reason), row.Key);
            }
        }
    }

    [Test]
    public void Settings_ThatAreTheSame_AreReadWhereTheReferenceReadsThem_AndHaveItsDefault()
    {
        foreach (var row in Settings().Where(row => row.Here == "same" && !OfTheCommand.Contains(row.Key)))
        {
            var known = ReferenceSettings.Find(row.Key)!;
            var first = SettingTables.All.First(table => table.Has(row.Key));
            Assert.That(SettingTables.All.Where(table => known.Modes.HasFlag(table.Mode) && !table.Has(row.Key)), Is.Empty, row.Key);
            Assert.That(ReferenceSettings.IsSame(first.Rows.First(setting => setting.Key == row.Key).Usual, known.Usual) || row.Key == "name", Is.True, row.Key);
        }
    }

    [Test]
    public void Settings_NoModeHas_AreRefusedWithAReasonOfTheirOwn() => Assert.That(
        ReferenceSettings.All.Where(setting => !OfTheCommand.Contains(setting.Key) && !SettingTables.All.Any(table => table.Has(setting.Key))).Select(setting => setting.Reason),
        Has.None.Null);

    [Test]
    public void Modes_TheTable_HasOursAndThoseThatAreNotThere()
    {
        var rows = Rows("## Modes").ToList();

        Assert.That(rows.Where(cells => cells[1] != NotThere).Select(cells => cells[0]), Is.EquivalentTo(Arguments.Modes));
        Assert.That(rows.Where(cells => cells[1] == NotThere).Select(cells => cells[0]), Is.EquivalentTo(AbsentModes.Names));
    }

    [Test]
    public void Datasets_TheList_IsOurs()
    {
        var section = Section("## Data sets by name");
        var list = section[section.IndexOf("known: ", StringComparison.Ordinal)..section.IndexOf(". Those", StringComparison.Ordinal)];

        var folders = section[section.IndexOf("no description: ", StringComparison.Ordinal)..section.IndexOf(". (", StringComparison.Ordinal)];

        Assert.That(Quoted().Matches(list).Select(name => name.Groups[1].Value), Is.EqualTo(PublicDatasets.Names));
        Assert.That(Quoted().Matches(folders).Select(name => name.Groups[1].Value), Is.EqualTo(PublicDatasets.FolderNames));
    }

    private static IEnumerable<(string Key, string Usual, string Modes, string Here, string Remark)> Settings() =>
        Rows("## Settings").Select(cells => (cells[0], cells[1], cells[2], cells[3], cells[4]));

    // The cells of a section's table, without the marks round code in the first two.
    private static IEnumerable<string[]> Rows(string heading) => Section(heading).Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|')[1..^1])
        .Select(cells => cells.Select((cell, index) => index < 2 ? cell.Trim().Trim('`') : cell.Trim()).ToArray());

    private static string Section(string heading)
    {
        var text = File.ReadAllText(Path.Combine(Shared.Repository, "docs", "from-ultralytics.md"));
        var start = text.IndexOf(heading + "\n", StringComparison.Ordinal);
        var end = text.IndexOf("\n## ", start + heading.Length, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
