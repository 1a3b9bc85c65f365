#pragma once
/// @file
/// From rows in any order to a checked snapshot; every defect is reported at once.

#include <partyorg/core/assert.hpp>
#include <partyorg/core/huge_pages.hpp>
#include <partyorg/core/result.hpp>
#include <partyorg/core/two_threads.hpp>
#include <partyorg/hierarchy/hierarchy.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
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
    two_threads* helper = nullptr;                       ///< takes half of the work on many rows
    std::uint32_t two_threads_from = 1u << 16;           ///< rows from which halving pays
};

namespace detail {
/// Texts that stay where they are while more are added.
class text_arena {
public:
    [[nodiscard]] std::string_view keep(std::string_view text) {
        if (text.empty()) return {};
        if (chunks_.empty() || chunks_.back().capacity() - chunks_.back().size() < text.size()) {
            chunks_.emplace_back();
            chunks_.back().reserve(text.size() < chunk ? chunk : text.size());
        }
        auto& last = chunks_.back();
        last.insert(last.end(), text.begin(), text.end()); // within the capacity: nothing moves
        return {last.data() + last.size() - text.size(), text.size()};
    }

    /// Takes the other's texts over, where they are.
    void append(text_arena&& other) {
        chunks_.reserve(chunks_.size() + other.chunks_.size());
        // The last chunk is the one that is filled, so the others go before it.
        for (auto& c : other.chunks_)
            chunks_.insert(chunks_.empty() ? chunks_.end() : chunks_.end() - 1, std::move(c));
        other.chunks_.clear();
    }

private:
    static constexpr std::size_t chunk = std::size_t{1} << 16;
    std::vector<std::vector<char>> chunks_{};
};

/// `usually_under` as a table, for loops over all rows.
struct kind_table {
    bool allowed[unit_kind_count][unit_kind_count]{};
    constexpr kind_table() {
        for (std::size_t c = 0; c < unit_kind_count; ++c)
            for (std::size_t p = 0; p < unit_kind_count; ++p)
                allowed[c][p] = usually_under(all_unit_kinds[c], all_unit_kinds[p]);
    }
};
inline constexpr kind_table usual_kinds{};
} // namespace detail

/// Collects rows in any order and makes a `hierarchy` of them.
///
/// Adding never fails; `finish()` checks everything and reports all defects at once: duplicate
/// code, unknown parent, cycle (member by member), several roots, missing kind or code. A kind that
/// usually does not stand under its parent's kind is a warning, because that is a dated rule.
class hierarchy_builder {
public:
    /// Starts without rows.
    explicit hierarchy_builder(build_options options = {}) : options_(options) {}
    hierarchy_builder(hierarchy_builder&&) = default;            ///< Takes the rows over.
    hierarchy_builder& operator=(hierarchy_builder&&) = default; ///< Takes the rows over.
    hierarchy_builder(hierarchy_builder const&) = delete; // rows refer to the builder's own texts
    hierarchy_builder& operator=(hierarchy_builder const&) = delete;

    /// Names the file that the following rows come from.
    void source(std::string file) {
        if (files_.empty() && size() != 0) files_.emplace_back(); // rows that came from no file
        files_.push_back(std::move(file));
    }

    /// Prepares for `rows` rows.
    void reserve(std::size_t rows) {
        detail::reserve_huge(codes_, rows);
        detail::reserve_huge(parents_, rows);
        detail::reserve_huge(names_, rows);
        detail::reserve_huge(marks_, rows);
    }

    /// Adds one row; its texts are copied.
    /// @return The unit's identity: the number of the row, stable in every snapshot made from here.
    /// @throw invalid_input when 2^32-2 rows or 4 GiB of codes or names are exceeded.
    /// @complexity Amortised linear in the length of the texts. Strong guarantee.
    unit_id add(unit_row const& row) {
        check_room(row);
        auto kept = row;
        if (row.code.size() > detail::code_key::inline_limit) kept.code = texts_.keep(row.code);
        if (row.parent.size() > detail::code_key::inline_limit)
            kept.parent = texts_.keep(row.parent);
        kept.name = texts_.keep(row.name);
        return enter(kept);
    }
    /// Adds one row without copying its texts: for readers that hold the whole file.
    /// @pre The row's texts stay where they are until the builder is gone.
    /// @return As `add`.
    /// @throw invalid_input as `add`.
    /// @complexity Amortised constant. Strong guarantee.
    unit_id add_borrowed(unit_row const& row) {
        check_room(row);
        return enter(row);
    }

    /// Adds all rows of another builder behind those that are here, as if each were added to the
    /// current source: for readers that read the parts of a file on two threads.
    /// @pre `other` was told no source.
    /// @throw invalid_input as `add`.
    /// @complexity Linear in the rows of `other`. Strong guarantee.
    void append(hierarchy_builder&& other) {
        PARTYORG_ASSERT(other.files_.empty(), "the part has no source of its own");
        constexpr auto limit = detail::text_builder::limit;
        if (other.size() >= detail::no_row - 1 - size() ||
            other.code_bytes_ > limit - code_bytes_ || other.name_bytes_ > limit - name_bytes_)
            detail::fail<invalid_input>(defect::text_too_large,
                                        "codes or names are larger than 4 GiB together",
                                        {files_.empty() ? "" : files_.back(), 0, 0});
        reserve(size() + other.size());
        texts_.append(std::move(other.texts_));
        auto const file = static_cast<std::uint16_t>(files_.empty() ? 0 : files_.size() - 1);
        codes_.insert(codes_.end(), other.codes_.begin(), other.codes_.end());
        parents_.insert(parents_.end(), other.parents_.begin(), other.parents_.end());
        names_.insert(names_.end(), other.names_.begin(), other.names_.end());
        for (auto m : other.marks_) {
            m.file = file;
            marks_.push_back(m);
        }
        code_bytes_ += other.code_bytes_;
        name_bytes_ += other.name_bytes_;
        other = hierarchy_builder(other.options_);
    }

    /// @return How many rows were added.
    [[nodiscard]] std::size_t size() const noexcept { return marks_.size(); }

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
    /// No kind was given.
    static constexpr std::uint8_t no_kind = 0xff;
    struct mark {
        std::uint32_t line, column;
        std::uint16_t file;
        std::uint8_t kind;
    };

    void check_room(unit_row const& row) const {
        constexpr auto limit = detail::text_builder::limit;
        if (marks_.size() >= detail::no_row - 1)
            detail::fail<invalid_input>(defect::too_many_units, "more than 4 294 967 294 rows");
        if (row.code.size() > limit - code_bytes_ || row.name.size() > limit - name_bytes_ ||
            row.parent.size() > limit)
            detail::fail<invalid_input>(defect::text_too_large,
                                        "codes or names are larger than 4 GiB together",
                                        {files_.empty() ? "" : files_.back(), row.line, 0});
        if (files_.size() > 0xffff)
            detail::fail<invalid_input>(defect::too_many_units, "more than 65 535 files");
    }

    unit_id enter(unit_row const& row) {
        if (marks_.size() == marks_.capacity()) reserve(marks_.size() * 2 + 16);
        // From here on nothing can throw, so that a row is in all lists or in none.
        codes_.emplace_back(row.code);
        parents_.emplace_back(row.parent);
        names_.push_back(row.name);
        auto const file = files_.empty() ? 0 : files_.size() - 1;
        marks_.push_back({row.line, row.column, static_cast<std::uint16_t>(file),
                          row.kind ? static_cast<std::uint8_t>(*row.kind) : no_kind});
        code_bytes_ += row.code.size();
        name_bytes_ += row.name.size();
        return unit_id(static_cast<std::uint32_t>(marks_.size() - 1));
    }

    // One run of the checks; a class, so that the steps share the row arrays.
    class pass {
    public:
        explicit pass(hierarchy_builder const& b)
            : b_(b),
              found_(b.options_.problem_limit),
              up_(detail::huge_vector<std::uint32_t>(b.size())),
              index_(b.size()) {}

        result<hierarchy> run() {
            if (b_.size() == 0) {
                found_.error(defect::no_units, {b_.files_.empty() ? "" : b_.files_.back(), 0, 0},
                             "there is no unit");
                return found_;
            }
            check_rows();
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
            auto const& m = b_.marks_[row];
            return {m.file < b_.files_.size() ? b_.files_[m.file] : std::string{}, m.line,
                    m.column};
        }
        static std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }
        std::string code(std::size_t row) const { return quoted(b_.codes_[row].view()); }
        std::string seen_at(std::size_t row) const {
            auto const where = at(row);
            return where.known() ? " (" + to_string(where) + ")"
                                 : " (row " + std::to_string(row + 1) + ")";
        }

        /// Does both jobs: at once if there is a helper and enough to do.
        template <class Here, class There>
        void both(Here&& here, There&& there) {
            auto* const helper = b_.options_.helper;
            if (helper && b_.size() >= b_.options_.two_threads_from)
                return helper->both(here, there);
            here();
            there();
        }

        void check_rows() {
            for (std::size_t r = 0; r < b_.size(); ++r) {
                if (b_.codes_[r].empty())
                    found_.error(defect::missing_code, at(r),
                                 "unit " + quoted(b_.names_[r]) + " has no code");
                if (b_.marks_[r].kind >= unit_kind_count) report_missing_kind(r);
            }
            index_.insert_all(b_.codes_, [&](std::size_t r, std::size_t first) {
                found_.error(defect::duplicate_code, at(r),
                             "code " + code(r) + " is used before" + seen_at(first));
            });
        }

        void report_missing_kind(std::size_t r) {
            auto const unit = "unit " + (b_.codes_[r].empty() ? quoted(b_.names_[r]) : code(r));
            auto const kind = b_.marks_[r].kind;
            if (kind == no_kind)
                found_.error(defect::missing_kind, at(r), unit + " has no kind");
            else
                found_.error(defect::unknown_kind, at(r),
                             unit + " has a kind with the unknown number " + std::to_string(kind));
        }

        void find_parents() {
            static_assert(detail::row_index::none == detail::no_row);
            auto const find = [&](std::size_t first, std::size_t last) {
                index_.find_all(b_.codes_, std::span(b_.parents_).subspan(first, last - first),
                                std::span(up_).subspan(first, last - first));
            };
            auto const n = b_.size(), middle = n / 2;
            both([&] { find(0, middle); }, [&] { find(middle, n); });
            auto root = detail::no_row;
            for (std::uint32_t r = 0; r < up_.size() && root == detail::no_row; ++r)
                if (b_.parents_[r].empty()) root = r;
            for (std::uint32_t r = 0; r < up_.size(); ++r)
                if (up_[r] == detail::no_row && !b_.parents_[r].empty()) adopt(r, root);
        }

        void adopt(std::uint32_t r, std::uint32_t root) {
            auto const text = "unit " + code(r) + ": no unit has the code " +
                              quoted(b_.parents_[r].view()) + " of its parent";
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
                                 "unit " + code(r) + " has no parent, like " + code(first) +
                                     seen_at(first));
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
            auto members = code(first);
            std::size_t count = 1;
            for (auto r = up_[first]; r != first; r = up_[r], ++count)
                if (count < named) members += " under " + code(r);
            if (count > named) members += " under … (" + std::to_string(count) + " units)";
            found_.error(defect::cycle, at(first), members + " under " + code(first) + " again");
        }

        void check_kinds() {
            for (std::size_t r = 0; r < up_.size(); ++r) {
                if (up_[r] == detail::no_row) continue;
                auto const child = b_.marks_[r].kind, above = b_.marks_[up_[r]].kind;
                if (!detail::usual_kinds.allowed[child][above]) report_kind(r);
            }
        }

        void report_kind(std::size_t r) {
            if (found_.full()) return found_.drop(severity::warning);
            auto const name = [&](std::size_t row) {
                return std::string(label_of(static_cast<unit_kind>(b_.marks_[row].kind)).en);
            };
            found_.warning(defect::kind_not_allowed, at(r),
                           "unit " + code(r) + ": a " + name(r) + " under a " + name(up_[r]) +
                               " (" + std::string(b_.codes_[up_[r]].view()) + ")");
        }

        detail::hierarchy_data assemble(detail::layout order) {
            auto const& rows = order.row_of_slot;
            auto const n = rows.size();
            detail::hierarchy_data out;
            bool in_order = true;
            both(
                [&] {
                    out.name = gather(rows, b_.names_, b_.name_bytes_,
                                      [](std::string_view name) { return name; });
                },
                [&] {
                    out.code = gather(rows, b_.codes_, b_.code_bytes_,
                                      [](detail::code_key const& key) { return key.view(); });
                    in_order = place_marks(rows, out);
                    out.by_code = detail::text_index(index_.by_slot(order.slot_of_row));
                });
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

        /// Kinds, lines and files of the units.
        /// @return Whether the rows stand in the order of the slots.
        bool place_marks(std::vector<std::uint32_t> const& rows, detail::hierarchy_data& out) {
            auto const n = rows.size();
            auto kinds = detail::huge_vector<unit_kind>(n);
            auto lines = detail::huge_vector<std::uint32_t>(n);
            std::vector<std::uint32_t> files(b_.files_.size() > 1 ? n : 0);
            bool in_order = true, has_lines = false;
            for (std::uint32_t s = 0; s < n; ++s) {
                if (s + ahead < n) __builtin_prefetch(&b_.marks_[rows[s + ahead]]);
                auto const& m = b_.marks_[rows[s]];
                kinds[s] = static_cast<unit_kind>(m.kind);
                lines[s] = m.line;
                if (!files.empty()) files[s] = m.file;
                in_order = in_order && rows[s] == s;
                has_lines = has_lines || m.line != 0;
            }
            out.kind = std::move(kinds);
            if (has_lines) {
                out.files = b_.files_;
                out.line = std::move(lines);
                out.file = std::move(files);
            }
            return in_order;
        }

        // Rows are met in random order: a record is asked for well ahead, and its text, whose
        // address the record holds, half as far ahead.
        static constexpr std::size_t ahead = 24;
        template <class Record, class Text>
        static detail::text_store gather(std::vector<std::uint32_t> const& rows,
                                         std::vector<Record> const& from, std::size_t bytes,
                                         Text&& text) {
            auto blob = detail::huge_vector<char>(bytes);
            auto ends = detail::huge_vector<std::uint32_t>(rows.size());
            std::size_t at = 0;
            for (std::size_t s = 0; s < rows.size(); ++s) {
                if (s + ahead < rows.size()) {
                    __builtin_prefetch(&from[rows[s + ahead]]);
                    auto const soon = text(from[rows[s + ahead / 2]]);
                    __builtin_prefetch(soon.data());
                    __builtin_prefetch(soon.data() + soon.size()); // half of them lie on two lines
                }
                auto const here = text(from[rows[s]]);
                if (!here.empty()) __builtin_memcpy(blob.data() + at, here.data(), here.size());
                at += here.size();
                ends[s] = static_cast<std::uint32_t>(at);
            }
            return {detail::flat_array(std::move(blob)), detail::flat_array(std::move(ends))};
        }

        hierarchy_builder const& b_;
        problems found_;
        std::vector<std::uint32_t> up_; // row -> row of the parent
        detail::row_index index_;       // code -> first row with it
    };

    build_options options_{};
    std::vector<detail::code_key> codes_{}, parents_{};
    std::vector<std::string_view> names_{};
    std::vector<mark> marks_{};
    std::vector<std::string> files_{};
    detail::text_arena texts_{};
    std::size_t code_bytes_ = 0, name_bytes_ = 0;
};

} // namespace partyorg
