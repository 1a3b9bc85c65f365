#pragma once
/// @file
/// Small organisations in tests, in as many lines as they have units; and back into such lines.

#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/organisation/organisation.hpp>
#include <partyorg/testing/any_cell.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg::testing {

/// Builds an organisation unit by unit, from the top down:
///
/// @code
/// auto const whole = tiny().district("D")
///                          .committee("A")
///                          .cell("A1").official(3)
///                          .cell("A2").official(2).probationary(declared_none)
///                          .grassroots_cell("B").official(12)
///                          .done();
/// @endcode
///
/// A unit stands under the nearest unit before it, or above that one, which usually has units of
/// its kind (`usually_under`): `B` stands under `D`, for no committee has grassroots cells. Where
/// that is not what is wanted, name the superior: `unit(kind, code, superior)`. Cells belong to the
/// unit named last; what is not mentioned is blank.
class tiny_organisation {
public:
    /// Adds a unit of any kind.
    tiny_organisation& unit(unit_kind kind, std::string code);
    /// Adds a unit of any kind under the unit with the code `superior`, or as a root if empty.
    /// @throw invalid_input PO1660 if there is no such unit yet.
    tiny_organisation& unit(unit_kind kind, std::string code, std::string_view superior);

    /// Adds a central committee.
    tiny_organisation& central(std::string code);
    /// Adds a provincial committee.
    tiny_organisation& province(std::string code);
    /// Adds a district committee.
    tiny_organisation& district(std::string code);
    /// Adds a commune committee above grassroots organisations.
    tiny_organisation& commune(std::string code);
    /// Adds a grassroots committee.
    tiny_organisation& committee(std::string code);
    /// Adds a sectional committee.
    tiny_organisation& sectional(std::string code);
    /// Adds a grassroots cell.
    tiny_organisation& grassroots_cell(std::string code);
    /// Adds a subordinate cell.
    tiny_organisation& cell(std::string code);
    /// Adds a party group.
    tiny_organisation& group(std::string code);

    /// Names the unit.
    /// @pre There is a unit.
    tiny_organisation& named(std::string name);
    /// Attaches a body to the unit.
    /// @pre There is a unit.
    tiny_organisation& body(body_kind kind, std::string name);

    /// Writes into a cell of the unit: a value, `declared_none` or `blank`.
    /// @pre There is a unit.
    /// @throw invalid_input PO1660 if the measure cannot hold the content.
    template <class T, class Law>
    tiny_organisation& set(measure<T, Law> const& m, any_cell content) {
        return set(measure_info(m), content);
    }
    /// Writes into a cell of a measure known by its identifier: one of the library's, or else a
    /// measure of the type that the content has (`measure_for`).
    tiny_organisation& set(std::string_view measure, any_cell content);
    /// @copydoc set
    tiny_organisation& set(measure_info const& m, any_cell content);
    /// Members.
    tiny_organisation& members(any_cell content) { return set(membership::total, content); }
    /// Official members.
    tiny_organisation& official(any_cell content) { return set(membership::official, content); }
    /// Probationary members.
    tiny_organisation& probationary(any_cell content) {
        return set(membership::probationary, content);
    }
    /// The target that the unit registered.
    tiny_organisation& registered(any_cell content) { return set(quota::registered, content); }
    /// The target that the superior assigned.
    tiny_organisation& assigned(any_cell content) { return set(quota::assigned, content); }
    /// Members admitted.
    tiny_organisation& admitted(any_cell content) { return set(quota::admitted, content); }
    /// Adds a column that may stay blank: a rule tells it from no column at all.
    template <class T, class Law>
    tiny_organisation& column(measure<T, Law> const& m) {
        return column(measure_info(m));
    }
    /// @copydoc column
    tiny_organisation& column(measure_info const& m);
    /// Prints a total of the unit, as documents do.
    /// @pre There is a unit.
    tiny_organisation& total(std::string_view measure, std::int64_t value);
    /// @copydoc total
    template <class T, class Law>
    tiny_organisation& total(measure<T, Law> const& m, std::int64_t value) {
        return total(m.id, value);
    }

    /// @return The organisation; the builder can go on.
    /// @throw invalid_input with every defect: a code that is used twice, for example.
    [[nodiscard]] organisation done() const;
    /// @return The organisation: where one is asked for, `done()` need not be said.
    operator organisation() const { return done(); }

private:
    struct row {
        unit_kind kind;
        std::string code, name;
        std::size_t parent;
    };
    struct filled_cell {
        std::size_t unit;
        measure_info measure;
        any_cell content;
    };
    struct printed_total {
        std::size_t unit;
        std::string measure;
        std::int64_t value;
    };
    struct attached_body {
        std::size_t unit;
        body_kind kind;
        std::string name;
    };
    [[nodiscard]] std::size_t last() const;

    std::vector<row> rows_{};
    std::vector<filled_cell> cells_{};
    std::vector<measure_info> columns_{};
    std::vector<printed_total> totals_{};
    std::vector<attached_body> bodies_{};
};

/// @return An empty builder.
[[nodiscard]] inline tiny_organisation tiny() {
    return {};
}

/// Prints an organisation as the C++ expression that builds it again with `tiny()`.
///
/// Units, kinds, names, columns, cells, printed totals and bodies are all there; where rows were
/// read is not, and neither are links beside the tree, which rules do not look at.
/// @param indent Spaces before each line but the first.
/// @return `partyorg::testing::tiny() … .done()`, without a semicolon.
[[nodiscard]] std::string to_cpp(organisation const& whole, std::size_t indent = 4);

/// Prints an organisation as the unit lines of a scenario file: one unit a line, indented by level,
/// with its cells. What the reader of scenarios reads back.
[[nodiscard]] std::string to_unit_lines(organisation const& whole, std::size_t indent = 0);

/// @return Whether units, columns, printed totals and bodies agree; files and lines may differ.
[[nodiscard]] bool same_content(organisation const& a, organisation const& b);

} // namespace partyorg::testing
