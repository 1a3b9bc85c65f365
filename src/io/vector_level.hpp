#pragma once
// Which vector instructions there are. Code for each of them is compiled by attributes of its
// functions, so that the library runs on any processor, and chosen here.

#include <cstdint>

namespace partyorg::detail {

/// Kinds of instructions; each needs those before it.
enum class vector_level : std::uint8_t { portable, sse2, avx2, avx512 };

/// The highest level that the program and this processor have.
[[nodiscard]] inline vector_level highest_vector_level() {
#if defined(__x86_64__) && defined(__GNUC__)
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") ||
        !__builtin_cpu_supports("popcnt"))
        return vector_level::sse2;
    if (!__builtin_cpu_supports("avx512bw") || !__builtin_cpu_supports("avx512vbmi") ||
        !__builtin_cpu_supports("avx512vbmi2"))
        return vector_level::avx2;
    return vector_level::avx512;
#else
    return vector_level::portable;
#endif
}

} // namespace partyorg::detail
