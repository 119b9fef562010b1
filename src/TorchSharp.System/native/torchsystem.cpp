// The native half of TorchSharp.System: libtorch behind a C interface.
//
// Every operator is called by name through the dispatcher with boxed arguments, so this file knows no operator. What it does
// know is what operators cannot say: tensor lifetime, autograd, gradient mode, generators, threads and devices.
//
// Conventions: a tensor handle is one counted reference to a TensorImpl. Functions that can fail return a negative number (or
// null) and leave the text in ts_last_error of this thread. No exception leaves this file.
//
// Compiles against libtorch 1.13 to 2.11.

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/generated/variable_factories.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#define TS_API extern "C" __attribute__((visibility("default")))

namespace {

thread_local std::string last_error;

// libtorch appends a C++ backtrace to its messages; a .NET reader wants the sentence.
std::string first_part(const c10::Error& error) {
  return error.what_without_backtrace();
}

template <typename Body>
auto guarded(decltype(std::declval<Body>()()) on_error, Body&& body) noexcept -> decltype(body()) {
  try {
    return body();
  } catch (const c10::Error& error) {
    last_error = first_part(error);
  } catch (const std::exception& error) {
    last_error = error.what();
  } catch (...) {
    last_error = "An exception of unknown type came out of libtorch.";
  }
  return on_error;
}

using Impl = c10::TensorImpl;

// A handle that was lent: the caller keeps its reference.
at::Tensor borrow(void* handle) {
  if (handle == nullptr) {
    return at::Tensor();
  }
  return at::Tensor(c10::intrusive_ptr<Impl, c10::UndefinedTensorImpl>::unsafe_reclaim_from_nonowning(static_cast<Impl*>(handle)));
}

// A handle that is handed over: the caller must release it.
void* give(at::Tensor tensor) {
  return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

// Reads of one field need no counted reference.
Impl& look(void* handle) {
  TORCH_CHECK(handle != nullptr, "The tensor is undefined.");
  return *static_cast<Impl*>(handle);
}

c10::Device unpack_device(int64_t packed) {
  return c10::Device(static_cast<c10::DeviceType>(packed >> 16), static_cast<c10::DeviceIndex>(static_cast<int16_t>(packed & 0xffff)));
}

int64_t pack_device(const c10::Device& device) {
  return (static_cast<int64_t>(device.type()) << 16) | (static_cast<uint16_t>(static_cast<int16_t>(device.index())));
}

struct Operator {
  c10::OperatorHandle handle;
  size_t arguments;
};

}  // namespace

// One boxed argument or result. The kinds are those of `Kind` in Interop/Value.cs.
struct Value {
  int32_t kind;
  int32_t count;
  union {
    int64_t integer;
    double real;
    void* pointer;
  };
};

enum Kind : int32_t {
  kNone = 0,
  kDefault = 1,
  kTensor = 2,
  kDouble = 3,
  kInt = 4,
  kBool = 5,
  kString = 6,
  kIntList = 7,
  kDoubleList = 8,
  kBoolList = 9,
  kTensorList = 10,
  kOptionalTensorList = 11,
  kDevice = 12,
  kGenerator = 13,
  kComplex = 14,
};

namespace {

c10::IValue to_ivalue(const Value& value) {
  switch (value.kind) {
    case kNone:
      return c10::IValue();
    case kTensor:
      return c10::IValue(borrow(value.pointer));
    case kDouble:
      return c10::IValue(value.real);
    case kInt:
      return c10::IValue(value.integer);
    case kBool:
      return c10::IValue(value.integer != 0);
    case kString:
      return c10::IValue(std::string(static_cast<const char*>(value.pointer), static_cast<size_t>(value.count)));
    case kIntList: {
      auto* data = static_cast<const int64_t*>(value.pointer);
      return c10::IValue(c10::IntArrayRef(data, static_cast<size_t>(value.count)));
    }
    case kDoubleList: {
      auto* data = static_cast<const double*>(value.pointer);
      return c10::IValue(std::vector<double>(data, data + value.count));
    }
    case kBoolList: {
      auto* data = static_cast<const int64_t*>(value.pointer);
      c10::List<bool> list;
      for (int32_t i = 0; i < value.count; i++) {
        list.push_back(data[i] != 0);
      }
      return c10::IValue(std::move(list));
    }
    case kTensorList: {
      auto* data = static_cast<void* const*>(value.pointer);
      c10::List<at::Tensor> list;
      list.reserve(static_cast<size_t>(value.count));
      for (int32_t i = 0; i < value.count; i++) {
        list.push_back(borrow(data[i]));
      }
      return c10::IValue(std::move(list));
    }
    case kOptionalTensorList: {
      auto* data = static_cast<void* const*>(value.pointer);
      c10::impl::GenericList list(c10::OptionalType::create(c10::TensorType::get()));
      for (int32_t i = 0; i < value.count; i++) {
        list.push_back(data[i] == nullptr ? c10::IValue() : c10::IValue(borrow(data[i])));
      }
      return c10::IValue(std::move(list));
    }
    case kDevice:
      return c10::IValue(unpack_device(value.integer));
    case kGenerator:
      return c10::IValue(*static_cast<at::Generator*>(value.pointer));
    case kComplex: {
      auto* data = static_cast<const double*>(value.pointer);
      return c10::IValue(c10::complex<double>(data[0], data[1]));
    }
    default:
      TORCH_CHECK(false, "Argument of unknown kind ", value.kind, ".");
  }
}

template <typename T>
T* allocate(size_t count) {
  auto* memory = static_cast<T*>(std::malloc(sizeof(T) * (count == 0 ? 1 : count)));
  if (memory == nullptr) {
    throw std::bad_alloc();
  }
  return memory;
}

Value from_ivalue(const c10::IValue& value) {
  Value result{};
  if (value.isTensor()) {
    result.kind = kTensor;
    result.pointer = give(value.toTensor());
  } else if (value.isTensorList()) {
    auto list = value.toTensorVector();
    auto* handles = allocate<void*>(list.size());
    for (size_t i = 0; i < list.size(); i++) {
      handles[i] = give(list[i]);
    }
    result.kind = kTensorList;
    result.count = static_cast<int32_t>(list.size());
    result.pointer = handles;
  } else if (value.isDouble()) {
    result.kind = kDouble;
    result.real = value.toDouble();
  } else if (value.isInt()) {
    result.kind = kInt;
    result.integer = value.toInt();
  } else if (value.isBool()) {
    result.kind = kBool;
    result.integer = value.toBool() ? 1 : 0;
  } else if (value.isNone()) {
    result.kind = kNone;
  } else {
    TORCH_CHECK(false, "The operator returned a ", value.tagKind(), ", which this interface does not carry.");
  }
  return result;
}

}  // namespace

// ---- errors, version, memory -------------------------------------------------------------------------------------------------

TS_API const char* ts_last_error() {
  return last_error.c_str();
}

TS_API const char* ts_version() {
  return TORCH_VERSION;
}

TS_API void ts_free(void* memory) {
  std::free(memory);
}

// ---- operators ---------------------------------------------------------------------------------------------------------------

TS_API void* ts_operator_find(const char* name, const char* overload) {
  return guarded(static_cast<void*>(nullptr), [&]() -> void* {
    auto handle = c10::Dispatcher::singleton().findSchemaOrThrow(name, overload);
    auto arguments = handle.schema().arguments().size();
    return new Operator{handle, arguments};  // Lives as long as the process: the managed side finds each operator once.
  });
}

// Calls an operator. Arguments that are missing at the end, or of kind kDefault, take the schema's default. Returns the number of
// results written.
TS_API int32_t ts_operator_call(void* op, const Value* arguments, int32_t count, Value* results, int32_t capacity) {
  return guarded(-1, [&]() -> int32_t {
    auto& target = *static_cast<Operator*>(op);
    torch::jit::Stack stack;
    stack.reserve(target.arguments);
    for (size_t i = 0; i < target.arguments; i++) {
      if (i < static_cast<size_t>(count) && arguments[i].kind != kDefault) {
        stack.push_back(to_ivalue(arguments[i]));
        continue;
      }
      const auto& argument = target.handle.schema().arguments()[i];
      TORCH_CHECK(argument.default_value().has_value(), toString(target.handle.operator_name()), ": argument '", argument.name(), "' is missing.");
      stack.push_back(*argument.default_value());
    }
    target.handle.callBoxed(&stack);
    TORCH_CHECK(stack.size() <= static_cast<size_t>(capacity), "The operator returned ", stack.size(), " values.");
    for (size_t i = 0; i < stack.size(); i++) {
      results[i] = from_ivalue(stack[i]);
    }
    return static_cast<int32_t>(stack.size());
  });
}

// ---- tensors -----------------------------------------------------------------------------------------------------------------

TS_API void ts_tensor_release(void* handle) {
  guarded(0, [&]() -> int {
    if (handle != nullptr) {
      c10::raw::intrusive_ptr::decref(static_cast<Impl*>(handle));
    }
    return 0;
  });
}

TS_API void* ts_tensor_alias(void* handle) {
  return guarded(static_cast<void*>(nullptr), [&]() -> void* { return give(borrow(handle)); });
}

TS_API int64_t ts_tensor_dim(void* handle) {
  return guarded(static_cast<int64_t>(-1), [&]() -> int64_t { return look(handle).dim(); });
}

TS_API int64_t ts_tensor_numel(void* handle) {
  return guarded(static_cast<int64_t>(-1), [&]() -> int64_t { return look(handle).numel(); });
}

TS_API int64_t ts_tensor_sizes(void* handle, int64_t* sizes, int64_t capacity) {
  return guarded(static_cast<int64_t>(-1), [&]() -> int64_t {
    auto shape = look(handle).sizes();
    for (size_t i = 0; i < shape.size() && i < static_cast<size_t>(capacity); i++) {
      sizes[i] = shape[i];
    }
    return static_cast<int64_t>(shape.size());
  });
}

TS_API int64_t ts_tensor_strides(void* handle, int64_t* strides, int64_t capacity) {
  return guarded(static_cast<int64_t>(-1), [&]() -> int64_t {
    auto steps = look(handle).strides();
    for (size_t i = 0; i < steps.size() && i < static_cast<size_t>(capacity); i++) {
      strides[i] = steps[i];
    }
    return static_cast<int64_t>(steps.size());
  });
}

TS_API int32_t ts_tensor_dtype(void* handle) {
  return guarded(-1, [&]() -> int32_t { return static_cast<int32_t>(c10::typeMetaToScalarType(look(handle).dtype())); });
}

TS_API int64_t ts_tensor_device(void* handle) {
  return guarded(static_cast<int64_t>(-1), [&]() -> int64_t { return pack_device(look(handle).device()); });
}

TS_API int64_t ts_tensor_storage_offset(void* handle) {
  return guarded(static_cast<int64_t>(-1), [&]() -> int64_t { return look(handle).storage_offset(); });
}

TS_API int32_t ts_tensor_is_contiguous(void* handle, int32_t memory_format) {
  return guarded(-1, [&]() -> int32_t { return look(handle).is_contiguous(static_cast<at::MemoryFormat>(memory_format)) ? 1 : 0; });
}

TS_API void* ts_tensor_data(void* handle) {
  return guarded(static_cast<void*>(nullptr), [&]() -> void* { return borrow(handle).data_ptr(); });
}

TS_API int32_t ts_tensor_is_sparse(void* handle) {
  return guarded(-1, [&]() -> int32_t { return look(handle).is_sparse() ? 1 : 0; });
}

// A tensor over memory of the caller, who is told through `done` when the last reference is gone.
TS_API void* ts_tensor_from_memory(void* data, const int64_t* sizes, int32_t dimensions, int32_t dtype, void (*done)(void*), void* context) {
  return guarded(static_cast<void*>(nullptr), [&]() -> void* {
    auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype));
    return give(torch::from_blob(data, at::IntArrayRef(sizes, static_cast<size_t>(dimensions)), [done, context](void*) { done(context); }, options));
  });
}

// ---- autograd ----------------------------------------------------------------------------------------------------------------

TS_API int32_t ts_tensor_requires_grad(void* handle) {
  return guarded(-1, [&]() -> int32_t { return look(handle).requires_grad() ? 1 : 0; });
}

TS_API int32_t ts_tensor_set_requires_grad(void* handle, int32_t value) {
  return guarded(-1, [&]() -> int32_t {
    auto tensor = borrow(handle);
    tensor.set_requires_grad(value != 0);
    return 0;
  });
}

TS_API int32_t ts_tensor_is_leaf(void* handle) {
  return guarded(-1, [&]() -> int32_t { return borrow(handle).is_leaf() ? 1 : 0; });
}

TS_API int32_t ts_tensor_is_inference(void* handle) {
  return guarded(-1, [&]() -> int32_t { return look(handle).is_inference() ? 1 : 0; });
}

TS_API int32_t ts_tensor_retain_grad(void* handle) {
  return guarded(-1, [&]() -> int32_t {
    borrow(handle).retain_grad();
    return 0;
  });
}

TS_API void* ts_tensor_grad(void* handle) {
  return guarded(static_cast<void*>(nullptr), [&]() -> void* {
    last_error.clear();
    return give(borrow(handle).grad());
  });
}

TS_API int32_t ts_tensor_set_grad(void* handle, void* gradient) {
  return guarded(-1, [&]() -> int32_t {
    auto tensor = borrow(handle);
    tensor.mutable_grad() = borrow(gradient);
    return 0;
  });
}

TS_API int32_t ts_tensor_set_data(void* handle, void* source) {
  return guarded(-1, [&]() -> int32_t {
    borrow(handle).set_data(borrow(source));
    return 0;
  });
}

namespace {

std::vector<at::Tensor> borrow_all(void* const* handles, int32_t count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(static_cast<size_t>(count));
  for (int32_t i = 0; i < count; i++) {
    tensors.push_back(borrow(handles[i]));
  }
  return tensors;
}

}  // namespace

TS_API int32_t ts_autograd_backward(
    void* const* tensors, int32_t count, void* const* gradients, int32_t gradient_count, int32_t retain_graph, int32_t create_graph,
    void* const* inputs, int32_t input_count) {
  return guarded(-1, [&]() -> int32_t {
    torch::autograd::backward(borrow_all(tensors, count), borrow_all(gradients, gradient_count), retain_graph != 0, create_graph != 0,
        borrow_all(inputs, input_count));
    return 0;
  });
}

TS_API int32_t ts_autograd_grad(
    void* const* outputs, int32_t output_count, void* const* inputs, int32_t input_count, void* const* gradients, int32_t gradient_count,
    int32_t retain_graph, int32_t create_graph, int32_t allow_unused, void** results) {
  return guarded(-1, [&]() -> int32_t {
    auto found = torch::autograd::grad(
        borrow_all(outputs, output_count), borrow_all(inputs, input_count), borrow_all(gradients, gradient_count), retain_graph != 0, create_graph != 0,
        allow_unused != 0);
    for (size_t i = 0; i < found.size(); i++) {
      results[i] = give(found[i]);
    }
    return static_cast<int32_t>(found.size());
  });
}

TS_API int32_t ts_grad_mode(int32_t change) {
  return guarded(-1, [&]() -> int32_t {
    auto before = c10::GradMode::is_enabled() ? 1 : 0;
    if (change >= 0) {
      c10::GradMode::set_enabled(change != 0);
    }
    return before;
  });
}

TS_API void* ts_inference_mode_enter(int32_t enabled) {
  return guarded(static_cast<void*>(nullptr), [&]() -> void* { return new c10::InferenceMode(enabled != 0); });
}

TS_API void ts_inference_mode_leave(void* guard) {
  delete static_cast<c10::InferenceMode*>(guard);
}

TS_API int32_t ts_inference_mode_is_enabled() {
  return c10::InferenceMode::is_enabled() ? 1 : 0;
}

// ---- random numbers ----------------------------------------------------------------------------------------------------------

TS_API void* ts_generator_new(int64_t device, int64_t seed) {
  return guarded(static_cast<void*>(nullptr), [&]() -> void* {
    auto target = unpack_device(device);
    auto generator = target.is_cpu() ? at::make_generator<at::CPUGeneratorImpl>() : at::globalContext().defaultGenerator(target).clone();
    generator.set_current_seed(static_cast<uint64_t>(seed));
    return new at::Generator(generator);
  });
}

TS_API void* ts_generator_default(int64_t device) {
  return guarded(static_cast<void*>(nullptr), [&]() -> void* {
    return new at::Generator(at::globalContext().defaultGenerator(unpack_device(device)));
  });
}

TS_API void ts_generator_delete(void* generator) {
  delete static_cast<at::Generator*>(generator);
}

TS_API int64_t ts_generator_seed(void* generator, int32_t fresh) {
  return guarded(static_cast<int64_t>(-1), [&]() -> int64_t {
    auto& target = *static_cast<at::Generator*>(generator);
    std::lock_guard<std::mutex> lock(target.mutex());
    return static_cast<int64_t>(fresh != 0 ? target.seed() : target.current_seed());
  });
}

TS_API int32_t ts_generator_manual_seed(void* generator, int64_t seed) {
  return guarded(-1, [&]() -> int32_t {
    auto& target = *static_cast<at::Generator*>(generator);
    std::lock_guard<std::mutex> lock(target.mutex());
    target.set_current_seed(static_cast<uint64_t>(seed));
    return 0;
  });
}

TS_API void* ts_generator_get_state(void* generator) {
  return guarded(static_cast<void*>(nullptr), [&]() -> void* {
    auto& target = *static_cast<at::Generator*>(generator);
    std::lock_guard<std::mutex> lock(target.mutex());
    return give(target.get_state());
  });
}

TS_API int32_t ts_generator_set_state(void* generator, void* state) {
  return guarded(-1, [&]() -> int32_t {
    auto& target = *static_cast<at::Generator*>(generator);
    std::lock_guard<std::mutex> lock(target.mutex());
    target.set_state(borrow(state));
    return 0;
  });
}

TS_API int32_t ts_manual_seed(int64_t seed) {
  return guarded(-1, [&]() -> int32_t {
    at::manual_seed(static_cast<uint64_t>(seed));
    return 0;
  });
}

// ---- threads, devices --------------------------------------------------------------------------------------------------------

namespace {

// Some builds count one processor where there are more (libtorch's processor query fails on some virtual machines), and run everything
// in one thread. Unless the environment says how many there shall be, all processors work.
struct ThreadCount {
  ThreadCount() noexcept {
    auto processors = static_cast<int>(std::thread::hardware_concurrency());
    if (std::getenv("OMP_NUM_THREADS") == nullptr && std::getenv("MKL_NUM_THREADS") == nullptr && processors > 1) {
      guarded(0, [&]() -> int {
        if (at::get_num_threads() == 1) {
          at::set_num_threads(processors);
        }
        return 0;
      });
    }
  }
};

const ThreadCount thread_count;

}  // namespace

TS_API int32_t ts_threads(int32_t interop, int32_t change) {
  return guarded(-1, [&]() -> int32_t {
    if (change > 0) {
      interop != 0 ? at::set_num_interop_threads(change) : at::set_num_threads(change);
    }
    return interop != 0 ? at::get_num_interop_threads() : at::get_num_threads();
  });
}

TS_API int32_t ts_cuda_is_available() {
  return guarded(-1, [&]() -> int32_t { return torch::cuda::is_available() ? 1 : 0; });
}

TS_API int32_t ts_cudnn_is_available() {
  return guarded(-1, [&]() -> int32_t { return torch::cuda::cudnn_is_available() ? 1 : 0; });
}

TS_API int32_t ts_cuda_device_count() {
  return guarded(-1, [&]() -> int32_t { return static_cast<int32_t>(torch::cuda::device_count()); });
}

TS_API int32_t ts_cuda_manual_seed(int64_t seed, int32_t all) {
  return guarded(-1, [&]() -> int32_t {
    all != 0 ? torch::cuda::manual_seed_all(static_cast<uint64_t>(seed)) : torch::cuda::manual_seed(static_cast<uint64_t>(seed));
    return 0;
  });
}

TS_API int32_t ts_cuda_synchronize(int64_t device) {
  return guarded(-1, [&]() -> int32_t {
    torch::cuda::synchronize(device);
    return 0;
  });
}

// Switches of the backends: 0 matmul in TF32, 1 cuDNN in TF32, 2 cuDNN benchmark, 3 cuDNN deterministic, 4 cuDNN enabled.
TS_API int32_t ts_backend_flag(int32_t which, int32_t change) {
  return guarded(-1, [&]() -> int32_t {
    auto& context = at::globalContext();
    bool value = change > 0;
    switch (which) {
      case 0:
        if (change >= 0) context.setAllowTF32CuBLAS(value);
        return context.allowTF32CuBLAS() ? 1 : 0;
      case 1:
        if (change >= 0) context.setAllowTF32CuDNN(value);
        return context.allowTF32CuDNN() ? 1 : 0;
      case 2:
        if (change >= 0) context.setBenchmarkCuDNN(value);
        return context.benchmarkCuDNN() ? 1 : 0;
      case 3:
        if (change >= 0) context.setDeterministicCuDNN(value);
        return context.deterministicCuDNN() ? 1 : 0;
      case 4:
        if (change >= 0) context.setUserEnabledCuDNN(value);
        return context.userEnabledCuDNN() ? 1 : 0;
      default:
        TORCH_CHECK(false, "There is no backend flag ", which, ".");
    }
  });
}
