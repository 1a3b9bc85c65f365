#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/organisation/suspects.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <unordered_map>
#include <utility>

namespace partyorg {

std::string_view to_string(suspect_kind kind) noexcept {
    constexpr std::array<std::string_view, 7> names = {
        "digit_swap",     "missing_row",  "repeated_row", "wrong_column", "of_which_above_target",
        "off_by_one_row", "changed_cell",
    };
    return names[static_cast<std::size_t>(kind)];
}

namespace {

/// The number a code ends in, and what stands before it: "PT-16" is "PT-" and 16.
struct numbered_code {
    std::string_view prefix;
    std::uint32_t number = 0;
    std::size_t digits = 0; ///< 0: the code does not end in a usable number
};

numbered_code split_code(std::string_view code) {
    auto const last = code.find_last_not_of("0123456789");
    auto const begin = last == std::string_view::npos ? 0 : last + 1;
    numbered_code out{code.substr(0, begin), 0, code.size() - begin};
    if (out.digits == 0 || out.digits > 8) return {code, 0, 0};
    std::from_chars(code.data() + begin, code.data() + code.size(), out.number);
    return out;
}

std::string in_words(std::int64_t value) {
    return std::to_string(value);
}

/// One row of the table below the unit in question.
struct row {
    slot unit{};
    std::int64_t value = 0;
    cell_state state = cell_state::blank;
};

/// The search for one discrepancy; each step adds what it finds.
class search {
public:
    search(organisation const& whole, discrepancy const& found,
           std::span<stated_count const> counts)
        : whole_(whole),
          found_(found),
          counts_(counts),
          diff_(found.difference()),
          own_(counts_of(found.measure)) {}

    std::vector<suspect> run() {
        if (!own_) {
            if (is_count()) search_units();
            return std::move(suspects_);
        }
        collect_rows();
        other_differences();
        swapped_total();
        swapped_cell();
        missing_row();
        repeated_row();
        wrong_column();
        of_which_above_target();
        off_by_one_row();
        changed_cell();
        return std::move(suspects_);
    }

private:
    hierarchy const& units() const { return whole_.units; }

    /// Whether the difference is one of numbers of units, not of figures.
    bool is_count() const { return found_.measure.starts_with("units."); }

    /// Rows that are missing or repeated show in the numbers of units, too.
    void search_units() {
        other_differences();
        missing_row();
        if (diff_ <= 0) return;
        std::unordered_map<std::string_view, slot> first;
        for (auto const s : children(units(), found_.unit)) {
            auto const [at, is_new] = first.try_emplace(units().name(s), s);
            if (!is_new && !units().name(s).empty())
                add(suspect_kind::repeated_row, 95, repeated_text(units().name(s), is_count()),
                    {at->second, s});
        }
    }

    static label repeated_text(std::string_view name, bool of_units) {
        return {"“" + std::string(name) + "” có hai dòng; bỏ một dòng thì khớp với " +
                    (of_units ? "số đơn vị ghi trong văn bản" : "số tổng"),
                "'" + std::string(name) + "' stands in two rows; without one of them the " +
                    (of_units ? "number of units agrees" : "total agrees")};
    }

    count_column const* counts_of(std::string_view id) const {
        auto const* c = whole_.figures.find(id);
        if (!c || c->info().type != value_kind::count || c->info().law != law_kind::flow)
            return nullptr;
        return static_cast<count_column const*>(c);
    }

    void collect_rows() {
        for (auto const s : subtree(units(), found_.unit)) {
            auto const cell = (*own_)[s];
            if (s != found_.unit || !cell.is_blank())
                rows_.push_back({s, cell.value_or(0), cell.state()});
        }
    }

    /// Differences of the other measures at the same unit.
    void other_differences() {
        for (auto const& d : reconcile(whole_))
            if (d.unit == found_.unit && d.measure != found_.measure)
                others_.emplace_back(d.measure, d.difference());
    }

    suspect_row describe(slot s) const {
        auto const code = units().code(s);
        return {std::string(code), std::string(units().name(s)), split_code(code).number,
                units().origin(s).line};
    }

    void add(suspect_kind kind, int weight, label text, std::vector<slot> const& at = {}) {
        suspect out{kind, std::move(text), {}, weight};
        for (auto const s : at)
            if (out.rows.size() < most_suspect_rows) out.rows.push_back(describe(s));
        insert(std::move(out));
    }

    /// Keeps the list sorted, the best first and equals in the order they were found.
    void insert(suspect s) {
        auto const at =
            std::upper_bound(suspects_.begin(), suspects_.end(), s,
                             [](auto const& a, auto const& b) { return a.weight > b.weight; });
        suspects_.insert(at, std::move(s));
    }

    /// Whether exchanging two digits of `text` gives `wanted`.
    static bool swap_gives(std::string text, std::string const& wanted) {
        if (text.size() != wanted.size()) return false;
        for (std::size_t i = 0; i < text.size(); ++i)
            for (std::size_t j = i + 1; j < text.size(); ++j) {
                if (text[i] == text[j]) continue;
                std::swap(text[i], text[j]);
                if (text == wanted) return true;
                std::swap(text[i], text[j]);
            }
        return false;
    }

    void swapped_total() {
        if (found_.stated < 0 || found_.rolled_up < 0) return;
        if (!swap_gives(in_words(found_.stated), in_words(found_.rolled_up))) return;
        add(suspect_kind::digit_swap, others_.empty() ? 90 : 70,
            {"hai chữ số của số tổng in trong văn bản bị đảo: in " + in_words(found_.stated) +
                 ", cộng các dòng được " + in_words(found_.rolled_up),
             "two digits of the printed total are exchanged: printed " + in_words(found_.stated) +
                 ", the rows add up to " + in_words(found_.rolled_up)});
    }

    /// "quota.registered.x" and "quota.assigned.x" are each other's counterparts.
    count_column const* counterpart() const { return counterpart_of(found_.measure); }
    count_column const* counterpart_of(std::string const& id) const {
        static constexpr std::string_view registered = "quota.registered",
                                          assigned = "quota.assigned";
        if (id.starts_with(registered))
            return counts_of(std::string(assigned) + id.substr(registered.size()));
        if (id.starts_with(assigned))
            return counts_of(std::string(registered) + id.substr(assigned.size()));
        return nullptr;
    }

    void swapped_cell() {
        auto const* other = counterpart();
        std::vector<slot> sure, possible;
        for (auto const& r : rows_) {
            auto const wanted = r.value - diff_;
            if (r.state != cell_state::stated || wanted < 0 || r.value < 0) continue;
            auto was = in_words(r.value), is = in_words(wanted);
            // "01" is read as 1: a leading zero belongs to the swap.
            if (was.size() + 1 == is.size()) was.insert(0, "0");
            if (is.size() + 1 == was.size()) is.insert(0, "0");
            if (!swap_gives(was, is)) continue;
            possible.push_back(r.unit);
            if (other && (*other)[r.unit].value_or(-1) == wanted) sure.push_back(r.unit);
        }
        auto const& at = sure.empty() ? possible : sure;
        if (at.empty()) return;
        auto const weight = !sure.empty() ? 88 : possible.size() == 1 ? 60 : 40;
        add(suspect_kind::digit_swap, weight,
            {"hai chữ số trong một ô bị đảo; sửa lại thì khớp với số tổng",
             "two digits of one cell are exchanged; put right, the total agrees"},
            at);
    }

    /// Whether every other difference at the unit goes the same way, as a whole row would make it.
    bool others_go_along() const {
        return std::all_of(others_.begin(), others_.end(),
                           [&](auto const& o) { return (o.second < 0) == (diff_ < 0); });
    }

    /// Codes that are left out in the numbering of the units directly below.
    std::vector<suspect_row> numbering_gaps() const {
        std::vector<suspect_row> gaps;
        numbered_code last;
        for (auto const s : children(units(), found_.unit)) {
            auto const here = split_code(units().code(s));
            if (here.digits == 0) continue;
            // A gap of hundreds is another way of numbering, not hundreds of lost rows.
            // Each group of rows may number its own from 1.
            auto const expected = here.prefix == last.prefix ? last.number + 1 : 1u;
            if (here.number > expected && here.number - expected <= most_suspect_rows)
                for (auto n = expected; n < here.number; ++n)
                    gaps.push_back({numbered(here, n), {}, n, 0});
            last = here;
        }
        return gaps;
    }

    static std::string numbered(numbered_code const& like, std::uint32_t number) {
        auto digits = std::to_string(number);
        if (digits.size() < like.digits) digits.insert(0, like.digits - digits.size(), '0');
        return std::string(like.prefix) + digits;
    }

    std::size_t rows_directly_below() const {
        std::size_t n = 0;
        for ([[maybe_unused]] auto const s : children(units(), found_.unit)) ++n;
        return n;
    }

    std::optional<std::int64_t> stated_rows() const {
        for (auto const& c : counts_)
            if (c.id == "units.total") return c.value;
        return {};
    }

    void missing_row() {
        if (diff_ >= 0) return;
        auto gaps = numbering_gaps();
        auto const stated = stated_rows();
        auto const present = static_cast<std::int64_t>(rows_directly_below());
        auto const lost = stated ? *stated - present : std::int64_t{0};
        int weight = others_.empty() ? 30 : 45;
        if (!gaps.empty()) weight = others_go_along() ? 95 : 80;
        if (lost > 0) weight = std::max(weight + 2, 92);
        if (weight < 50 && !others_go_along()) return;
        // As many rows as the text counts, numbered without a gap: none is missing.
        if (stated && lost == 0 && gaps.empty()) return;
        label text{"thiếu " + in_words(-diff_) +
                       " so với số tổng: có thể thiếu một dòng trong bảng",
                   in_words(-diff_) + " less than the total: a row of the table may be missing"};
        if (is_count())
            text = {"bảng thiếu " + in_words(-diff_) + " dòng",
                    diff_ == -1 ? std::string("a row of the table is missing")
                                : in_words(-diff_) + " rows of the table are missing"};
        if (!gaps.empty()) {
            text.vi += "; số thứ tự bị ngắt quãng ở " + list(gaps);
            text.en += "; the numbering leaves out " + list(gaps);
        }
        if (lost > 0) {
            text.vi +=
                "; văn bản ghi " + in_words(*stated) + " đơn vị, bảng có " + in_words(present);
            text.en += "; the text counts " + in_words(*stated) + " units, the table has " +
                       in_words(present);
        }
        insert({suspect_kind::missing_row, std::move(text), std::move(gaps), weight});
    }

    static std::string list(std::vector<suspect_row> const& rows) {
        std::string text;
        for (auto const& r : rows) text += (text.empty() ? "" : ", ") + r.code;
        return text;
    }

    /// Whether taking one of these rows away would put every measure right.
    bool explains_all(slot s) const {
        return std::all_of(others_.begin(), others_.end(), [&](auto const& o) {
            auto const* column = counts_of(o.first);
            return column && (*column)[s].value_or(0) == o.second;
        });
    }

    void repeated_row() {
        if (diff_ <= 0) return;
        std::unordered_map<std::string_view, slot> first;
        for (auto const& r : rows_) {
            auto const name = units().name(r.unit);
            if (name.empty()) continue;
            auto const [at, is_new] = first.try_emplace(name, r.unit);
            if (is_new || r.value != diff_) continue;
            auto const same = (*own_)[at->second].value_or(0) == r.value;
            auto const weight = explains_all(r.unit) ? (same ? 97 : 85) : 60;
            add(suspect_kind::repeated_row, weight, repeated_text(name, is_count()),
                {at->second, r.unit});
        }
    }

    void wrong_column() {
        for (auto const& [id, difference] : others_) {
            auto const* other = counts_of(id);
            if (difference != -diff_ || !other) continue;
            auto const& too_much = diff_ > 0 ? *own_ : *other;
            auto const& too_little = diff_ > 0 ? *other : *own_;
            auto const amount = diff_ > 0 ? diff_ : -diff_;
            std::vector<slot> moved, exchanged;
            for (auto const& r : rows_) {
                auto const more = too_much[r.unit], less = too_little[r.unit];
                if (more.value_or(0) == amount && !less.has_value()) moved.push_back(r.unit);
                if (more.has_value() && less.has_value() && more.value() - less.value() == amount)
                    exchanged.push_back(r.unit);
            }
            auto const& at = moved.empty() ? exchanged : moved;
            auto const weight = !moved.empty() ? 93 : exchanged.empty() ? 50 : 65;
            add(suspect_kind::wrong_column, weight,
                {"cột “" + too_much.info().label.vi + "” thừa và cột “" +
                     too_little.info().label.vi + "” thiếu cùng một số " + in_words(amount) +
                     ": có thể ghi nhầm cột",
                 "'" + too_much.info().label.en + "' has " + in_words(amount) + " too many and '" +
                     too_little.info().label.en +
                     "' as many too few: a figure may stand in the wrong column"},
                at);
        }
    }

    void of_which_above_target() {
        for (std::size_t i = 0; i < whole_.figures.size(); ++i) {
            auto const& info = whole_.figures.at(i).info();
            if (info.of_which.empty()) continue;
            if (info.id != found_.measure && info.of_which != found_.measure) continue;
            auto const* part = counts_of(info.id);
            auto const* total = counts_of(info.of_which);
            if (!part || !total) continue;
            std::vector<slot> at;
            for (auto const& r : rows_)
                if ((*part)[r.unit].value_or(0) > (*total)[r.unit].value_or(0))
                    at.push_back(r.unit);
            if (at.empty()) continue;
            add(suspect_kind::of_which_above_target, 91,
                {"“" + info.label.vi + "” lớn hơn chính chỉ tiêu của nó",
                 "'" + info.label.en + "' is larger than the target it is part of"},
                at);
        }
    }

    void off_by_one_row() {
        edge_left_out();
        slipped_column();
        one_too_many();
    }

    /// A spreadsheet's sum that begins one row late or ends one row early.
    void edge_left_out() {
        if (diff_ <= 0 || rows_.empty()) return;
        auto const try_edge = [&](row const& r, label text) {
            if (r.value == diff_)
                add(suspect_kind::off_by_one_row, others_.empty() ? 55 : 50, std::move(text),
                    {r.unit});
        };
        try_edge(rows_.front(), {"số tổng bỏ sót dòng đầu", "the total leaves out the first row"});
        if (rows_.size() > 1)
            try_edge(rows_.back(),
                     {"số tổng bỏ sót dòng cuối", "the total leaves out the last row"});
    }

    /// A column that stands one row too low or too high: it agrees with its counterpart better when
    /// moved by a row.
    void slipped_column() {
        auto const* other = counterpart();
        if (!other || rows_.size() < 6) return;
        std::size_t straight = 0, down = 0, up = 0;
        auto const same = [&](std::size_t i, std::size_t j) {
            return (*own_)[rows_[i].unit] == (*other)[rows_[j].unit];
        };
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            straight += same(i, i);
            if (i > 0) down += same(i, i - 1);
            if (i + 1 < rows_.size()) up += same(i, i + 1);
        }
        auto const moved = std::max(down, up);
        if (moved <= straight || moved * 5 < rows_.size() * 4) return;
        add(suspect_kind::off_by_one_row, 94,
            {"cả cột bị lệch một dòng so với cột tương ứng",
             "the whole column stands one row off its counterpart"});
    }

    /// Rows that may hold the wrong cell, the likeliest first.
    ///
    /// Where a superior decides otherwise than a unit registered, target and of-which usually
    /// change together. A row in which only one of them differs from its counterpart is more
    /// suspicious.
    struct candidates {
        std::vector<slot> lone_exact{}; ///< differs by just the difference, its siblings agree
        std::vector<slot> lone{};       ///< it or its siblings differ, the others agree
        std::vector<slot> exact{};      ///< differs by just the difference, so do its siblings
        std::vector<slot> differing{};  ///< differs by another amount

        std::vector<slot> all() const {
            auto out = lone_exact;
            for (auto const* more : {&lone, &exact, &differing})
                out.insert(out.end(), more->begin(), more->end());
            return out;
        }
    };
    candidates candidate_cells() const {
        candidates out;
        auto const* other = counterpart();
        if (!other) return out;
        auto const pairs = sibling_pairs();
        for (auto const& r : rows_) {
            auto const by = r.value - (*other)[r.unit].value_or(0);
            bool const along = std::any_of(pairs.begin(), pairs.end(), [&](auto const& pair) {
                return (*pair.first)[r.unit].value_or(0) != (*pair.second)[r.unit].value_or(0);
            });
            if (by == 0 && !along) continue;
            bool const lone = along != (by != 0);
            auto& list = by == diff_ ? (lone ? out.lone_exact : out.exact)
                         : lone      ? out.lone
                                     : out.differing;
            list.push_back(r.unit);
        }
        return out;
    }

    /// The target of an of-which, or the of-whiches of a target, each with its counterpart.
    std::vector<std::pair<count_column const*, count_column const*>> sibling_pairs() const {
        std::vector<std::pair<count_column const*, count_column const*>> out;
        for (std::size_t i = 0; i < whole_.figures.size(); ++i) {
            auto const& info = whole_.figures.at(i).info();
            if (info.of_which != found_.measure && info.id != own_->info().of_which) continue;
            auto const* one = counts_of(info.id);
            auto const* two = counterpart_of(info.id);
            if (one && two) out.emplace_back(one, two);
        }
        return out;
    }

    void one_too_many() {
        if (diff_ != 1 && diff_ != -1) return;
        auto const cells = candidate_cells();
        auto const at = cells.all();
        if (at.empty()) return;
        auto const weight = at.size() == 1 ? 75 : cells.lone_exact.size() == 1 ? 70 : 52;
        add(suspect_kind::off_by_one_row, weight,
            {std::string(diff_ > 0 ? "có dòng ghi thừa một" : "có dòng ghi thiếu một") +
                 (at.size() > 1 ? " (đáng ngờ nhất đứng trước)" : ""),
             std::string(diff_ > 0 ? "a row may have one too many" : "a row may have one too few") +
                 (at.size() > 1 ? " (the likeliest first)" : "")},
            at);
    }

    void changed_cell() {
        if (diff_ == 1 || diff_ == -1) return; // that is a row off by one
        auto const cells = candidate_cells();
        auto at = cells.lone_exact;
        at.insert(at.end(), cells.exact.begin(), cells.exact.end());
        if (at.empty()) return;
        add(suspect_kind::changed_cell,
            at.size() == 1                 ? 75
            : cells.lone_exact.size() == 1 ? 70
                                           : 48,
            {"ô này chênh với cột tương ứng đúng bằng số lệch của tổng",
             "the cell differs from its counterpart by just the difference of the total"},
            at);
    }

    organisation const& whole_;
    discrepancy const& found_;
    std::span<stated_count const> counts_;
    std::int64_t diff_;
    count_column const* own_;
    std::vector<row> rows_{};
    std::vector<std::pair<std::string, std::int64_t>> others_{};
    std::vector<suspect> suspects_{};
};

} // namespace

std::vector<suspect> find_suspects(organisation const& whole, discrepancy const& found,
                                   std::span<stated_count const> counts) {
    return search(whole, found, counts).run();
}

} // namespace partyorg
