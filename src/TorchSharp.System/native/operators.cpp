// Operators by name with boxed arguments, and the errors that they leave.

#include "shim.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/version.h>

#include <cstdlib>
#include <new>
#include <vector>

namespace {

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
