// SiLU behind a batch norm that is being trained.
//
// Torch keeps, for the way back, the input of the norm and the input of SiLU, which is the norm's output: two tensors of the size of the
// activation, of which the second is a multiply-add away from the first. Here SiLU keeps nothing of that size: it shares what the norm
// saved and computes the norm's output anew, in the same pass that needs it. A third of what a convolutional network keeps in training
// is never held. Whatever does not look exactly like that case, and every libtorch whose graph nodes were not looked at, gets plain silu.

#include "shim.h"

#include <torch/version.h>

#if TORCH_VERSION_MAJOR == 1 && TORCH_VERSION_MINOR == 13
#define TS_SILU_OF_NORM 1

#include <ATen/Parallel.h>
#include <ATen/core/LegacyTypeDispatch.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/accumulate_grad.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/generated/Functions.h>
#include <torch/csrc/autograd/saved_variable.h>

#include <memory>
#include <mutex>

#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__)
#define TS_WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define TS_WIDE
#endif

namespace {

using torch::autograd::Node;
using torch::autograd::SavedVariable;
using torch::autograd::variable_list;
using NormNode = torch::autograd::generated::NativeBatchNormBackward0;

// e to the power of x, within 2 units of the last place; written so that compilers make vectors of it.
inline float exponential(float x) {
  x = x > 87.0f ? 87.0f : x;
  x = x < -87.0f ? -87.0f : x;
  constexpr float rounder = 12582912.0f;  // Adding 1.5·2²³ leaves no room for a fraction.
  float power = (x * 1.44269504f + rounder) - rounder;
  float rest = (x - power * 0.693359375f) + power * 2.12194440e-4f;
  float series = 1.9875691500e-4f;
  series = series * rest + 1.3981999507e-3f;
  series = series * rest + 8.3334519073e-3f;
  series = series * rest + 4.1665795894e-2f;
  series = series * rest + 1.6666665459e-1f;
  series = series * rest + 5.0000001201e-1f;
  series = series * rest * rest + rest + 1.0f;
  return series * __builtin_bit_cast(float, (static_cast<int32_t>(power) + 127) << 23);
}

// The slope of y·sigmoid(y).
inline float slope(float y) {
  float sigmoid = 1.0f / (1.0f + exponential(-y));
  return sigmoid * (1.0f + y * (1.0f - sigmoid));
}

// Rows of channels, as channels-last tensors are. `result` may be `gradient`.
TS_WIDE void rows_backward(
    const float* gradient, int64_t step, const float* input, const float* scale, const float* shift, float* result, int64_t rows, int64_t channels) {
  for (int64_t row = 0; row < rows; row++) {
#pragma GCC ivdep
    for (int64_t c = 0; c < channels; c++) {
      result[row * channels + c] = gradient[row * step + c] * slope(input[row * channels + c] * scale[c] + shift[c]);
    }
  }
}

// One channel of one picture.
TS_WIDE void plane_backward(const float* gradient, const float* input, float scale, float shift, float* result, int64_t size) {
#pragma GCC ivdep
  for (int64_t i = 0; i < size; i++) {
    result[i] = gradient[i] * slope(input[i] * scale + shift);
  }
}

// How far apart rows of channels lie in a channels-last tensor, or in a range of channels of one; 0 if it is neither.
int64_t row_step(const at::Tensor& tensor) {
  auto step = tensor.stride(3);
  bool even = tensor.stride(1) == 1 && tensor.stride(2) == tensor.size(3) * step && tensor.stride(0) == tensor.size(2) * tensor.stride(2);
  return even && step >= tensor.size(1) ? step : 0;
}

struct SiluOfNorm : public Node {
  SavedVariable input;  // The norm's own input: no memory of ours.
  at::Tensor scale;     // [C]
  at::Tensor shift;     // [C]

  std::string name() const override {
    return "SiluOfNormBackward";
  }

  void release_variables() override {
    std::lock_guard<std::mutex> lock(mutex_);
    input.reset_data();
  }

  variable_list apply(variable_list&& gradients) override {
    std::lock_guard<std::mutex> lock(mutex_);
    auto gradient = std::move(gradients[0]);
    if (!gradient.defined()) {
      return {at::Tensor()};
    }

    auto values = input.unpack();
    bool is_plain = gradient.scalar_type() == at::kFloat && gradient.is_cpu() && gradient.layout() == at::kStrided && gradient.sizes() == values.sizes();
    if (c10::GradMode::is_enabled() || !is_plain) {
      return {differentiable(gradient, values.detach())};
    }

    return {values.is_contiguous(at::MemoryFormat::ChannelsLast) ? rows(std::move(gradient), values) : planes(std::move(gradient), values)};
  }

 private:
  // For a graph through the gradient: the norm's output, with its place in the graph, and torch's own operators.
  at::Tensor differentiable(const at::Tensor& gradient, const at::Tensor& values) const {
    auto output = at::addcmul(shift.view({1, -1, 1, 1}), values, scale.view({1, -1, 1, 1}));
    if (c10::GradMode::is_enabled()) {
      output.set_requires_grad(false);
      torch::autograd::impl::set_gradient_edge(output, next_edge(0));
    }
    auto sigmoid = output.sigmoid();
    return gradient * (sigmoid * (1 + output * (1 - sigmoid)));
  }

  // The gradient's memory is as good as new memory if nobody else can see it.
  static at::Tensor result_for(const at::Tensor& gradient, const at::Tensor& values) {
    bool is_ours = gradient.use_count() == 1 && gradient.storage().use_count() == 1 && !gradient.is_view() && gradient.strides() == values.strides();
    return is_ours ? gradient.detach() : at::empty_like(values);
  }

  at::Tensor rows(at::Tensor gradient, const at::Tensor& values) const {
    auto step = row_step(gradient);
    if (step == 0) {
      gradient = gradient.contiguous(at::MemoryFormat::ChannelsLast);
      step = gradient.size(1);
    }
    auto result = result_for(gradient, values);
    auto channels = values.size(1);
    auto* to = result.data_ptr<float>();
    auto* from = gradient.data_ptr<float>();
    auto* data = values.data_ptr<float>();
    auto* factors = scale.data_ptr<float>();
    auto* terms = shift.data_ptr<float>();
    at::parallel_for(0, values.numel() / channels, 1 + 16384 / channels, [&](int64_t begin, int64_t end) {
      rows_backward(from + begin * step, step, data + begin * channels, factors, terms, to + begin * channels, end - begin, channels);
    });
    return result;
  }

  at::Tensor planes(at::Tensor gradient, const at::Tensor& values) const {
    gradient = gradient.contiguous();
    auto result = result_for(gradient, values);
    auto channels = values.size(1);
    auto size = values.size(2) * values.size(3);
    auto* to = result.data_ptr<float>();
    auto* from = gradient.data_ptr<float>();
    auto* data = values.data_ptr<float>();
    auto* factors = scale.data_ptr<float>();
    auto* terms = shift.data_ptr<float>();
    at::parallel_for(0, values.size(0) * channels, 1 + 16384 / size, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; i++) {
        plane_backward(from + i * size, data + i * size, factors[i % channels], terms[i % channels], to + i * size, size);
      }
    });
    return result;
  }
};

bool is_float_on_processor(const at::Tensor& tensor) {
  return tensor.defined() && tensor.is_cpu() && tensor.layout() == at::kStrided && tensor.scalar_type() == at::kFloat;
}

// The norm that a tensor comes straight out of, if it is being trained; else null.
std::shared_ptr<NormNode> norm_of(const at::Tensor& tensor) {
  if (!c10::GradMode::is_enabled() || !is_float_on_processor(tensor) || !tensor.requires_grad() || tensor.dim() != 4 || tensor.numel() == 0 ||
      tensor.is_view() || tensor._version() != 0 || tensor.output_nr() != 0 || tensor._fw_grad(0).defined()) {
    return nullptr;
  }
  auto norm = std::dynamic_pointer_cast<NormNode>(tensor.grad_fn());
  return norm && norm->training ? norm : nullptr;
}

// The bias of a norm, which its node does not keep but leads to; undefined if it is frozen or computed.
at::Tensor bias_of(const NormNode& norm) {
  auto* leaf = dynamic_cast<torch::autograd::AccumulateGrad*>(norm.next_edge(2).function.get());
  return leaf != nullptr ? leaf->variable.detach() : at::Tensor();
}

// SiLU with a node of ours, or an undefined tensor where that cannot be.
at::Tensor silu_of_norm(const at::Tensor& output) {
  auto norm = norm_of(output);
  if (!norm) {
    return at::Tensor();
  }

  auto input = norm->input_.unpack();
  auto weight = norm->weight_.unpack();
  auto bias = bias_of(*norm);
  auto mean = norm->result1_.unpack(norm);
  auto deviation = norm->result2_.unpack(norm);
  auto format = input.defined() && input.is_contiguous(at::MemoryFormat::ChannelsLast) ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
  if (!is_float_on_processor(input) || !is_float_on_processor(weight) || !is_float_on_processor(bias) || !is_float_on_processor(mean) ||
      !is_float_on_processor(deviation) || input.sizes() != output.sizes() || !input.is_contiguous(format) || mean.numel() != input.size(1)) {
    return at::Tensor();
  }

  auto node = std::shared_ptr<SiluOfNorm>(new SiluOfNorm(), torch::autograd::deleteNode);
  node->set_next_edges(torch::autograd::collect_next_edges(output));
  node->input = SavedVariable(input, false);
  at::Tensor result;
  {
    at::AutoDispatchBelowADInplaceOrView below;
    node->scale = deviation.detach() * weight.detach();
    node->shift = bias - mean.detach() * node->scale;
    result = at::silu(output);
  }
  torch::autograd::set_history(result, node);
  return result;
}

}  // namespace
#endif

// SiLU of a tensor, in new memory.
TS_API void* ts_silu(void* handle) {
  return guarded(static_cast<void*>(nullptr), [&]() -> void* {
    auto tensor = borrow(handle);
    TORCH_CHECK(tensor.defined(), "The tensor is undefined.");
#ifdef TS_SILU_OF_NORM
    auto result = silu_of_norm(tensor);
    if (result.defined()) {
      return give(std::move(result));
    }
#endif
    return give(at::silu(tensor));
  });
}
