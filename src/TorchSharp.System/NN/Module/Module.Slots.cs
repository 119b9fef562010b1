using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Modules of this assembly keep their parameters and buffers in fields with properties before them ("slots").
        public partial class Module
        {
            /// <summary>Puts a parameter into a slot: the old one is disposed, the new one belongs to the module and to no dispose scope.</summary>
            private protected void Set(ref Parameter? slot, string component, Parameter? value)
            {
                if (!ReferenceEquals(slot, value))
                {
                    slot?.Dispose();
                    slot = value;
                    slot?.DetachFromDisposeScope();
                }

                ConditionallyRegisterParameter(component, slot);
            }

            /// <summary>Puts a buffer into a slot: the old one is disposed, the new one belongs to the module and to no dispose scope.</summary>
            private protected void Set(ref Tensor? slot, string component, Tensor? value)
            {
                if (!ReferenceEquals(slot, value))
                {
                    slot?.Dispose();
                    slot = value;
                    slot?.DetachFromDisposeScope();
                }

                ConditionallyRegisterBuffer(component, slot);
            }

            private protected void Move(ref Parameter? slot, string component, ScalarType? dtype, Device? device)
            {
                if (slot is not null && ReplaceParameter(dtype, device, slot, out var moved))
                {
                    Set(ref slot, component, moved);
                }
            }

            private protected void Move(ref Tensor? slot, string component, ScalarType? dtype, Device? device)
            {
                if (slot is not null && ReplaceBuffer(dtype, device, slot, out var moved))
                {
                    Set(ref slot, component, moved);
                }
            }

            /// <summary>A tensor whose values are yet to be set; it records no gradient.</summary>
            private protected static Tensor Empty(long[] shape, Device? device, ScalarType? dtype)
            {
                var (place, type) = GetDefaultDeviceAndType(device, dtype);
                return Aten.empty_memory_format.Tensor(shape, type, Value.None, place);
            }

            private protected static Parameter EmptyParameter(long[] shape, Device? device, ScalarType? dtype) => new(Empty(shape, device, dtype));
        }
    }
}
