#pragma once
// Lots that are the same on every machine.

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace partyorg::detail {

/// SplitMix64, so that a seed written in the minutes can be drawn again anywhere.
/// @source G. L. Steele, D. Lea, C. H. Flood: Fast Splittable Pseudorandom Number Generators, 2014.
class lot {
public:
    explicit lot(std::uint64_t seed) : state_(seed) {}
    /// A number below `bound`, each with the same chance.
    std::uint64_t below(std::uint64_t bound) {
        // Numbers from the incomplete last block would favour the small ones.
        auto const surplus = (~std::uint64_t{0} % bound + 1) % bound;
        std::uint64_t drawn = next();
        while (surplus != 0 && drawn > ~std::uint64_t{0} - surplus) drawn = next();
        return drawn % bound;
    }

private:
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15u;
        auto z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }
    std::uint64_t state_;
};

/// Fisher and Yates, from the end.
inline void shuffle(std::vector<std::size_t>& list, std::uint64_t seed) {
    lot draw(seed);
    for (auto i = list.size(); i > 1; --i)
        std::swap(list[i - 1], list[static_cast<std::size_t>(draw.below(i))]);
}

} // namespace partyorg::detail
