using System.Globalization;

namespace Yolo.Engine;

/// <summary>The folder that a run writes into: <c>runs/task/project/name</c>, numbered so that no run writes over another.</summary>
internal static class RunDirectory
{
    /// <summary>Makes the folder.</summary>
    /// <param name="task">Such as "detect".</param>
    /// <param name="project">A folder below the task's; an absolute path stands for the whole of <c>runs/task/project</c>. May be null.</param>
    /// <param name="name">The folder's name, such as "predict".</param>
    /// <param name="existing">Whether a folder that is there is used; otherwise the next free of name2, name3, … is made.</param>
    internal static string Create(string task, string? project, string name, bool existing)
    {
        var parent = project is not null && Path.IsPathRooted(project) ? project : Path.Combine("runs", task, project ?? string.Empty);
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(parent, number == 1 ? name : name + number.ToString(CultureInfo.InvariantCulture));
            if (existing || !Path.Exists(path))
            {
                Directory.CreateDirectory(path);
                return path;
            }
        }
    }
}
