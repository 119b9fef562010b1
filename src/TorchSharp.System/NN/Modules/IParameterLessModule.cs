namespace TorchSharp.Modules;

/// <summary>Marks modules that have neither parameters nor buffers.</summary>
public interface IParameterLessModule;
