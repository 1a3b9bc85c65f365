#include "rules/kernels.hpp"

#include <atomic>

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include <immintrin.h>
#define PARTYORG_X86 1
#else
#define PARTYORG_X86 0
#endif

namespace partyorg::detail {
namespace {

namespace plain {
#define PARTYORG_KERNEL
#define PARTYORG_KERNEL_VECTORS 0
#include "rules/kernels.inc"
#undef PARTYORG_KERNEL
#undef PARTYORG_KERNEL_VECTORS
} // namespace plain

#if PARTYORG_X86
namespace avx2 {
#define PARTYORG_KERNEL __attribute__((target("avx2,popcnt")))
#define PARTYORG_KERNEL_VECTORS 2
#include "rules/kernels.inc"
#undef PARTYORG_KERNEL
#undef PARTYORG_KERNEL_VECTORS
} // namespace avx2

namespace avx512 {
#define PARTYORG_KERNEL                                                                            \
    __attribute__((target("avx512f,avx512bw,avx512vbmi2,avx512vpopcntdq,popcnt")))
#define PARTYORG_KERNEL_VECTORS 5
#include "rules/kernels.inc"
#undef PARTYORG_KERNEL
#undef PARTYORG_KERNEL_VECTORS
} // namespace avx512
#endif

std::atomic<kernel_table const*> wanted{nullptr};

} // namespace

vector_set widest_vectors() noexcept {
#if PARTYORG_X86
    static vector_set const found = [] {
        __builtin_cpu_init();
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
            __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512vpopcntdq"))
            return vector_set::avx512;
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt"))
            return vector_set::avx2;
        return vector_set::plain;
    }();
    return found;
#else
    return vector_set::plain;
#endif
}

kernel_table const& kernels_for(vector_set what) noexcept {
    if (widest_vectors() < what) what = widest_vectors();
#if PARTYORG_X86
    if (what == vector_set::avx512) return avx512::table;
    if (what == vector_set::avx2) return avx2::table;
#endif
    return plain::table;
}

kernel_table const& kernels() noexcept {
    auto const* chosen = wanted.load(std::memory_order_relaxed);
    return chosen ? *chosen : kernels_for(widest_vectors());
}

void use_vectors(std::optional<vector_set> what) noexcept {
    wanted.store(what ? &kernels_for(*what) : nullptr, std::memory_order_relaxed);
}

} // namespace partyorg::detail
