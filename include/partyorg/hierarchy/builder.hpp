#pragma once
/// @file
/// From rows in any order to a checked snapshot; every defect is reported at once.

#include <partyorg/core/result.hpp>
#include <partyorg/hierarchy/hierarchy.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partyorg {

/// One unit as a caller or a reader gives it. Only the views of one call must stay valid.
struct unit_row {
    std::string_view code{};         ///< unique code
    std::string_view parent{};       ///< code of the unit above; empty for a root
    std::optional<unit_kind> kind{}; ///< missing is a defect
    std::string_view name{};         ///< name, may be empty
    std::uint32_t line = 0;          ///< line in the current source, 0 if there is none
    std::uint32_t column = 0;        ///< column of the row's first cell, 0 if not known
};

/// What happens to a unit whose parent does not exist.
enum class orphan_policy : std::uint8_t {
    reject,     ///< a defect
    as_root,    ///< it becomes a root, with a warning
    under_root, ///< it is put under the single root, with a warning
};

/// How many units without a parent are allowed.
enum class root_policy : std::uint8_t {
    single, ///< exactly one
    forest, ///< one or more
};

/// Choices that are never made silently.
struct build_options {
    orphan_policy orphans = orphan_policy::reject;       ///< units with an unknown parent
    root_policy roots = root_policy::single;             ///< how many roots
    std::size_t problem_limit = problems::default_limit; ///< how many problems are kept
};

/// Collects rows in any order and makes a `hierarchy` of them.
///
/// Adding never fails; `finish()` checks everything and reports all defects at once: duplicate
/// code, unknown parent, cycle (member by member), several roots, missing kind or code. A kind that
/// usually does not stand under its parent's kind is a warning, because that is a dated rule.
class hierarchy_builder {
public:
    /// Starts without rows.
    explicit hierarchy_builder(build_options options = {}) : options_(options) {}

    /// Names the file that the following rows come from.
    void source(std::string file) { files_.push_back(std::move(file)); }

    /// Prepares for `rows` rows whose codes and names take about `bytes` bytes.
    void reserve(std::size_t rows, std::size_t bytes) {
        rows_.reserve(rows);
        codes_.reserve(rows, bytes / 3);
        parents_.reserve(rows, bytes / 3);
        names_.reserve(rows, bytes / 3);
    }

    /// Adds one row.
    /// @return The unit's identity: the number of the row, stable in every snapshot made from here.
    /// @throw invalid_input when 2^32-2 rows or 4 GiB of text are exceeded.
    /// @complexity Amortised linear in the length of the texts. Strong guarantee.
    unit_id add(unit_row const& row) {
        if (rows_.size() >= detail::no_row - 1)
            detail::fail<invalid_input>(defect::too_many_units, "more than 4 294 967 294 rows");
        if (!codes_.fits(row.code.size()) || !parents_.fits(row.parent.size()) ||
            !names_.fits(row.name.size()))
            detail::fail<invalid_input>(defect::text_too_large,
                                        "codes or names are larger than 4 GiB together",
                                        {files_.empty() ? "" : files_.back(), row.line, 0});
        // Whatever throws does so before anything is visible: sizes are told by rows_ alone.
        trim();
        codes_.push_back(row.code);
        parents_.push_back(row.parent);
        names_.push_back(row.name);
        auto const file = files_.empty() ? 0 : files_.size() - 1;
        rows_.push_back({row.kind, row.line, row.column, static_cast<std::uint32_t>(file)});
        return unit_id(static_cast<std::uint32_t>(rows_.size() - 1));
    }

    /// @return How many rows were added.
    [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }

    /// Checks all rows and makes the snapshot; the builder keeps its rows and can go on.
    /// @return The snapshot, with warnings beside it; or all defects.
    /// @complexity Linear.
    /// @source Pre-order numbering of trees: Knuth, The Art of Computer Programming 1,
    /// section 2.3.3.
    [[nodiscard]] result<hierarchy> try_finish() const { return pass(*this).run(); }

    /// Checks all rows and makes the snapshot.
    /// @throw invalid_input carrying every defect.
    /// @complexity Linear.
    [[nodiscard]] hierarchy finish() const { return try_finish().value(); }

private:
    struct stored {
        std::optional<unit_kind> kind;
        std::uint32_t line, column, file;
    };

    // Drops texts that a failed add() left behind.
    void trim() {
        auto const n = rows_.size();
        codes_.truncate(n);
        parents_.truncate(n);
        names_.truncate(n);
    }

    // One run of the checks; a class, so that the steps share the row arrays.
    class pass {
    public:
        explicit pass(hierarchy_builder const& b)
            : b_(b),
              found_(b.options_.problem_limit),
              up_(b.rows_.size(), detail::no_row) {}

        result<hierarchy> run() {
            if (b_.rows_.empty()) {
                found_.error(defect::no_units, {b_.files_.empty() ? "" : b_.files_.back(), 0, 0},
                             "there is no unit");
                return found_;
            }
            enter_codes();
            find_parents();
            check_roots();
            auto order = detail::make_layout(up_);
            if (order.row_of_slot.size() != up_.size()) report_cycles(order.slot_of_row);
            if (found_.has_errors()) return found_;
            check_kinds();
            return {hierarchy(assemble(std::move(order))), std::move(found_)};
        }

    private:
        place at(std::size_t row) const {
            auto const& r = b_.rows_[row];
            return {r.file < b_.files_.size() ? b_.files_[r.file] : std::string{}, r.line,
                    r.column};
        }
        std::string quoted(std::string_view text) const { return "'" + std::string(text) + "'"; }
        std::string seen_at(std::size_t row) const {
            auto const where = at(row);
            return where.known() ? " (" + to_string(where) + ")"
                                 : " (row " + std::to_string(row + 1) + ")";
        }

        void enter_codes() {
            index_ = detail::text_index(b_.rows_.size());
            for (std::uint32_t r = 0; r < b_.rows_.size(); ++r) {
                if (b_.codes_[r].empty()) {
                    found_.error(defect::missing_code, at(r),
                                 "unit " + quoted(b_.names_[r]) + " has no code");
                    continue;
                }
                auto const first = index_.insert(b_.codes_, r);
                if (first != detail::text_index::none)
                    found_.error(defect::duplicate_code, at(r),
                                 "code " + quoted(b_.codes_[r]) + " is used before" +
                                     seen_at(first));
                if (!b_.rows_[r].kind)
                    found_.error(defect::missing_kind, at(r),
                                 "unit " + quoted(b_.codes_[r]) + " has no kind");
            }
        }

        void find_parents() {
            std::uint32_t single_root = detail::no_row;
            for (std::uint32_t r = 0; r < up_.size() && single_root == detail::no_row; ++r)
                if (b_.parents_[r].empty()) single_root = r;
            for (std::uint32_t r = 0; r < up_.size(); ++r) {
                if (b_.parents_[r].empty()) continue;
                auto const above = index_.find(b_.codes_, b_.parents_[r]);
                if (above != detail::text_index::none)
                    up_[r] = above;
                else
                    adopt(r, single_root);
            }
        }

        void adopt(std::uint32_t r, std::uint32_t root) {
            auto const text = "unit " + quoted(b_.codes_[r]) + ": no unit has the code " +
                              quoted(b_.parents_[r]) + " of its parent";
            if (b_.options_.orphans == orphan_policy::reject ||
                (b_.options_.orphans == orphan_policy::under_root && root == detail::no_row)) {
                found_.error(defect::unknown_parent, at(r), text);
            } else if (b_.options_.orphans == orphan_policy::under_root) {
                up_[r] = root;
                found_.warning(defect::unknown_parent, at(r), text + "; put under the root");
            } else {
                found_.warning(defect::unknown_parent, at(r), text + "; made a root");
            }
        }

        void check_roots() {
            if (b_.options_.roots == root_policy::forest) return;
            std::size_t roots = 0, first = 0;
            for (std::size_t r = 0; r < up_.size(); ++r) {
                // An orphan is reported already; it is no second root.
                auto const is_root =
                    up_[r] == detail::no_row &&
                    (b_.parents_[r].empty() || b_.options_.orphans == orphan_policy::as_root);
                if (!is_root) continue;
                if (roots++ == 0)
                    first = r;
                else
                    found_.error(defect::several_roots, at(r),
                                 "unit " + quoted(b_.codes_[r]) + " has no parent, like " +
                                     quoted(b_.codes_[first]) + seen_at(first));
            }
        }

        // Rows without a slot lie on a cycle or hang below one. Every row is walked over once.
        void report_cycles(std::vector<std::uint32_t> const& slot_of_row) {
            std::vector<std::uint32_t> walk(up_.size(), detail::no_row);
            for (std::uint32_t start = 0; start < up_.size(); ++start) {
                if (slot_of_row[start] != detail::no_row) continue;
                auto r = start;
                for (; walk[r] == detail::no_row; r = up_[r]) walk[r] = start;
                if (walk[r] == start) report_cycle(r);
            }
        }

        void report_cycle(std::uint32_t first) {
            // A cycle of a million members is named by its first ones.
            constexpr std::size_t named = 50;
            std::string members = quoted(b_.codes_[first]);
            std::size_t count = 1;
            for (auto r = up_[first]; r != first; r = up_[r], ++count)
                if (count < named) members += " under " + quoted(b_.codes_[r]);
            if (count > named) members += " under … (" + std::to_string(count) + " units)";
            found_.error(defect::cycle, at(first),
                         members + " under " + quoted(b_.codes_[first]) + " again");
        }

        void check_kinds() {
            for (std::size_t r = 0; r < up_.size(); ++r) {
                if (up_[r] == detail::no_row) continue;
                auto const child = *b_.rows_[r].kind, above = *b_.rows_[up_[r]].kind;
                if (usually_under(child, above)) continue;
                found_.warning(defect::kind_not_allowed, at(r),
                               "unit " + quoted(b_.codes_[r]) + ": a " +
                                   std::string(label_of(child).en) + " under a " +
                                   std::string(label_of(above).en) + " (" +
                                   std::string(b_.codes_[up_[r]]) + ")");
            }
        }

        detail::hierarchy_data assemble(detail::layout order) {
            auto const n = order.row_of_slot.size();
            std::vector<unit_kind> kinds(n);
            detail::text_builder codes, names;
            codes.reserve(n, b_.codes_.bytes());
            names.reserve(n, b_.names_.bytes());
            detail::hierarchy_data out;
            out.by_code = detail::text_index(n);
            bool in_order = true, has_lines = false;
            for (std::uint32_t s = 0; s < n; ++s) {
                auto const r = order.row_of_slot[s];
                kinds[s] = *b_.rows_[r].kind;
                codes.push_back(b_.codes_[r]);
                names.push_back(b_.names_[r]);
                out.by_code.insert(codes, s);
                in_order = in_order && r == s;
                has_lines = has_lines || b_.rows_[r].line != 0;
            }
            if (has_lines) place_lines(order, out);
            out.kind = std::move(kinds);
            out.code = detail::text_store(std::move(codes));
            out.name = detail::text_store(std::move(names));
            out.parent = std::move(order.parent);
            out.end = std::move(order.end);
            out.depth = std::move(order.depth);
            out.id_bound = static_cast<std::uint32_t>(n);
            if (!in_order) {
                out.id_of_slot = std::move(order.row_of_slot);
                out.slot_of_id = std::move(order.slot_of_row);
            }
            return out;
        }

        void place_lines(detail::layout const& order, detail::hierarchy_data& out) {
            auto const gather = [&](auto member) {
                std::vector<std::uint32_t> values;
                values.reserve(order.row_of_slot.size());
                for (auto const r : order.row_of_slot) values.push_back(b_.rows_[r].*member);
                return values;
            };
            out.files = b_.files_;
            out.line = gather(&stored::line);
            if (b_.files_.size() > 1) out.file = gather(&stored::file);
        }

        hierarchy_builder const& b_;
        problems found_;
        std::vector<std::uint32_t> up_; // row -> row of the parent
        detail::text_index index_{};    // code -> first row with it
    };

    build_options options_{};
    std::vector<stored> rows_{};
    detail::text_builder codes_{}, parents_{}, names_{};
    std::vector<std::string> files_{};
};

} // namespace partyorg
