#pragma once
// The lines of a log case by case, with corrections carried out.

#include <partyorg/targets/cases.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace partyorg::detail {

/// Stages that a case can go through more than once.
constexpr bool recurs(case_stage stage) noexcept {
    return stage == case_stage::extension || stage == case_stage::transfer_in ||
           stage == case_stage::transfer_out;
}

constexpr bool is_decision(case_stage stage) noexcept {
    return stage == case_stage::admission_decision || stage == case_stage::rejected ||
           stage == case_stage::recognition_decision;
}

/// The positions of the lines of each case, in the order of the file.
struct lines_by_case {
    std::vector<std::uint32_t> lines{};
    std::vector<std::uint32_t> ends{}; ///< by number of the case

    explicit lines_by_case(case_log const& log) : lines(log.size()), ends(log.cases() + 1) {
        for (auto const& row : log.rows()) ++ends[row.code + 1];
        for (std::size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];
        auto next = ends;
        for (std::uint32_t i = 0; i < log.size(); ++i) lines[next[log.rows()[i].code]++] = i;
    }
    [[nodiscard]] std::span<std::uint32_t const> of(std::uint32_t code) const {
        return std::span(lines).subspan(ends[code], ends[code + 1] - ends[code]);
    }
};

/// Numbers of the cases by their codes: an order that does not depend on that of the lines.
inline std::vector<std::uint32_t> cases_by_code(case_log const& log) {
    std::vector<std::uint32_t> order(log.cases());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    auto const& codes = log.codes();
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return codes[a] < codes[b]; });
    return order;
}

/// What is wrong with a line as a line, before its case is looked at.
enum class line_slip : std::uint8_t {
    repeated,           ///< recorded before
    second_decision,    ///< decided before
    nothing_to_correct, ///< corrects or retracts what was not recorded
    conflict,           ///< another correction of the same day says something else
};

/// Carries the corrections of one case out.
class case_replay {
public:
    explicit case_replay(case_log const& log) : log_(log), rows_(log.rows()) {}

    /// The events of the case that stand, by day and then in the order of the path. Valid until
    /// the next call.
    /// @param slip is called with (kind, line, earlier line).
    template <class Slip>
    std::span<std::uint32_t const> run(std::span<std::uint32_t const> lines, as_of const* when,
                                       Slip&& slip) {
        todo_.clear();
        for (auto const i : lines)
            if (!when || rows_[i].known <= when->known()) todo_.push_back(i);
        if (!in_plain_order()) {
            std::sort(todo_.begin(), todo_.end(),
                      [&](std::uint32_t a, std::uint32_t b) { return learnt_before(a, b); });
        }
        standing_.clear();
        for (auto const i : todo_) carry_out(i, slip);
        if (when)
            std::erase_if(standing_,
                          [&](std::uint32_t i) { return rows_[i].day > when->effective(); });
        if (!std::is_sorted(standing_.begin(), standing_.end(), happened_))
            std::sort(standing_.begin(), standing_.end(), happened_);
        return standing_;
    }

private:
    // Most logs are written in order: then nothing needs sorting.
    bool in_plain_order() const {
        for (std::size_t i = 1; i < todo_.size(); ++i) {
            auto const& a = rows_[todo_[i - 1]];
            auto const& b = rows_[todo_[i]];
            if (!(a.known < b.known) &&
                !(a.known == b.known && a.entry == b.entry && a.stage < b.stage))
                return false;
        }
        return true;
    }

    /// By the day on which it was learnt, then by content: the order of the lines never matters.
    bool learnt_before(std::uint32_t a, std::uint32_t b) const {
        auto const& x = rows_[a];
        auto const& y = rows_[b];
        if (x.known != y.known) return x.known < y.known;
        if (x.entry != y.entry) return x.entry < y.entry;
        if (x.stage != y.stage) return x.stage < y.stage;
        if (x.day != y.day) return x.day < y.day;
        if (x.reference != y.reference)
            return log_.references()[x.reference] < log_.references()[y.reference];
        if (x.unit != y.unit) return log_.units()[x.unit] < log_.units()[y.unit];
        return log_.locations()[x.location] < log_.locations()[y.location];
    }

    /// Where the events of a day stand: interruptions after steps, an arrival last.
    static int rank(case_stage stage) {
        return stage == case_stage::transfer_in ? std::numeric_limits<int>::max()
                                                : static_cast<int>(stage);
    }

    template <class Slip>
    void carry_out(std::uint32_t i, Slip&& slip) {
        auto const& row = rows_[i];
        auto const at = find(row);
        if (row.entry == case_entry::record) {
            if (at != none && !recurs(row.stage))
                slip(is_decision(row.stage) ? line_slip::second_decision : line_slip::repeated, i,
                     standing_[at]);
            else if (standing_.size() >= most_events)
                slip(line_slip::repeated, i, standing_[0]);
            else if (auto const twin = same_again(row); twin != none)
                slip(line_slip::repeated, i, standing_[twin]);
            else
                standing_.push_back(i);
            return;
        }
        if (at == none) {
            slip(line_slip::nothing_to_correct, i, i);
            if (row.entry == case_entry::correction) standing_.push_back(i);
            return;
        }
        auto const& before = rows_[standing_[at]];
        if (before.entry == case_entry::correction && before.known == row.known)
            slip(line_slip::conflict, i, standing_[at]);
        if (row.entry == case_entry::correction)
            standing_[at] = i;
        else
            standing_.erase(standing_.begin() + static_cast<std::ptrdiff_t>(at));
    }

    static constexpr std::size_t none = ~std::size_t{0};
    // Only extensions and transfers can be many; a bound keeps a hostile log from being slow.
    static constexpr std::size_t most_events = 256;

    /// The standing event that a line of this stage and reference speaks of: the only one of its
    /// stage, or the only one with its reference.
    std::size_t find(case_row const& row) const {
        std::size_t found = none, exact = none, of_stage = 0, of_reference = 0;
        for (std::size_t k = 0; k < standing_.size(); ++k) {
            auto const& other = rows_[standing_[k]];
            if (other.stage != row.stage) continue;
            ++of_stage;
            found = k;
            if (other.reference != row.reference) continue;
            ++of_reference;
            exact = k;
        }
        if (of_reference == 1) return exact;
        return of_stage == 1 ? found : none;
    }

    /// A recurring stage that is recorded twice on the same day.
    std::size_t same_again(case_row const& row) const {
        if (!recurs(row.stage)) return none;
        for (std::size_t k = 0; k < standing_.size(); ++k) {
            auto const& other = rows_[standing_[k]];
            if (other.stage == row.stage && other.day == row.day && other.unit == row.unit)
                return k;
        }
        return none;
    }

    case_log const& log_;
    std::span<case_row const> rows_;
    std::vector<std::uint32_t> todo_{}, standing_{};
    struct by_day {
        std::span<case_row const> rows;
        bool operator()(std::uint32_t a, std::uint32_t b) const {
            if (rows[a].day != rows[b].day) return rows[a].day < rows[b].day;
            return rank(rows[a].stage) < rank(rows[b].stage);
        }
    };
    by_day happened_{rows_};
};

} // namespace partyorg::detail
