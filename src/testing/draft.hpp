#pragma once
// An organisation taken apart: plain lists that can be cut, changed and put together again.

#include <partyorg/organisation/organisation.hpp>
#include <partyorg/testing/any_cell.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace partyorg::testing {

struct draft_unit {
    static constexpr std::size_t no_parent = static_cast<std::size_t>(-1);
    unit_kind kind = unit_kind::grassroots_committee;
    std::string code{};
    std::string name{};
    std::size_t parent = no_parent;
    std::uint32_t line = 0;
};

struct draft_column {
    measure_info info{};
    std::vector<any_cell> cells{}; // as many as units
};

struct draft_total {
    std::size_t unit = 0;
    std::string measure{};
    std::int64_t value = 0;
};

struct draft_body {
    body_kind kind = body_kind::other;
    std::size_t unit = 0;
    std::string name{};
};

/// A link; its ends are positions of units or of bodies.
struct draft_link {
    enum class end_kind : std::uint8_t { unit, body };
    struct end {
        end_kind kind{};
        std::size_t at = 0;
    };
    relation_kind kind{};
    end from{}, to{};
};

/// Units in any order; everything else refers to them by position.
struct draft {
    std::vector<draft_unit> units{};
    std::vector<draft_column> columns{};
    std::vector<draft_total> totals{};
    std::vector<draft_body> bodies{};
    std::vector<draft_link> links{};

    /// The position of the unit with this code, or `no_parent`.
    [[nodiscard]] std::size_t find(std::string_view code) const;
    /// The column with this identifier, or null.
    [[nodiscard]] draft_column* column(std::string_view id);
    /// Adds a unit with blank cells.
    void add(draft_unit unit);
    /// Writes a cell; a column that is missing is added.
    void set(std::size_t unit, measure_info const& info, any_cell const& content);
};

/// Units in pre-order.
[[nodiscard]] draft draft_of(organisation const& whole);

/// @throw invalid_input with every defect, as the builder does.
[[nodiscard]] organisation organisation_of(draft const& parts, std::string source = {});

/// What is left when only the marked units stay; a unit whose superior goes becomes a root.
[[nodiscard]] draft keep_units(draft const& from, std::vector<char> const& keep);

} // namespace partyorg::testing
