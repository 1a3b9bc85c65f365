#pragma once
/// @file
/// Definitions of measures: identifier, value type, law, labels, of-which tie.

#include <partyorg/core/date.hpp>
#include <partyorg/core/label.hpp>
#include <partyorg/measures/law.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace partyorg {

/// "k of n": covered and total, summed apart.
struct coverage_count {
    std::int64_t covered = 0; ///< k
    std::int64_t of = 0;      ///< n

    /// @return Whether nothing is left uncovered.
    [[nodiscard]] bool complete() const noexcept { return covered == of; }
    /// @return Whether both numbers agree.
    friend bool operator==(coverage_count const&, coverage_count const&) = default;
};

/// Type of the values of a measure.
enum class value_kind : std::uint8_t {
    count,       ///< std::int64_t
    small_count, ///< std::int32_t
    number,      ///< double
    day,         ///< date
    share,       ///< coverage_count
};

namespace detail {
template <class T>
struct value_kind_of;
template <>
struct value_kind_of<std::int64_t> {
    static constexpr auto value = value_kind::count;
};
template <>
struct value_kind_of<std::int32_t> {
    static constexpr auto value = value_kind::small_count;
};
template <>
struct value_kind_of<double> {
    static constexpr auto value = value_kind::number;
};
template <>
struct value_kind_of<date> {
    static constexpr auto value = value_kind::day;
};
template <>
struct value_kind_of<coverage_count> {
    static constexpr auto value = value_kind::share;
};
} // namespace detail

/// A type that cells can hold.
template <class T>
concept cell_value = requires { detail::value_kind_of<T>::value; };

/// Definition of an attribute. A constant: the built-in ones are in `quota.hpp`, `membership.hpp`
/// and `coverage.hpp`; your own is one line.
template <cell_value T, measure_law Law>
struct measure {
    using value_type = T; ///< type of a cell
    using law_type = Law; ///< what roll-up means

    std::string_view id;         ///< "quota.assigned": stable, lower case, parts joined by dots
    label_view label{};          ///< shown in reports
    std::string_view of_which{}; ///< the measure whose part this is, or empty
};

/// A definition at run time, with its own texts: what a column carries and a table is searched by.
struct measure_info {
    std::string id{};                    ///< stable identifier
    partyorg::label label{};             ///< shown in reports
    law_kind law = law_kind::flow;       ///< what roll-up means
    value_kind type = value_kind::count; ///< type of a cell
    std::string of_which{};              ///< the measure whose part this is, or empty

    measure_info() = default;
    /// A user measure of counts; the label is the identifier unless given.
    explicit measure_info(std::string identifier, partyorg::label shown = {},
                          law_kind rule = law_kind::flow, value_kind kind = value_kind::count)
        : id(std::move(identifier)),
          label(std::move(shown)),
          law(rule),
          type(kind) {
        if (label.vi.empty() && label.en.empty()) label = {id, id};
    }
    /// From a constant definition; the label is the identifier unless the definition has one.
    template <class T, class Law>
    explicit measure_info(measure<T, Law> const& m)
        : measure_info(std::string(m.id), partyorg::label(m.label), Law::kind,
                       detail::value_kind_of<T>::value) {
        of_which = m.of_which;
    }
    /// @return Whether all parts agree.
    friend bool operator==(measure_info const&, measure_info const&) = default;
};

} // namespace partyorg
