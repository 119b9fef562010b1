// Random numbers, threads and devices.

#include "shim.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <torch/cuda.h>

#include <cstdlib>
#include <mutex>
#include <thread>

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
