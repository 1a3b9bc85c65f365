#include <partyorg/core/assert.hpp>
#include <partyorg/rules/finding.hpp>

namespace partyorg {
namespace {

date const epoch(first_year, 1, 1);

} // namespace

fact_value fact_value::of_day(partyorg::date value) {
    PARTYORG_ASSERT(is_day(value), "a fact is a real day");
    return {type::day, (value - epoch).days(), 0};
}

date fact_value::day() const {
    PARTYORG_ASSERT(type_ == type::day, "the value is a day");
    return epoch + boost::gregorian::date_duration(a_);
}

std::string to_string(fact_value const& value) {
    using enum fact_value::type;
    switch (value.what()) {
    case number:
        return std::to_string(value.number());
    case day:
        return to_iso(value.day());
    case fraction:
        return std::to_string(value.number()) + "/" + std::to_string(value.below());
    case kinds: {
        std::string text;
        for (auto const kind : all_unit_kinds)
            if (value.kinds().contains(kind))
                text += (text.empty() ? "" : "|") + std::string(to_string(kind));
        return text;
    }
    case nothing:
        break;
    }
    return {};
}

std::uint64_t fingerprint_of(std::string_view rule_id, std::string_view code,
                             std::string_view measure, outcome what) noexcept {
    std::uint64_t hash = 0xcbf29ce484222325u;
    auto const feed = [&](std::string_view text) {
        for (char const c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
        hash *= 0x100000001b3u; // a zero byte
    };
    for (auto const text : {rule_id, code, measure, to_string(what)}) feed(text);
    return hash;
}

std::string to_hex(std::uint64_t fingerprint) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(16, '0');
    for (std::size_t i = 16; i-- > 0; fingerprint >>= 4) text[i] = digits[fingerprint & 15];
    return text;
}

} // namespace partyorg
