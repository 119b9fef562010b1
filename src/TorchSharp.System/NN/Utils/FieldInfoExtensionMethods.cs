using System.Reflection;
using TorchSharp.Utils;

namespace TorchSharp;

/// <summary>What fields of modules are called in state dictionaries.</summary>
public static class FieldInfoExtensionMethods
{
    /// <summary>The name that <see cref="ComponentNameAttribute"/> gives the field, else the field's own.</summary>
    public static string ComponentName(this FieldInfo field) => field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
}
