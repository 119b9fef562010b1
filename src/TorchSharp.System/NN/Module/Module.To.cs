using System.Reflection;
using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Moves and converts to the device and type of a tensor.</summary>
            public Module _to(Tensor other, bool non_blocking)
            {
                _to(other.dtype, non_blocking);
                return _to(other.device_type, other.device_index, non_blocking);
            }

            /// <summary>Moves parameters and buffers to a device and converts those of floating type; parameters become new objects.</summary>
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                RequireFloating(dtype);
                var target = Usable(device.type, device.index);
                _toEpilog(target, dtype, non_blocking);
                return this;
            }

            /// <summary>Moves parameters and buffers to a device; parameters become new objects.</summary>
            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                var target = Usable(deviceType, deviceIndex);
                if (target.type != _deviceType || target.index != _deviceIndex)
                {
                    _toEpilog(target.type, target.index, non_blocking);
                }

                return this;
            }

            /// <summary>Converts parameters and buffers of floating type; parameters become new objects.</summary>
            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                RequireFloating(dtype);
                _toEpilog(dtype, non_blocking);
                return this;
            }

            /// <summary>Converts what the module holds and all modules below.</summary>
            protected void _toEpilog(ScalarType dtype, bool non_blocking) => _toEpilog(dtype, null, non_blocking);

            /// <summary>Moves and converts what the module holds and all modules below.</summary>
            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking) => _toEpilog(dtype, device, non_blocking);

            /// <summary>Moves what the module holds and all modules below.</summary>
            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);

            /// <summary>Moves and converts what the module holds and all modules below; null leaves device or type as they are.</summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                if (dtype is null && device is null)
                {
                    throw new ArgumentNullException(nameof(dtype), "Neither a type nor a device is given.");
                }

                foreach (var module in children())
                {
                    Move(module, dtype, device, non_blocking);
                }

                MoveParameters(dtype, device);
                MoveBuffers(dtype, device);
                if (device is not null)
                {
                    _deviceType = device.type;
                    _deviceIndex = device.index;
                }
            }

            /// <summary>Makes a parameter for another type or device out of one, gradient included; false if it can stay as it is.</summary>
            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
            {
                p = null;
                var target = device ?? param.device;
                using var gradient = Gradient.Of(param);
                if (!WillCopy(param, dtype ?? param.dtype, target) && (gradient is null || !WillCopy(gradient, dtype ?? param.dtype, target)))
                {
                    return false;
                }

                using var none = NoGrad.Enter();
                var type = Converted(param.dtype, dtype);
                p = new Parameter(Aten.to_device.Tensor(param, target, type, false), Gradient.IsRequiredBy(param));
                p.DetachFromDisposeScope();
                if (gradient is not null)
                {
                    using var moved = Aten.to_device.Tensor(gradient, target, type, false);
                    Gradient.Set(p, moved);
                }

                return true;
            }

            /// <summary>Makes a buffer for another type or device out of one, which is disposed; false if it can stay as it is.</summary>
            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                result = null;
                var target = device ?? buffer.device;
                if (!WillCopy(buffer, dtype ?? buffer.dtype, target))
                {
                    return false;
                }

                result = Aten.to_device.Tensor(buffer, target, Converted(buffer.dtype, dtype), false).DetachFromDisposeScope();
                buffer.Dispose();
                return true;
            }

            /// <summary>What a factory uses that is told no device or no type.</summary>
            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device? device = null, ScalarType? dtype = null) =>
                (device ?? get_default_device(), dtype ?? get_default_dtype());

            private static void Move(Module module, ScalarType? dtype, Device? device, bool non_blocking)
            {
                if (device is null)
                {
                    module._to(dtype!.Value, non_blocking);
                }
                else if (dtype is null)
                {
                    module._to(device.type, device.index, non_blocking);
                }
                else
                {
                    module._to(device, dtype.Value, non_blocking);
                }
            }

            private void MoveParameters(ScalarType? dtype, Device? device)
            {
                foreach (var (name, parameter) in named_parameters(false).ToList())
                {
                    if (!ReplaceParameter(dtype, device, parameter, out var moved) || SetProperty(name, moved))
                    {
                        continue;
                    }

                    parameter.Dispose();
                    ConditionallyRegisterParameter(name, moved);
                    SetField(name, moved);
                }
            }

            private void MoveBuffers(ScalarType? dtype, Device? device)
            {
                foreach (var (name, buffer) in named_buffers(false).ToList())
                {
                    if (!ReplaceBuffer(dtype, device, buffer, out var moved) || SetProperty(name, moved))
                    {
                        continue;
                    }

                    ConditionallyRegisterBuffer(name, moved);
                    SetField(name, moved);
                }
            }

            private bool SetProperty(string component, Tensor? value)
            {
                var property = GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).FirstOrDefault(property => property.Name == component);
                property?.SetValue(this, value);
                return property is not null;
            }

            private void SetField(string component, Tensor? value) =>
                ComponentsOfTypes.GetOrAdd(GetType(), ComponentsOf).Find(entry => entry.Name == component)?.Field.SetValue(this, value);

            private static bool WillCopy(Tensor tensor, ScalarType dtype, Device device)
            {
                var current = tensor.device;
                return tensor.dtype != dtype || current.type != device.type || (current.type != DeviceType.CPU && current.index != device.index);
            }

            private static ScalarType Converted(ScalarType current, ScalarType? wanted) =>
                wanted is { } type && (torch.is_floating_point(current) || torch.is_complex(current)) ? type : current;

            private static void RequireFloating(ScalarType dtype)
            {
                if (!torch.is_floating_point(dtype) && !torch.is_complex(dtype))
                {
                    throw new ArgumentException($"A module's parameters are of floating or complex type; {dtype} is neither.", nameof(dtype));
                }
            }

            private static Device Usable(DeviceType type, int index)
            {
                if (type == DeviceType.CUDA && NativeMethods.ts_cuda_is_available() == 0)
                {
                    throw new InvalidOperationException("The module cannot be moved to CUDA: this libtorch finds no CUDA device.");
                }

                return new Device(type, type == DeviceType.CUDA ? index : -1);
            }
        }
    }
}
