#include "rules/kernels.hpp"
#include "support/catch.hpp"

#include <partyorg/testing/generate.hpp>

#include <algorithm>
#include <limits>
#include <vector>

using partyorg::testing::random_numbers;
using namespace partyorg::detail;

namespace {

constexpr std::array<std::size_t, 7> sizes = {1, 63, 64, 65, 200, 4095, 4096};

std::vector<vector_set> kinds_of_processors() {
    std::vector<vector_set> out;
    for (auto const what : {vector_set::plain, vector_set::avx2, vector_set::avx512})
        if (what <= widest_vectors()) out.push_back(what);
    return out;
}

template <class T>
std::vector<T> numbers(std::size_t n, std::uint64_t seed) {
    random_numbers from(seed);
    std::vector<T> out;
    for (std::size_t i = 0; i < n; ++i) switch (from.below(8)) {
        case 0:
            out.push_back(std::numeric_limits<T>::min());
            break;
        case 1:
            out.push_back(std::numeric_limits<T>::max());
            break;
        default:
            out.push_back(static_cast<T>(from.below(7)));
        }
    return out;
}

using words = std::vector<std::uint64_t>;

template <class Holds>
words bits_where(std::size_t n, Holds holds) {
    words out(words_of(n));
    for (std::size_t i = 0; i < n; ++i)
        if (holds(i)) out[i / 64] |= std::uint64_t{1} << i % 64;
    return out;
}

template <class T>
void compare_numbers(kernel_table const& loops) {
    auto const& of = loops.of<T>();
    for (auto const n : sizes) {
        CAPTURE(n);
        auto const a = numbers<T>(n, n), b = numbers<T>(n, n + 1);
        std::vector<T> const same(64, T{3});
        words got(words_of(n));
        of.above(a.data(), {b.data(), 64}, n, got.data());
        CHECK(got == bits_where(n, [&](std::size_t i) { return a[i] > b[i]; }));
        of.above(a.data(), {same.data(), 0}, n, got.data());
        CHECK(got == bits_where(n, [&](std::size_t i) { return a[i] > 3; }));
        of.equal(a.data(), {b.data(), 64}, n, got.data());
        CHECK(got == bits_where(n, [&](std::size_t i) { return a[i] == b[i]; }));
        of.equal(a.data(), {same.data(), 0}, n, got.data());
        CHECK(got == bits_where(n, [&](std::size_t i) { return a[i] == 3; }));
        std::vector<T> x(n), y(n), result(n), wanted(n);
        for (std::size_t i = 0; i < n; ++i) {
            x[i] = static_cast<T>(i % 181 - 90);
            y[i] = static_cast<T>(i % 97 - 40);
        }
        auto const each = [&](auto of_both) {
            for (std::size_t i = 0; i < n; ++i) wanted[i] = static_cast<T>(of_both(x[i], y[i]));
            return wanted;
        };
        of.add(x.data(), {y.data(), 64}, n, result.data());
        CHECK(result == each([](T p, T q) { return p + q; }));
        of.subtract(x.data(), {y.data(), 64}, n, result.data());
        CHECK(result == each([](T p, T q) { return p - q; }));
        of.multiply(x.data(), {y.data(), 64}, n, result.data());
        CHECK(result == each([](T p, T q) { return p * q; }));
        of.multiply(x.data(), {same.data(), 0}, n, result.data());
        CHECK(result == each([](T p, T) { return p * 3; }));
    }
}

template <class From, class To>
void pack_numbers(bool (*pack)(From const*, std::size_t, To*, value_range&)) {
    for (auto const n : sizes) {
        CAPTURE(n);
        auto const small = numbers<To>(n, n + 2);
        std::vector<From> a(small.begin(), small.end());
        std::vector<To> got(n);
        value_range range{};
        REQUIRE(pack(a.data(), n, got.data(), range));
        CHECK(got == small);
        CHECK(range.least == *std::min_element(small.begin(), small.end()));
        CHECK(range.most == *std::max_element(small.begin(), small.end()));
        // One that does not fit, wherever it is.
        for (std::size_t at = 0; at < n; at += 1 + n / 70)
            for (auto const large : {From{std::numeric_limits<To>::max()} + 1,
                                     From{std::numeric_limits<To>::min()} - 1}) {
                auto const before = std::exchange(a[at], static_cast<From>(large));
                CHECK_FALSE(pack(a.data(), n, got.data(), range));
                a[at] = before;
            }
    }
}

} // namespace

TEST_CASE("loops for every processor compare and add up alike", "[rules][property]") {
    for (auto const what : kinds_of_processors()) {
        CAPTURE(static_cast<int>(what));
        auto const& loops = kernels_for(what);
        compare_numbers<std::int16_t>(loops);
        compare_numbers<std::int32_t>(loops);
        compare_numbers<std::int64_t>(loops);
    }
}

TEST_CASE("loops for every processor pack what fits and refuse the rest", "[rules][property]") {
    for (auto const what : kinds_of_processors()) {
        CAPTURE(static_cast<int>(what));
        auto const& loops = kernels_for(what);
        pack_numbers(loops.pack_wide_small);
        pack_numbers(loops.pack_wide_narrow);
        pack_numbers(loops.pack_narrow_small);
    }
}

TEST_CASE("loops for every processor look at bytes and places alike", "[rules][property]") {
    for (auto const what : kinds_of_processors()) {
        CAPTURE(static_cast<int>(what));
        auto const& loops = kernels_for(what);
        for (auto const n : sizes) {
            CAPTURE(n);
            random_numbers from(n);
            std::vector<std::uint8_t> bytes, depths;
            std::vector<std::uint32_t> ends;
            for (std::size_t i = 0; i <= n; ++i) {
                bytes.push_back(static_cast<std::uint8_t>(from.below(16)));
                depths.push_back(
                    static_cast<std::uint8_t>(from.below(2) == 0 ? 255 - i % 3 : i % 3));
                ends.push_back(static_cast<std::uint32_t>(40 + i + from.below(2)));
            }
            words got(words_of(n));
            loops.equal_bytes(bytes.data(), 7, n, got.data());
            CHECK(got == bits_where(n, [&](std::size_t i) { return bytes[i] == 7; }));
            loops.among(bytes.data(), 0x8412, n, got.data());
            CHECK(got ==
                  bits_where(n, [&](std::size_t i) { return (0x8412 >> bytes[i] & 1) != 0; }));
            loops.counting(ends.data(), 40, n, got.data());
            CHECK(got == bits_where(n, [&](std::size_t i) { return ends[i] == 40 + i; }));
            loops.not_rising(depths.data(), n, got.data());
            CHECK(got == bits_where(n, [&](std::size_t i) { return depths[i + 1] <= depths[i]; }));
            std::vector<std::int16_t> wider(n);
            loops.widen_bytes(depths.data(), n, wider.data());
            CHECK(std::equal(wider.begin(), wider.end(), depths.begin()));
        }
    }
}

TEST_CASE("loops for every processor make the same outcomes of bits", "[rules][property]") {
    random_numbers from(3);
    std::array<bit_words, 9> in{};
    for (auto& one : in)
        for (auto& word : one) word = std::uint64_t{from.below(~0u)} << 32 | from.below(~0u);
    outcome_inputs const inputs{.all = in[0].data(),
                                .in = in[1].data(),
                                .out = in[2].data(),
                                .exempt = in[3].data(),
                                .bound = in[4].data(),
                                .kept = in[5].data(),
                                .broken = in[6].data(),
                                .refused = in[7].data(),
                                .not_strict = in[8].data()};
    for (auto const what : kinds_of_processors()) {
        CAPTURE(static_cast<int>(what));
        auto const& loops = kernels_for(what);
        outcome_bits out;
        auto const size = loops.outcomes(inputs, out);
        std::uint64_t pass = 0, undecided = 0;
        for (std::size_t w = 0; w < block_words; ++w) {
            auto const concerned = in[1][w] & in[4][w], breach = concerned & in[6][w];
            REQUIRE(out.pass[w] == (concerned & in[5][w]));
            REQUIRE(out.fail[w] == (breach & in[7][w]));
            REQUIRE(out.review[w] == (breach & ~in[7][w]));
            REQUIRE(out.undecided[w] ==
                    (in[0][w] & ~in[2][w] & ~in[3][w] & ~out.pass[w] & ~breach));
            REQUIRE(out.near[w] == (out.pass[w] & in[8][w]));
            pass += static_cast<std::uint64_t>(std::popcount(out.pass[w]));
            undecided += static_cast<std::uint64_t>(std::popcount(out.undecided[w]));
        }
        CHECK(size.pass == pass);
        CHECK(size.undecided == undecided);
        CHECK(loops.ones(out.fail.data()) == size.fail);
        bit_words yes = in[1], no{}, any = in[2], all = in[3];
        loops.decide(yes.data(), in[5].data(), in[6].data(), yes.data(), no.data());
        loops.join(in[7].data(), in[8].data(), any.data(), all.data());
        for (std::size_t w = 0; w < block_words; ++w) {
            auto const known = in[5][w] & in[6][w];
            REQUIRE(yes[w] == (in[1][w] & known));
            REQUIRE(no[w] == (~in[1][w] & known));
            REQUIRE(any[w] == (in[2][w] | in[7][w]));
            REQUIRE(all[w] == (in[3][w] & in[8][w]));
        }
    }
}

TEST_CASE("loops for every processor tell the positions of bits", "[rules][property]") {
    for (auto const what : kinds_of_processors()) {
        CAPTURE(static_cast<int>(what));
        auto const& loops = kernels_for(what);
        random_numbers from(7);
        // From no bit in a word to all 64.
        for (std::uint32_t density = 0; density <= 8; ++density) {
            std::vector<std::uint64_t> words(1 + from.below(block_words));
            std::vector<std::uint16_t> expected;
            for (std::uint32_t i = 0; i < 64 * words.size(); ++i) {
                if (from.below(8) >= density) continue;
                words[i / 64] |= std::uint64_t{1} << i % 64;
                expected.push_back(static_cast<std::uint16_t>(i));
            }
            std::vector<std::uint16_t> out(expected.size() + 64);
            REQUIRE(loops.positions(words.data(), words.size(), out.data()) == expected.size());
            out.resize(expected.size());
            REQUIRE(out == expected);
        }
    }
}
