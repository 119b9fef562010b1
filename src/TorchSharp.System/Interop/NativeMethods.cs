using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The C interface of the files in native/. Only functions that read one field skip the transition of the garbage collector.</summary>
internal static unsafe partial class NativeMethods
{
    internal const string Library = "torchsystem";

    static NativeMethods() => NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, NativeLibraryLoader.Resolve);

    [LibraryImport(Library)]
    internal static partial IntPtr ts_last_error();

    internal static bool LastErrorIsEmpty() => *(byte*)ts_last_error() == 0;

    [LibraryImport(Library)]
    internal static partial IntPtr ts_version();

    [LibraryImport(Library)]
    internal static partial void ts_free(IntPtr memory);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial IntPtr ts_operator_find(string name, string overload);

    [LibraryImport(Library)]
    internal static partial int ts_operator_call(IntPtr op, NativeValue* arguments, int count, NativeValue* results, int capacity);

    [LibraryImport(Library)]
    internal static partial void ts_tensor_release(IntPtr handle);

    [LibraryImport(Library)]
    internal static partial IntPtr ts_tensor_alias(IntPtr handle);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial long ts_tensor_dim(IntPtr handle);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial long ts_tensor_numel(IntPtr handle);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial long ts_tensor_sizes(IntPtr handle, long* sizes, long capacity);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial long ts_tensor_strides(IntPtr handle, long* strides, long capacity);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int ts_tensor_dtype(IntPtr handle);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial long ts_tensor_device(IntPtr handle);

    [LibraryImport(Library)]
    internal static partial long ts_tensor_storage_offset(IntPtr handle);

    [LibraryImport(Library)]
    internal static partial int ts_tensor_is_contiguous(IntPtr handle, int memoryFormat);

    [LibraryImport(Library)]
    internal static partial IntPtr ts_tensor_data(IntPtr handle);

    [LibraryImport(Library)]
    internal static partial int ts_tensor_is_sparse(IntPtr handle);

    [LibraryImport(Library)]
    internal static partial IntPtr ts_tensor_from_memory(
        void* data, long* sizes, int dimensions, int dtype, delegate* unmanaged[Cdecl]<IntPtr, void> done, IntPtr context);

    [LibraryImport(Library)]
    internal static partial int ts_tensor_requires_grad(IntPtr handle);

    [LibraryImport(Library)]
    internal static partial int ts_tensor_set_requires_grad(IntPtr handle, int value);

    [LibraryImport(Library)]
    internal static partial int ts_tensor_is_leaf(IntPtr handle);

    [LibraryImport(Library)]
    internal static partial int ts_tensor_is_inference(IntPtr handle);

    [LibraryImport(Library)]
    internal static partial int ts_tensor_retain_grad(IntPtr handle);

    [LibraryImport(Library)]
    internal static partial IntPtr ts_tensor_grad(IntPtr handle);

    [LibraryImport(Library)]
    internal static partial int ts_tensor_set_grad(IntPtr handle, IntPtr gradient);

    [LibraryImport(Library)]
    internal static partial int ts_tensor_set_data(IntPtr handle, IntPtr source);

    [LibraryImport(Library)]
    internal static partial int ts_autograd_backward(
        IntPtr* tensors, int count, IntPtr* gradients, int gradientCount, int retainGraph, int createGraph, IntPtr* inputs, int inputCount);

    [LibraryImport(Library)]
    internal static partial int ts_autograd_grad(
        IntPtr* outputs, int outputCount, IntPtr* inputs, int inputCount, IntPtr* gradients, int gradientCount,
        int retainGraph, int createGraph, int allowUnused, IntPtr* results);

    [LibraryImport(Library)]
    internal static partial IntPtr ts_silu(IntPtr handle);

    [LibraryImport(Library)]
    internal static partial int ts_grad_mode(int change);

    [LibraryImport(Library)]
    internal static partial IntPtr ts_inference_mode_enter(int enabled);

    [LibraryImport(Library)]
    internal static partial void ts_inference_mode_leave(IntPtr guard);

    [LibraryImport(Library)]
    internal static partial int ts_inference_mode_is_enabled();

    [LibraryImport(Library)]
    internal static partial IntPtr ts_generator_new(long device, long seed);

    [LibraryImport(Library)]
    internal static partial IntPtr ts_generator_default(long device);

    [LibraryImport(Library)]
    internal static partial void ts_generator_delete(IntPtr generator);

    [LibraryImport(Library)]
    internal static partial long ts_generator_seed(IntPtr generator, int fresh);

    [LibraryImport(Library)]
    internal static partial int ts_generator_manual_seed(IntPtr generator, long seed);

    [LibraryImport(Library)]
    internal static partial IntPtr ts_generator_get_state(IntPtr generator);

    [LibraryImport(Library)]
    internal static partial int ts_generator_set_state(IntPtr generator, IntPtr state);

    [LibraryImport(Library)]
    internal static partial int ts_manual_seed(long seed);

    [LibraryImport(Library)]
    internal static partial int ts_threads(int interop, int change);

    [LibraryImport(Library)]
    internal static partial int ts_cuda_is_available();

    [LibraryImport(Library)]
    internal static partial int ts_cudnn_is_available();

    [LibraryImport(Library)]
    internal static partial int ts_cuda_device_count();

    [LibraryImport(Library)]
    internal static partial int ts_cuda_manual_seed(long seed, int all);

    [LibraryImport(Library)]
    internal static partial int ts_cuda_synchronize(long device);

    [LibraryImport(Library)]
    internal static partial int ts_backend_flag(int which, int change);
}
