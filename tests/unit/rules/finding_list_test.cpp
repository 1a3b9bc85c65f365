#include "support/catch.hpp"

#include <partyorg/rules/detail/finding_list.hpp>
#include <partyorg/testing/generate.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace po = partyorg;
using po::detail::finding_list;
using po::detail::finding_record;
using po::detail::packed_numbers;

namespace {

bool same(finding_record const& a, finding_record const& b) {
    return a.unit == b.unit && a.leaf == b.leaf && a.what == b.what && a.flags == b.flags &&
           a.observed == b.observed;
}

bool same(finding_list const& list, std::vector<finding_record> const& expected) {
    if (list.size() != expected.size()) return false;
    for (std::size_t i = 0; i < list.size(); ++i)
        if (!same(list[i], expected[i])) return false;
    return true;
}

constexpr std::uint32_t block = 4096;

// Findings beside their reference.
struct pair_of_lists {
    finding_list list{};
    std::vector<finding_record> expected{};

    void push_back(finding_record const& what) {
        list.push_back(what);
        expected.push_back(what);
    }
    template <class T>
    void pick(finding_record alike, std::span<std::uint64_t const> words, T const* cells) {
        list.pick(alike, words, cells);
        auto const first = alike.unit;
        for (std::uint32_t i = 0; i < words.size() * 64; ++i) {
            if ((words[i / 64] >> i % 64 & 1) == 0) continue;
            alike.unit = first + i;
            alike.observed = cells[i];
            expected.push_back(alike);
        }
    }
};

} // namespace

TEST_CASE("packed numbers keep their values at every width", "[rules][findings]") {
    std::vector<std::int64_t> const values = {0,
                                              -1,
                                              32767,
                                              -32768,
                                              32768,
                                              -32769,
                                              2147483647,
                                              -2147483648LL,
                                              2147483648LL,
                                              std::numeric_limits<std::int64_t>::min(),
                                              std::numeric_limits<std::int64_t>::max(),
                                              7};
    packed_numbers all;
    for (std::size_t i = 0; i < values.size(); ++i) {
        all.push_back(values[i]);
        REQUIRE(all.size() == i + 1);
        for (std::size_t j = 0; j <= i; ++j) CHECK(all[j] == values[j]);
    }
    // Narrow ones behind wide ones and the other way round.
    for (std::size_t cut = 0; cut <= values.size(); ++cut) {
        packed_numbers first, second;
        for (std::size_t i = 0; i < cut; ++i) first.push_back(values[i]);
        for (std::size_t i = cut; i < values.size(); ++i) second.push_back(values[i]);
        first.append(second, values.size() - cut);
        REQUIRE(first.size() == values.size());
        for (std::size_t i = 0; i < values.size(); ++i) CHECK(first[i] == values[i]);
        first.shorten(cut);
        CHECK(first.size() == cut);
    }
}

TEST_CASE("a list of findings gives back what was put in", "[rules][findings]") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        po::testing::random_numbers from(seed);
        pair_of_lists both;
        auto const widest = std::array<std::int64_t, 4>{100, 40'000, 5'000'000'000,
                                                        4'000'000'000'000}[from.below(4)];
        bool const narrow = widest <= 40'000;
        bool const mixed = from.below(2) == 0;
        std::uint32_t unit = from.below(3) * 65'000 / block * block;
        for (int step = 0; step < 40; ++step, unit += block * (1 + from.below(9))) {
            std::array<std::uint64_t, 64> words{};
            auto const bits = from.below(5) == 0 ? block : from.below(700);
            for (std::uint32_t i = 0; i < bits; ++i) {
                auto const at = bits == block ? i : from.below(block);
                words[at / 64] |= std::uint64_t{1} << at % 64;
            }
            std::vector<std::int64_t> wide(block);
            std::vector<std::int32_t> half(block);
            for (std::uint32_t i = 0; i < block; ++i) {
                wide[i] = from.below(50) == 0 ? widest : std::int64_t{from.below(90)} - 45;
                if (narrow) half[i] = static_cast<std::int32_t>(wide[i]);
            }
            finding_record alike{.unit = unit, .leaf = 0, .what = 1, .flags = 2, .observed = 0};
            if (mixed && from.below(4) == 0) {
                for (std::uint32_t i = 0; i < block; i += 1 + from.below(60))
                    both.push_back({.unit = unit + i,
                                    .leaf = static_cast<std::uint16_t>(from.below(3)),
                                    .what = static_cast<std::uint8_t>(1 + from.below(3)),
                                    .flags = static_cast<std::uint8_t>(from.below(8)),
                                    .observed = wide[i]});
            } else if (narrow) {
                both.pick(alike, words, half.data());
            } else {
                both.pick(alike, words, wide.data());
            }
        }
        REQUIRE(same(both.list, both.expected));

        // Cut anywhere and joined again.
        auto const cut = both.expected.size() * from.below(5) / 4;
        auto first = both.list;
        first.shorten(cut);
        finding_list second;
        for (auto i = cut; i < both.expected.size(); ++i) second.push_back(both.expected[i]);
        auto const taken = second.size() - second.size() / 3;
        first.append(second, taken);
        both.expected.resize(cut + taken);
        CHECK(same(first, both.expected));
    }
}

TEST_CASE("an empty list of findings can be cut and joined", "[rules][findings]") {
    finding_list empty, other;
    empty.shorten(0);
    empty.append(other, 0);
    CHECK(empty.size() == 0);
    std::array<std::uint64_t, 2> const none{};
    std::array<std::int32_t, 128> const cells{};
    empty.pick({}, none, cells.data());
    CHECK(empty.size() == 0);
    other.push_back({.unit = 70'000, .leaf = 1, .what = 2, .flags = 3, .observed = -4});
    empty.append(other, 1);
    CHECK(empty[0].unit == 70'000);
    CHECK(empty[0].observed == -4);
}
