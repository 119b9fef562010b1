// What the parts of the native half share: errors, tensor handles, devices.
//
// The native half of TorchSharp.System is libtorch behind a C interface. Every operator is called by name through the dispatcher with
// boxed arguments (operators.cpp), so no file here knows an operator. The others know what operators cannot say: tensor lifetime and
// autograd (tensors.cpp), generators, threads and devices (runtime.cpp).
//
// Conventions: a tensor handle is one counted reference to a TensorImpl. Functions that can fail return a negative number (or null)
// and leave the text in ts_last_error of this thread. No exception leaves these files.
//
// Compiles against libtorch 1.13 to 2.11.
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <exception>
#include <string>
#include <utility>

#define TS_API extern "C" __attribute__((visibility("default")))

namespace ts {

inline thread_local std::string last_error;

// libtorch appends a C++ backtrace to its messages; a .NET reader wants the sentence.
inline std::string first_part(const c10::Error& error) {
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
inline at::Tensor borrow(void* handle) {
  if (handle == nullptr) {
    return at::Tensor();
  }
  return at::Tensor(c10::intrusive_ptr<Impl, c10::UndefinedTensorImpl>::unsafe_reclaim_from_nonowning(static_cast<Impl*>(handle)));
}

// A handle that is handed over: the caller must release it.
inline void* give(at::Tensor tensor) {
  return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

// Reads of one field need no counted reference.
inline Impl& look(void* handle) {
  TORCH_CHECK(handle != nullptr, "The tensor is undefined.");
  return *static_cast<Impl*>(handle);
}

inline c10::Device unpack_device(int64_t packed) {
  return c10::Device(static_cast<c10::DeviceType>(packed >> 16), static_cast<c10::DeviceIndex>(static_cast<int16_t>(packed & 0xffff)));
}

inline int64_t pack_device(const c10::Device& device) {
  return (static_cast<int64_t>(device.type()) << 16) | (static_cast<uint16_t>(static_cast<int16_t>(device.index())));
}

}  // namespace ts

using namespace ts;
