#pragma once
/// @file
/// The findings of a check by rule, as every report of them needs it.

#include <partyorg/report/check.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partyorg::report {

/// Units for which the same inputs are missing.
struct missing_group {
    std::vector<std::string> inputs{};
    std::uint64_t units = 0;
};

/// What one rule came to.
struct rule_group {
    rule_summary summary{};
    std::vector<std::size_t> broken{}; ///< positions of failures and reviews
    std::vector<std::size_t> near{};   ///< positions of near misses
    std::vector<missing_group> missing{};
    rule const& law() const noexcept { return summary.version(); }
};

/// In the order of the book; rules without findings too.
std::vector<rule_group> grouped(check_result const& found);

/// How a finding stands to the baseline; nothing without one.
std::optional<finding_status> status_of(check_context const& more, std::size_t position);

/// The title of a rule, or its identifier.
std::string title_of(rule const& law, language lang);
/// "Điều 21(2), Điều lệ Đảng (19/01/2011), …".
std::string source_of(rule const& law);
/// "từ ngày 19/01/2011 đến ngày 30/06/2025".
std::string period_words(period const& span, language lang);
/// "15/01/2024" or "2024-01-15".
std::string day_words(date const& day, language lang);

} // namespace partyorg::report
