#pragma once
/// @file
/// A table: the columns of one snapshot, found by measure.

#include <partyorg/core/error.hpp>
#include <partyorg/measures/column.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partyorg {

namespace detail {
/// Owns one column of any type; copies deeply.
class column_box {
public:
    explicit column_box(column_base* owned) noexcept : column_(owned) {}
    column_box(column_box const& other) : column_(other.column_->clone()) {}
    column_box(column_box&& other) noexcept : column_(std::exchange(other.column_, nullptr)) {}
    column_box& operator=(column_box other) noexcept {
        std::swap(column_, other.column_);
        return *this;
    }
    ~column_box() { delete column_; }
    [[nodiscard]] column_base& operator*() const noexcept { return *column_; }

private:
    column_base* column_;
};

/// The pairs of value type and law that tables hold and `visit` knows.
[[nodiscard]] constexpr bool bears_law(value_kind type, law_kind law) noexcept {
    switch (type) {
    case value_kind::day:
        return law == law_kind::earliest || law == law_kind::latest;
    case value_kind::share:
        return law == law_kind::coverage;
    case value_kind::count:
        return law == law_kind::flow || law == law_kind::stock || law == law_kind::distinct;
    case value_kind::small_count:
    case value_kind::number:
        return law == law_kind::flow || law == law_kind::stock;
    }
    return false;
}
} // namespace detail

/// A pair of value type and law that `visit` knows; others stay outside tables.
template <class T, class Law>
inline constexpr bool is_table_column =
    detail::bears_law(detail::value_kind_of<T>::value, Law::kind);

/// Calls `body` with the column in its own type.
/// @return What `body` returns; it must return the same type for every column type.
/// @throw bad_measure if the column is of a type that tables do not hold, a ratio for example.
template <class Body>
decltype(auto) visit(column_base const& c, Body&& body) {
    auto const as = [&](auto* type) -> decltype(auto) {
        return body(static_cast<decltype(*type)>(c));
    };
    auto const rule = c.info().law;
    if (!detail::bears_law(c.info().type, rule))
        detail::fail<bad_measure>(defect::measure_mismatch,
                                  "column '" + c.info().id + "' has law '" +
                                      std::string(to_string(rule)) +
                                      "', which its type of value does not bear");
    using std::int64_t, std::int32_t;
    switch (c.info().type) {
    case value_kind::day:
        return rule == law_kind::earliest
                   ? as(static_cast<column<date, law::earliest> const*>(nullptr))
                   : as(static_cast<column<date, law::latest> const*>(nullptr));
    case value_kind::share:
        return as(static_cast<column<coverage_count, law::coverage> const*>(nullptr));
    case value_kind::number:
        return rule == law_kind::stock ? as(static_cast<column<double, law::stock> const*>(nullptr))
                                       : as(static_cast<column<double, law::flow> const*>(nullptr));
    case value_kind::small_count:
        return rule == law_kind::stock
                   ? as(static_cast<column<int32_t, law::stock> const*>(nullptr))
                   : as(static_cast<column<int32_t, law::flow> const*>(nullptr));
    case value_kind::count:
        break;
    }
    if (rule == law_kind::stock)
        return as(static_cast<column<int64_t, law::stock> const*>(nullptr));
    if (rule == law_kind::distinct)
        return as(static_cast<column<int64_t, law::distinct> const*>(nullptr));
    return as(static_cast<column<int64_t, law::flow> const*>(nullptr));
}

/// The columns of one snapshot in the order they were added, found by the measure's identifier.
class table {
public:
    /// An empty table of the empty snapshot.
    table() = default;
    /// A table without columns.
    explicit table(hierarchy units) : units_(std::move(units)) {}

    /// @return The snapshot.
    [[nodiscard]] hierarchy const& units() const noexcept { return units_; }
    /// @return How many columns there are.
    [[nodiscard]] std::size_t size() const noexcept { return columns_.size(); }
    /// @return The column at position `i`, whatever its type.
    /// @pre `i < size()`
    [[nodiscard]] column_base const& at(std::size_t i) const { return *columns_[i]; }
    /// @return The column of this measure whatever its type, or null.
    /// @complexity Linear in the number of columns.
    [[nodiscard]] column_base const* find(std::string_view id) const noexcept {
        for (auto const& c : columns_)
            if ((*c).info().id == id) return &*c;
        return nullptr;
    }
    /// @return Whether there is a column of this measure.
    [[nodiscard]] bool contains(std::string_view id) const noexcept { return find(id) != nullptr; }

    /// Adds a column, or replaces the one with the same identifier.
    ///
    /// An identifier that continues another's with a dot is that measure's of-which, if both have
    /// the same law and its definition does not say otherwise: `quota.assigned.women` is a part of
    /// `quota.assigned`.
    /// @pre The column belongs to this snapshot.
    /// @return The column in the table; valid until the table is copied, moved or changed.
    template <class T, class Law>
        requires is_table_column<T, Law>
    column<T, Law>& add(column<T, Law> c) {
        PARTYORG_ASSERT(same_snapshot(c.units(), units_), "the column belongs to this snapshot");
        auto* const added = new column<T, Law>(std::move(c));
        detail::column_box box(added);
        auto const position = position_of(added->info().id);
        if (position < columns_.size())
            columns_[position] = std::move(box);
        else
            columns_.push_back(std::move(box));
        tie();
        return *added;
    }
    /// Adds a blank column of `m`, or replaces the one with the same identifier.
    /// @return The column in the table.
    template <class T, class Law>
    column<T, Law>& add(measure<T, Law> const& m) {
        return add(column<T, Law>(units_, m));
    }

    /// @return The column of `m`.
    /// @throw bad_measure if there is none, or it has another type or law.
    template <class T, class Law>
    [[nodiscard]] column<T, Law> const& operator[](measure<T, Law> const& m) const {
        return get<T, Law>(m.id);
    }
    /// @return The column with this identifier.
    /// @throw bad_measure if there is none, or it has another type or law.
    template <class T, class Law = law::flow>
    [[nodiscard]] column<T, Law> const& get(std::string_view id) const {
        auto const* c = find(id);
        if (!c)
            detail::fail<bad_measure>(defect::unknown_measure,
                                      "no column '" + std::string(id) + "'");
        auto const& info = c->info();
        if (info.law != Law::kind || info.type != detail::value_kind_of<T>::value)
            detail::fail<bad_measure>(
                defect::measure_mismatch,
                "column '" + info.id + "' has law '" + std::string(to_string(info.law)) +
                    "', not '" + std::string(to_string(Law::kind)) + "', or another type of value");
        return static_cast<column<T, Law> const&>(*c);
    }
    /// @return The column with this identifier, for writing.
    /// @throw bad_measure if there is none, or it has another type or law.
    template <class T, class Law = law::flow>
    [[nodiscard]] column<T, Law>& edit(std::string_view id) {
        return const_cast<column<T, Law>&>(std::as_const(*this).get<T, Law>(id));
    }

private:
    [[nodiscard]] std::size_t position_of(std::string_view id) const noexcept {
        std::size_t i = 0;
        while (i < columns_.size() && (*columns_[i]).info().id != id) ++i;
        return i;
    }
    void tie() {
        for (auto& c : columns_) {
            auto const& info = (*c).info();
            auto const dot = info.id.rfind('.');
            if (!info.of_which.empty() || dot == std::string::npos) continue;
            auto total = info.id.substr(0, dot);
            auto const* whole = find(total);
            // Days have no parts, and a part of members is not what came to them in a year.
            if (whole && whole->info().law == info.law && info.type != value_kind::day)
                (*c).set_of_which(std::move(total));
        }
    }
    hierarchy units_{};
    std::vector<detail::column_box> columns_{};
};

} // namespace partyorg
