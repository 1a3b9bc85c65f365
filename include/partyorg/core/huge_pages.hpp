#pragma once
/// @file
/// Large arrays in large pages.

#include <cstddef>
#include <cstdint>
#include <vector>

#if defined(__linux__)
/// The system's `madvise` under a name of ours: its header is not for the core, and a declaration
/// of our own could contradict it.
extern "C" int partyorg_madvise(void*, std::size_t, int) noexcept __asm__("madvise");
#endif

namespace partyorg::detail {

/// Memory from which large pages pay: below it, half of it might be no whole page.
inline constexpr std::size_t huge_pages_from = std::size_t{4} << 20;

/// Large pages save most page faults, which for new memory cost several times a copy of it. Where
/// the system says no, nothing is lost.
inline void ask_for_huge_pages([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t bytes) {
#if defined(__linux__)
    if (bytes < huge_pages_from) return;
    // The system wants whole pages: those that lie inside.
    constexpr std::uintptr_t page = 4096;
    constexpr int advise_huge_page = 14;
    auto* const start = static_cast<std::byte*>(memory);
    auto const skipped = (page - reinterpret_cast<std::uintptr_t>(start) % page) % page;
    partyorg_madvise(start + skipped, (bytes - skipped) / page * page, advise_huge_page);
#endif
}

/// Makes room for `size` elements, in large pages if that is much.
template <class T>
void reserve_huge(std::vector<T>& list, std::size_t size) {
    if (size <= list.capacity()) return;
    list.reserve(size);
    ask_for_huge_pages(list.data(), size * sizeof(T));
}

/// @return A vector of `size` times `value`, in large pages if that is much.
template <class T>
[[nodiscard]] std::vector<T> huge_vector(std::size_t size, T const& value = T{}) {
    std::vector<T> list;
    reserve_huge(list, size);
    list.resize(size, value);
    return list;
}

} // namespace partyorg::detail
