// Where large tensors of the processor live.
//
// A training takes and gives back the same few hundred blocks of megabytes in every step. In the C library's heap they leave gaps between
// each other that nothing fits into: measured for yolov8n, 930 MB of heap for 630 MB of tensors. Given back to the system instead, every
// page is cleared anew in every step. Here each large block is a mapping of its own that is kept for the next tensor of about its size, on huge
// pages where the system has them; kept and used blocks together stay near the most that was ever in use at a time.

#include "shim.h"

#include <torch/version.h>

#if defined(__linux__) && TORCH_VERSION_MAJOR == 1 && TORCH_VERSION_MINOR == 13

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>
#include <sys/mman.h>

#include <cstdlib>
#include <map>
#include <mutex>
#include <unordered_map>

namespace {

constexpr size_t kLarge = size_t{1} << 18;
constexpr size_t kPage = size_t{1} << 12;
constexpr size_t kHugePage = size_t{1} << 21;
constexpr size_t kSlack = size_t{16} << 20;

class LargeBlocks {
 public:
  // A block, or null where there is no memory.
  void* take(size_t wanted) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto size = size_class(wanted);
    auto* block = reuse(size);
    if (block == nullptr) {
      shrink_for(size);
      block = map(size);
      if (block == nullptr) {
        return nullptr;
      }
      mapped_ += size;
    }
    in_use_ += used_[block];
    most_ = std::max(most_, in_use_);
    return block;
  }

  // Whether the block was one of these.
  bool give_back(void* block) {
    if (reinterpret_cast<uintptr_t>(block) % kHugePage != 0) {
      return false;
    }
    std::lock_guard<std::mutex> lock(mutex_);
    auto found = used_.find(block);
    if (found == used_.end()) {
      return false;
    }
    in_use_ -= found->second;
    free_.emplace(found->second, Free{block, ++clock_});
    used_.erase(found);
    return true;
  }

 private:
  struct Free {
    void* block;
    uint64_t since;
  };

  // Eight sizes from one power of two to the next: the loss's tables are of another length in every step, and would find no block of theirs
  // otherwise. What a block is longer than its tensor is never touched, and so takes no memory.
  static size_t size_class(size_t wanted) {
    auto step = kLarge;
    while (step * 2 <= wanted) {
      step *= 2;
    }
    step = std::max(step / 8, kPage);
    return (wanted + step - 1) / step * step;
  }

  // The smallest free block that is large enough, and at most twice as large: a new one costs more than it wastes. Of equals the last that was
  // used, whose memory is warm.
  void* reuse(size_t size) {
    auto found = free_.lower_bound(size);
    if (found == free_.end() || found->first > 2 * size) {
      return nullptr;
    }
    auto last = std::prev(free_.upper_bound(found->first));
    auto* block = last->second.block;
    used_[block] = last->first;
    free_.erase(last);
    return block;
  }

  // Lets the blocks go that were unused for the longest time, as far as the new one would make it too many.
  void shrink_for(size_t size) {
    while (!free_.empty() && mapped_ + size > std::max(most_, in_use_ + size) + most_ / 32 + kSlack) {
      auto oldest = free_.begin();
      for (auto it = free_.begin(); it != free_.end(); ++it) {
        oldest = it->second.since < oldest->second.since ? it : oldest;
      }
      munmap(oldest->second.block, oldest->first);
      mapped_ -= oldest->first;
      free_.erase(oldest);
    }
  }

  void* map(size_t size) {
    auto* mapping = mmap(nullptr, size + kHugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapping == MAP_FAILED) {
      return nullptr;
    }
    auto* start = static_cast<char*>(mapping);
    auto before = (kHugePage - reinterpret_cast<uintptr_t>(start) % kHugePage) % kHugePage;
    auto* block = start + before;
    if (before > 0) {
      munmap(start, before);
    }
    if (before < kHugePage) {
      munmap(block + size, kHugePage - before);
    }
    // The rest of a block stays on small pages, so that no more memory is filled than is used.
    if (size >= kHugePage) {
      madvise(block, size / kHugePage * kHugePage, MADV_HUGEPAGE);
    }
    used_[block] = size;
    return block;
  }

  std::mutex mutex_;
  std::unordered_map<void*, size_t> used_;
  std::multimap<size_t, Free> free_;
  size_t mapped_ = 0;
  size_t in_use_ = 0;
  size_t most_ = 0;
  uint64_t clock_ = 0;
};

// Never destroyed: tensors may go after it would.
LargeBlocks& large_blocks() {
  static auto* blocks = new LargeBlocks();
  return *blocks;
}

struct TensorMemory final : c10::Allocator {
  explicit TensorMemory(c10::Allocator* small) : small_(small) {}

  at::DataPtr allocate(size_t size) const override {
    auto* block = size < kLarge ? nullptr : large_blocks().take(size);
    if (block == nullptr) {
      return small_->allocate(size);  // Which says so where there is no memory.
    }
    return {block, block, &release, at::Device(at::kCPU)};
  }

  at::DeleterFnPtr raw_deleter() const override {
    return &release;
  }

 private:
  static void release(void* block) {
    if (block != nullptr && !large_blocks().give_back(block)) {
      small_deleter_(block);
    }
  }

  c10::Allocator* small_;
  static at::DeleterFnPtr small_deleter_;
  friend struct Installation;
};

at::DeleterFnPtr TensorMemory::small_deleter_ = nullptr;

struct Installation {
  Installation() noexcept {
    guarded(0, [&]() -> int {
      auto* usual = c10::GetCPUAllocator();
      TensorMemory::small_deleter_ = usual->raw_deleter();
      if (TensorMemory::small_deleter_ != nullptr) {
        c10::SetCPUAllocator(new TensorMemory(usual), 1);
      }
      return 0;
    });
  }
};

const Installation installation;

}  // namespace
#endif
