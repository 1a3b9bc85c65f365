#include "io/by_line.hpp"

#include <partyorg/io/baseline_file.hpp>
#include <partyorg/io/csv_rows.hpp>
#include <partyorg/io/escape.hpp>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <utility>
#include <vector>

namespace partyorg::io {

namespace {

enum column : std::size_t { rule_id, unit, measure, outcome_id, until, role, reason, fingerprint };

constexpr std::array columns = {
    named_column{"rule", ""},
    named_column{"unit", ""},
    named_column{"measure", "", column_need::optional},
    named_column{"outcome", ""},
    named_column{"until", "", column_need::optional},
    named_column{"granted_by", "", column_need::optional},
    named_column{"reason", "", column_need::optional},
    named_column{"fingerprint", "", column_need::optional},
};

bool is_fingerprint(std::string_view text) {
    return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

class entry_reader {
public:
    entry_reader(named_text const& source, problems& found)
        : rows_(source, columns, found, separator::tab),
          found_(found) {}

    std::vector<baseline_entry> run() {
        std::vector<baseline_entry> out;
        std::map<std::array<std::string, 4>, std::uint32_t> first_line;
        while (rows_.next()) {
            auto const before = found_.errors();
            auto entry = read_row();
            if (found_.errors() != before) continue;
            auto const [at, is_new] = first_line.try_emplace(
                {entry.rule_id, entry.code, entry.measure, std::string(to_string(entry.outcome))},
                entry.where.line);
            if (!is_new)
                rows_.error(rule_id, defect::repeated_baseline_entry,
                            "the finding stands in line " + std::to_string(at->second) +
                                " already");
            out.push_back(std::move(entry));
        }
        return out;
    }

private:
    baseline_entry read_row() {
        baseline_entry e;
        e.where = rows_.row();
        e.rule_id = rows_.required_text(rule_id);
        e.code = rows_.text(unit);
        e.measure = rows_.text(measure);
        read_outcome(e);
        read_suppression(e);
        check_fingerprint(e);
        return e;
    }
    void read_outcome(baseline_entry& e) {
        std::string const text(rows_.text(outcome_id));
        auto const known = parse_outcome(text);
        e.outcome = known.value_or(outcome::fail);
        if (!known)
            rows_.error(outcome_id, defect::unknown_rule_word,
                        "'" + text + "' is no outcome; there are fail, review, undecidable");
        else if (*known == outcome::pass || *known == outcome::not_applicable)
            rows_.error(outcome_id, defect::not_acceptable,
                        "'" + text + "' needs no accepting; only fail, review and undecidable do");
    }
    void read_suppression(baseline_entry& e) {
        suppression s;
        bool const has_until = !rows_.text(until).empty();
        s.role = rows_.text(role);
        s.reason = rows_.text(reason);
        if (!has_until && s.role.empty() && s.reason.empty()) return;
        if (has_until) s.until = rows_.day(until).value_or(date());
        auto const need = [&](column which, bool there, char const* what) {
            if (!there)
                rows_.error(which, defect::incomplete_suppression,
                            std::string("a suppression needs ") + what);
        };
        need(until, has_until, "its last day in 'until'");
        need(role, !s.role.empty(), "the role that granted it in 'granted_by'");
        need(reason, !s.reason.empty(), "a 'reason'");
        e.granted = std::move(s);
    }
    void check_fingerprint(baseline_entry const& e) {
        std::string const text(rows_.text(fingerprint));
        if (text.empty()) return;
        if (!is_fingerprint(text))
            rows_.error(fingerprint, defect::bad_fingerprint,
                        "'" + text + "' is not 16 hexadecimal digits in lower case");
        else if (auto const right = to_hex(e.fingerprint()); text != right)
            rows_.error(fingerprint, defect::fingerprint_differs,
                        "the rule, unit, measure and outcome of this line have the fingerprint " +
                            right);
    }

    csv_rows rows_;
    problems& found_;
};

} // namespace

result<baseline> parse_baseline(named_text const& source) {
    problems found;
    auto entries = entry_reader(source, found).run();
    found = detail::by_line(found);
    if (found.has_errors()) return found;
    return {baseline(std::move(entries)), std::move(found)};
}

result<baseline> try_read_baseline(std::string const& path) {
    auto const text = load_text(path);
    if (!text) return text.problems();
    return parse_baseline(*text);
}

baseline read_baseline(std::string const& path) {
    return try_read_baseline(path).value();
}

std::string write_baseline(baseline const& accepted) {
    std::string out;
    auto const row = [&](std::initializer_list<std::string_view> fields) {
        for (auto const* field = fields.begin(); field != fields.end(); ++field) {
            if (field != fields.begin()) out += '\t';
            append_csv_field(out, *field, '\t');
        }
        out += '\n';
    };
    row({"rule", "unit", "measure", "outcome", "until", "granted_by", "reason", "fingerprint"});
    for (auto const& e : accepted.entries()) {
        auto const s = e.granted.value_or(suppression{});
        row({e.rule_id, e.code, e.measure, to_string(e.outcome), to_iso(s.until), s.role, s.reason,
             to_hex(e.fingerprint())});
    }
    return out;
}

} // namespace partyorg::io
