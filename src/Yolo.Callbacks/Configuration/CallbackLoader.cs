using System.Reflection;

namespace Yolo.Callbacks;

/// <summary>Makes a callback from a class of a user's assembly.</summary>
internal static class CallbackLoader
{
    public static Callback Load(string path, string className, IReadOnlyDictionary<string, string> options)
    {
        var type = LoadAssembly(path).GetType(className)
            ?? throw new CallbackConfigurationException($"'{path}' has no class '{className}'. Write the full name with its namespace.");
        if (!type.IsSubclassOf(typeof(Callback)) || type.IsAbstract)
        {
            throw new CallbackConfigurationException($"'{className}' of '{path}' is no callback: it must be a class that derives from Yolo.Callbacks.Callback, built against the same version of this library.");
        }

        try
        {
            return Construct(type, options);
        }
        catch (TargetInvocationException thrown)
        {
            throw new CallbackConfigurationException($"The constructor of '{className}' failed: {thrown.InnerException!.Message}", thrown.InnerException);
        }
    }

    private static Callback Construct(Type type, IReadOnlyDictionary<string, string> options)
    {
        if (type.GetConstructor([typeof(IReadOnlyDictionary<string, string>)]) is { } withOptions)
        {
            return (Callback)withOptions.Invoke([options]);
        }

        if (options.Count != 0)
        {
            throw new CallbackConfigurationException($"'{type.FullName}' takes no options: it has no public constructor with an IReadOnlyDictionary<string, string>.");
        }

        var plain = type.GetConstructor(Type.EmptyTypes)
            ?? throw new CallbackConfigurationException($"'{type.FullName}' needs a public constructor without parameters, or one with an IReadOnlyDictionary<string, string>.");
        return (Callback)plain.Invoke(null);
    }

    private static Assembly LoadAssembly(string path)
    {
        try
        {
            return Assembly.LoadFrom(Path.GetFullPath(path));
        }
        catch (Exception thrown) when (thrown is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            throw new CallbackConfigurationException($"The assembly '{path}' cannot be loaded: {thrown.Message}", thrown);
        }
    }
}
