namespace TorchSharp.Utils;

/// <summary>Gives a field of a module another key than its own name in the state dictionary.</summary>
#pragma warning disable CA1018 // As in the package, which restricts it to no kind of member.
public class ComponentNameAttribute : Attribute
#pragma warning restore CA1018
{
    /// <summary>Names the component by <see cref="Name"/>.</summary>
    public ComponentNameAttribute()
    {
        Name = string.Empty;
    }

    /// <summary>The key.</summary>
    public string Name { get; set; }
}
