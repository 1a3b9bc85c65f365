#include "io/text_fold.hpp"

#include <partyorg/hierarchy/traversal.hpp>
#include <partyorg/hierarchy/unit_kind.hpp>
#include <partyorg/io/csv_rows.hpp>
#include <partyorg/io/obligation_table.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace partyorg::io {

namespace {

enum column : std::size_t {
    id,
    what,
    owed_by,
    kind,
    before_day,
    until,
    every,
    from,
    to,
    through_whom,
    basis,
};

constexpr auto optional = column_need::optional;
constexpr std::array columns = {
    named_column{"id", "mã nhiệm vụ|mã"},
    named_column{"what", "nội dung|văn bản"},
    named_column{"owed_by", "ai|đơn vị"},
    named_column{"kind", "loại", optional},
    named_column{"before", "trước ngày", optional},
    named_column{"until", "đến hết ngày|chậm nhất", optional},
    named_column{"every", "định kỳ", optional},
    named_column{"from", "từ ngày", optional},
    named_column{"to", "nơi nhận", optional},
    named_column{"through", "qua", optional},
    named_column{"basis", "căn cứ", optional},
};

template <class T>
struct word {
    std::string_view name;
    T means;
};
constexpr word<obligation_kind> kinds[] = {
    {"document", obligation_kind::document}, {"văn bản", obligation_kind::document},
    {"report", obligation_kind::report},     {"báo cáo", obligation_kind::report},
    {"act", obligation_kind::act},           {"việc", obligation_kind::act},
};
constexpr word<cycle> cycles[] = {
    {"month", cycle::month},         {"tháng", cycle::month},
    {"quarter", cycle::quarter},     {"quý", cycle::quarter},
    {"half_year", cycle::half_year}, {"6 tháng", cycle::half_year},
    {"year", cycle::year},           {"năm", cycle::year},
};

std::string_view trimmed(std::string_view text) {
    auto const first = text.find_first_not_of(' ');
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Whom the cell `owed_by` means.
class debtor_reader {
public:
    explicit debtor_reader(organisation const& whole) : whole_(whole) {}

    /// @return Whether the word means somebody.
    bool read(std::string_view text, obligation& o) const {
        auto const& units = whole_.units;
        if (text == "*") {
            for (auto const root : roots(units)) below(root, o);
            return true;
        }
        if (text.ends_with("/**")) return below_unit(text.substr(0, text.size() - 3), o, true);
        if (text.ends_with("/*")) return below_unit(text.substr(0, text.size() - 2), o, false);
        if (auto const at = units.find(text)) {
            o.units.push_back(units.id_of(*at));
            return true;
        }
        if (auto const body = whole_.relations.find(text)) {
            o.bodies.push_back(*body);
            return true;
        }
        return of_kind(text, o);
    }

private:
    void below(slot s, obligation& o) const {
        for (auto const child : children(whole_.units, s))
            o.units.push_back(whole_.units.id_of(child));
    }
    bool below_unit(std::string_view code, obligation& o, bool all) const {
        auto const at = whole_.units.find(code);
        if (!at) return false;
        if (!all) {
            below(*at, o);
            return true;
        }
        for (auto const s : subtree(whole_.units, *at))
            if (s != *at) o.units.push_back(whole_.units.id_of(s));
        return true;
    }
    bool of_kind(std::string_view text, obligation& o) const {
        auto const folded = detail::fold_case(text);
        for (auto const wanted : all_unit_kinds) {
            auto const label = label_of(wanted);
            if (folded != to_string(wanted) && folded != detail::fold_case(label.vi) &&
                folded != detail::fold_case(label.en))
                continue;
            for (auto const s : pre_order(whole_.units))
                if (whole_.units.kind(s) == wanted) o.units.push_back(whole_.units.id_of(s));
            return true;
        }
        return false;
    }

    organisation const& whole_;
};

class table_reader {
public:
    table_reader(named_text const& source, organisation const& whole,
                 std::span<obligation const> taken)
        : rows_(source, columns, found_),
          debtors_(whole) {
        for (auto const& o : taken) seen_.try_emplace(o.id, o.where);
    }

    result<std::vector<obligation>> run() {
        std::vector<obligation> out;
        while (rows_.next()) out.push_back(read());
        if (found_.has_errors()) return found_;
        return {std::move(out), found_};
    }

private:
    obligation read() {
        obligation o;
        o.id = rows_.required_text(id);
        o.what = rows_.required_text(what);
        o.where = rows_.row();
        if (!o.id.empty()) check_repeated(o.id);
        read_debtors(o);
        o.kind = look_up(kind, kinds, obligation_kind::document);
        o.to = rows_.text(to);
        o.through = rows_.text(through_whom);
        o.basis = rows_.text(basis);
        o.from = rows_.day(from);
        read_times(o);
        return o;
    }

    void check_repeated(std::string const& name) {
        auto const [earlier, is_new] = seen_.try_emplace(name, rows_.row());
        if (!is_new)
            rows_.error(id, defect::repeated_obligation,
                        "'" + name + "' is there before (" + to_string(earlier->second) + ")");
    }

    void read_debtors(obligation& o) {
        o.who = rows_.required_text(owed_by);
        for (std::string_view rest = o.who; !rest.empty();) {
            auto const bar = std::min(rest.find('|'), rest.size());
            auto const one = trimmed(rest.substr(0, bar));
            rest.remove_prefix(std::min(bar + 1, rest.size()));
            if (!one.empty() && !debtors_.read(one, o))
                rows_.error(owed_by, defect::unknown_unit,
                            "no unit, kind or body '" + std::string(one) + "'");
        }
        // Named twice, they owe it once.
        std::sort(o.units.begin(), o.units.end());
        o.units.erase(std::unique(o.units.begin(), o.units.end()), o.units.end());
    }

    template <class T, std::size_t N>
    T look_up(column where, word<T> const (&words)[N], T otherwise) {
        auto const cell = rows_.text(where);
        if (cell.empty()) return otherwise;
        auto const folded = detail::fold_case(cell);
        for (auto const& w : words)
            if (folded == w.name) return w.means;
        std::string known;
        for (auto const& w : words) known += (known.empty() ? "" : ", ") + std::string(w.name);
        rows_.error(where, defect::unknown_word, "'" + std::string(cell) + "' is none of " + known);
        return otherwise;
    }

    void read_times(obligation& o) {
        bool const recurs = !rows_.text(every).empty();
        bool const has_before = !rows_.text(before_day).empty();
        bool const has_until = !rows_.text(until).empty();
        auto const limit = rows_.day(before_day), last = rows_.day(until);
        if (has_before && (has_until || recurs)) {
            rows_.error(before_day, defect::contradictory_times,
                        has_until ? "'before' and 'until' are both given"
                                  : "what recurs ends with 'until', not with 'before'");
            return;
        }
        if (recurs) return read_schedule(o, last);
        if (limit && *limit == make_date(first_year, 1, 1))
            rows_.error(before_day, defect::date_out_of_range,
                        "there is no day before " + to_iso(*limit));
        else if (limit)
            o.due = deadline(before(*limit));
        if (last) o.due = deadline(through(*last));
        if (o.from && o.due && o.due->last_day() < *o.from) reversed(o);
    }

    void read_schedule(obligation& o, std::optional<date> const& last) {
        auto const part = look_up(every, cycles, cycle::year);
        if (rows_.text(from).empty()) {
            rows_.error(every, defect::contradictory_times,
                        "what recurs needs the day on which it begins, 'from'");
            return;
        }
        if (!o.from) return; // no day, which is reported
        if (last && *last < cycle_around(part, *o.from).last().value_or(*last)) return reversed(o);
        o.recurring = schedule::ends_of(part, *o.from, last);
    }

    void reversed(obligation const& o) {
        rows_.error(from, defect::reversed_period,
                    "it begins on " + to_iso(*o.from) + " and has no day before its end");
    }

    problems found_{};
    csv_rows rows_;
    debtor_reader debtors_;
    std::map<std::string, place> seen_{};
};

} // namespace

result<std::vector<obligation>> parse_obligations(named_text const& source,
                                                  organisation const& whole,
                                                  std::span<obligation const> taken) {
    return table_reader(source, whole, taken).run();
}

result<std::vector<obligation>> try_read_obligations(std::string const& path,
                                                     organisation const& whole) {
    auto const text = load_text(path);
    if (!text) return text.problems();
    return parse_obligations(*text, whole);
}

std::vector<obligation> read_obligations(std::string const& path, organisation const& whole) {
    return try_read_obligations(path, whole).value();
}

} // namespace partyorg::io
