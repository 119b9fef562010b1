using System.Globalization;
using TorchSharp;
using Yolo.Engine.Distributed;
using Yolo.Engine.Settings;
using Yolo.Runtime;

namespace Yolo.Engine;

/// <summary>Where networks can run, and one line for all other wishes.</summary>
internal static class Devices
{
    /// <summary>What is offered, for people.</summary>
    internal const string Offered = "cpu, cuda, cuda:1 or a GPU's number";

    /// <summary>A device of libtorch's that stands in for a GPU where there is none, lent by tests. Null: none.</summary>
    internal static torch.Device? StandIn { get; set; }

    /// <summary>A device from text: <c>cpu</c>, <c>cuda</c>, <c>cuda:0</c>, <c>0</c>, also in brackets.</summary>
    /// <exception cref="SettingException">It is none that is offered.</exception>
    internal static torch.Device Parse(string text)
    {
        var name = Name(text);
        if (name == "cpu")
        {
            return new torch.Device(DeviceType.CPU);
        }

        if (name == StandIn?.ToString())
        {
            return StandIn;
        }

        if (name == "cuda")
        {
            return new torch.Device("cuda");
        }

        var numbers = Numbers(name);
        if (int.TryParse(OwnNumber(numbers), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return new torch.Device(DeviceType.CUDA, index);
        }

        throw Several(text) is [var first, ..] several
            ? new SettingException(FormattableString.Invariant($"device={text} cannot be honoured: one GPU is used, not several. Give one, such as device={first}; train, val, predict and track take several where each has a process of its own (mpirun -np {several.Count})."))
            : SettingText.Wrong("device", text, Offered);
    }

    /// <summary>The number of a GPU, for who has no libtorch; null for the processor.</summary>
    /// <exception cref="SettingException">The device is none that is offered.</exception>
    internal static int? GpuOf(torch.Device device) => device.type switch
    {
        DeviceType.CPU => null,
        DeviceType.CUDA => Math.Max(device.index, 0),
        _ => throw SettingText.Wrong("device", device.ToString(), Offered),
    };

    /// <summary>The numbers of several GPUs that a text names, in its order, as <c>0,1</c> or <c>cuda:0,1</c>; empty for anything else, and for one.</summary>
    internal static IReadOnlyList<int> Several(string? text)
    {
        var numbers = Numbers(Name(text ?? string.Empty)).Split(',');
        return numbers.Length > 1 && numbers.All(IsNumber) ? Array.ConvertAll(numbers, number => int.Parse(number, CultureInfo.InvariantCulture)) : [];
    }

    /// <summary>Throws where this machine lacks a device, before anything is read, moved or written.</summary>
    /// <param name="device">The device; null for where the model is.</param>
    /// <exception cref="SettingException">The device is none that is offered, or is not there.</exception>
    internal static void Require(torch.Device? device)
    {
        if (device is null || device.type == DeviceType.CPU || device.type == StandIn?.type)
        {
            return;
        }

        if (device.type != DeviceType.CUDA)
        {
            throw SettingText.Wrong("device", device.ToString(), Offered);
        }

        LibTorch.Load();
        if (!torch.cuda.is_available())
        {
            throw new SettingException($"device={device} cannot be honoured: this machine has no CUDA device, or its libtorch is for the processor alone. The processor is device=cpu.");
        }

        var count = torch.cuda.device_count();
        if (device.index >= count)
        {
            throw new SettingException(FormattableString.Invariant($"device={device} cannot be honoured: this machine has {count} CUDA device(s), numbered from 0."));
        }
    }

    // Of several numbers each process has one, if a launcher has started as many; the first GPU is that of its number on the host.
    private static string OwnNumber(string numbers)
    {
        var (several, launched) = (numbers.Split(','), LaunchedAs.This);
        return launched.Size == 1 ? numbers
            : numbers == "0" ? launched.LocalRank.ToString(CultureInfo.InvariantCulture)
            : several.Length > 1 && launched.LocalRank < several.Length ? several[launched.LocalRank]
            : numbers;
    }

    private static bool IsNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string Name(string text) => text.Trim().Trim('[', ']', '(', ')').Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    private static string Numbers(string name) => name.StartsWith("cuda:", StringComparison.Ordinal) ? name["cuda:".Length..] : name;
}
