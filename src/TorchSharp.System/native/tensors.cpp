// Tensor handles: lifetime, what one field says, memory; and autograd.

#include "shim.h"

#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/generated/variable_factories.h>

#include <vector>

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
