#include "testing/draft.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/testing/organisations.hpp>
#include <partyorg/testing/scenario.hpp>

#include <algorithm>
#include <array>

namespace partyorg::testing {

namespace {

constexpr auto no_parent = draft_unit::no_parent;

/// What is owed once is looked at whatever the period; there has to be one.
period ledger_span() {
    return {date(1900, 1, 1), date(2199, 12, 31)};
}

struct word {
    std::string text{};
    std::uint32_t column = 0;
    bool quoted = false;
};

/// One line, taken apart.
struct line {
    std::uint32_t number = 0;
    std::size_t indent = 0;
    std::vector<word> words{};
};

class scenario_reader {
public:
    scenario_reader(std::string_view text, std::string_view file) : text_(text), file_(file) {}

    result<std::vector<rule_scenario>> read() {
        std::uint32_t number = 0;
        for (std::size_t at = 0; at <= text_.size(); ++number) {
            auto end = text_.find('\n', at);
            if (end == std::string_view::npos) end = text_.size();
            auto one = text_.substr(at, end - at);
            if (!one.empty() && one.back() == '\r') one.remove_suffix(1);
            at = end + 1;
            line_ = split(one, number + 1);
            if (!line_.words.empty()) take_line();
        }
        if (found_.has_errors()) return found_;
        return {std::move(out_), found_};
    }

private:
    using words = std::vector<word>;

    // ---- Words -----------------------------------------------------------------------------

    line split(std::string_view one, std::uint32_t number) {
        line out{.number = number, .indent = one.size() - ltrim(one).size()};
        for (std::size_t i = 0; i < one.size();) {
            char const c = one[i];
            if (c == ' ' || c == '\t') {
                ++i;
            } else if (c == '#') {
                break;
            } else if (c == '"') {
                i = take_quoted(one, i, out);
            } else {
                auto end = i;
                while (end < one.size() && one[end] != ' ' && one[end] != '\t' && one[end] != '#')
                    ++end;
                out.words.push_back({std::string(one.substr(i, end - i)), column(i), false});
                i = end;
            }
        }
        return out;
    }
    static std::string_view ltrim(std::string_view text) {
        auto const at = text.find_first_not_of(" \t");
        return at == std::string_view::npos ? std::string_view() : text.substr(at);
    }
    static std::uint32_t column(std::size_t at) { return static_cast<std::uint32_t>(at + 1); }
    /// What `to_unit_lines` quotes: \" \\ and three octal digits.
    std::size_t take_quoted(std::string_view one, std::size_t at, line& out) {
        word w{.column = column(at), .quoted = true};
        for (auto i = at + 1; i < one.size(); ++i) {
            if (one[i] == '"') {
                out.words.push_back(std::move(w));
                return i + 1;
            }
            if (one[i] != '\\') {
                w.text += one[i];
                continue;
            }
            if (i + 1 < one.size() && (one[i + 1] == '"' || one[i + 1] == '\\')) {
                w.text += one[++i];
                continue;
            }
            auto const octal = one.substr(i + 1, 3);
            if (octal.size() < 3 || octal.find_first_not_of("01234567") != octal.npos ||
                octal[0] > '3') {
                found_.error(defect::bad_scenario_line, {file_, out.number, column(i)},
                             "a backslash comes before \", \\ or three octal digits");
                return one.size();
            }
            w.text +=
                static_cast<char>((octal[0] - '0') * 64 + (octal[1] - '0') * 8 + (octal[2] - '0'));
            i += 3;
        }
        found_.error(defect::bad_scenario_line, {file_, out.number, w.column},
                     "the quotation is not closed");
        return one.size();
    }
    [[nodiscard]] place where(std::uint32_t at = 0) const { return {file_, line_.number, at}; }
    void bad(word const& w, std::string const& what) {
        found_.error(defect::bad_scenario_line, where(w.column), what + " '" + w.text + "'");
    }
    void bad(std::string const& what, defect code = defect::bad_scenario_line) {
        found_.error(code, where(line_.words.front().column), what);
    }

    // ---- Lines -----------------------------------------------------------------------------

    void take_line() {
        auto const& first = line_.words.front();
        auto const& key = first.text;
        if (key == "scenario") return begin_scenario();
        if (out_.empty()) return bad("a scenario begins with its title", defect::scenario_order);
        if (parse_unit_kind(key)) return take_unit();
        if (key == "ask") return take_question();
        if (key == "expect") return take_expectation();
        if (key == "owed") return take_owed();
        if (key == "handed") return take_handed();
        if (key == "set" || key == "move" || key == "remove" || key == "add") return take_edit();
        bad(first, "a line begins with scenario, a kind of unit, ask, expect, set, add, move, "
                   "remove, owed or handed, not with");
    }

    void begin_scenario() {
        out_.push_back(
            {.title = line_.words.size() > 1 ? line_.words[1].text : "", .where = where()});
        if (line_.words.size() != 2) bad("a scenario has a title in quotes");
        parts_ = {};
        built_ = {};
        open_.clear();
        owed_.clear();
        handed_in_.clear();
        asked_ = false;
    }

    void take_unit() {
        if (asked_)
            return bad("units come before the first question; use add afterwards",
                       defect::scenario_order);
        if (line_.words.size() < 2) return bad("a unit has a code");
        while (!open_.empty() && open_.back().indent >= line_.indent) open_.pop_back();
        draft_unit u;
        u.kind = *parse_unit_kind(line_.words[0].text);
        u.code = line_.words[1].text;
        u.parent = open_.empty() ? no_parent : open_.back().unit;
        u.line = line_.number;
        std::size_t at = 2;
        if (at < line_.words.size() && line_.words[at].quoted) u.name = line_.words[at++].text;
        open_.push_back({line_.indent, parts_.units.size()});
        parts_.add(std::move(u));
        take_cells(at);
    }
    void take_cells(std::size_t at) {
        auto const unit = parts_.units.size() - 1;
        auto const& w = line_.words;
        while (at < w.size()) {
            bool const total = w[at].text == "total";
            if (total) ++at;
            if (at + 1 >= w.size()) return bad(w.back(), "a measure and its content, not");
            auto const content = parse_any_cell(w[at + 1].text);
            if (!content) return bad(w[at + 1], "a number, '-', 'k/n' or a day, not");
            if (total) {
                auto const* n = content->as<std::int64_t>();
                if (!n) return bad(w[at + 1], "a total is a whole number, not");
                parts_.totals.push_back({unit, w[at].text, *n});
            } else {
                parts_.set(unit, measure_for(w[at].text, *content), *content);
            }
            at += 2;
        }
    }

    std::optional<date> day_of(word const& w) {
        auto const day = parse_iso_date(w.text);
        if (!day) bad(w, "a day of the form 2024-01-15, not");
        return day;
    }

    /// The organisation so far; nothing if it has defects, which are reported once.
    bool build() {
        if (asked_) return built_.has_value();
        asked_ = true;
        try {
            built_ = organisation_of(parts_, file_);
            for (auto& o : owed_) resolve(o);
        } catch (error const& e) {
            for (auto p : e.problems()) {
                if (!p.where.known()) p.where = out_.back().where;
                found_.add(std::move(p));
            }
        }
        return built_.has_value();
    }
    void resolve(obligation& o) {
        for (auto const& code : names_of(o)) {
            auto const at = built_->units.find(code);
            if (at)
                o.units.push_back(built_->units.id_of(*at));
            else
                found_.error(defect::scenario_unit, o.where, "there is no unit '" + code + "'");
        }
    }
    // The codes are kept in `who` until the organisation is there.
    static std::vector<std::string> names_of(obligation const& o) {
        std::vector<std::string> out;
        for (std::size_t at = 0; at < o.who.size();) {
            auto const end = o.who.find('\n', at);
            out.push_back(o.who.substr(at, end - at));
            at = end + 1;
        }
        return out;
    }

    void take_question() {
        auto const& w = line_.words;
        if (w.size() < 2) return bad("a question has a day");
        auto const day = day_of(w[1]);
        auto known = day;
        auto unconfirmed = unconfirmed_rules::skipped;
        for (std::size_t i = 2; i < w.size(); ++i) {
            if (w[i].text == "known" && i + 1 < w.size())
                known = day_of(w[++i]);
            else if (w[i].text == "unconfirmed")
                unconfirmed = unconfirmed_rules::asked;
            else
                bad(w[i], "known <day> or unconfirmed, not");
        }
        if (!build() || !day || !known) return;
        out_.back().questions.push_back({.when = as_of(*day, *known),
                                         .unconfirmed = unconfirmed,
                                         .whole = *built_,
                                         .owed = owed_,
                                         .handed_in = handed_in_,
                                         .where = where()});
    }

    void take_expectation() {
        auto const& w = line_.words;
        if (!asked_) return bad("an expectation follows a question", defect::scenario_order);
        if (out_.back().questions.empty()) return; // the question itself was not understood
        if (w.size() < 3) return bad("expect <outcome> <rule> <unit>…");
        scenario_expectation e{.where = where()};
        auto const& kind = w[1].text;
        if (kind == "skipped" || kind == "source") return take_list(e, kind == "skipped");
        e.rule_id = w[2].text;
        if (kind == "nobody") {
            e.what = expectation_kind::nobody;
        } else if (auto const o = parse_outcome(kind)) {
            e.outcome = *o;
            if (!take_units(e)) return;
        } else {
            return bad(w[1], "pass, fail, not_applicable, undecidable, review, nobody, skipped or "
                             "source, not");
        }
        out_.back().questions.back().expected.push_back(std::move(e));
    }
    void take_list(scenario_expectation e, bool skipped) {
        auto const& w = line_.words;
        if (w.size() < 4) return bad("a reason or instrument, and rules");
        e.what = skipped ? expectation_kind::skipped : expectation_kind::source;
        if (skipped) {
            using enum not_checked;
            bool known = false;
            for (auto const why : {not_in_force, unconfirmed, switched_off, not_known})
                if (to_string(why) == w[2].text) {
                    e.why = why;
                    known = true;
                }
            if (!known)
                return bad(w[2], "not_in_force, unconfirmed, switched_off or not_known, not");
        } else {
            e.instrument = w[2].text;
        }
        for (std::size_t i = 3; i < w.size(); ++i) {
            e.rule_id = w[i].text;
            out_.back().questions.back().expected.push_back(e);
        }
    }
    bool take_units(scenario_expectation& e) {
        auto const& w = line_.words;
        auto const& units = out_.back().questions.back().whole.units;
        std::size_t i = 3;
        bool everywhere = false;
        for (; i < w.size(); ++i) {
            auto const& t = w[i].text;
            if (!w[i].quoted && (t == "observed" || t == "expected" || t == "missing")) break;
            if (t == "everywhere") {
                everywhere = true;
            } else {
                if (!units.find(t))
                    found_.error(defect::scenario_unit, where(w[i].column),
                                 "there is no unit '" + t + "'");
                e.units.push_back(t);
            }
        }
        if (e.units.empty() != everywhere) {
            bad("an outcome is expected of units, or everywhere");
            return false;
        }
        for (; i + 1 < w.size(); i += 2) {
            auto const& t = w[i].text;
            if (t != "observed" && t != "expected" && t != "missing") break;
            (t == "observed"   ? e.observed
             : t == "expected" ? e.expected
                               : e.missing) = w[i + 1].text;
        }
        if (i < w.size()) {
            bad(w[i], "observed, expected or missing with its value, not");
            return false;
        }
        return true;
    }

    void take_owed() {
        auto const& w = line_.words;
        auto const by = w.size() >= 6 && w[2].text == "by";
        auto const& bound = by ? w[w.size() - 2].text : w[0].text;
        if (bound != "before" && bound != "through")
            return bad("owed <obligation> by <unit>… before <day>");
        auto const day = day_of(w.back());
        if (asked_)
            return bad("what is owed is said before the first question", defect::scenario_order);
        if (!day) return;
        obligation o{.id = w[1].text, .where = where(w[1].column)};
        o.due = bound == "before" ? deadline(before(*day)) : deadline(through(*day));
        for (std::size_t i = 3; i + 2 < w.size(); ++i) o.who += w[i].text + '\n';
        owed_.push_back(std::move(o));
    }
    void take_handed() {
        auto const& w = line_.words;
        if (w.size() != 6 || w[2].text != "by" || w[4].text != "on")
            return bad("handed <obligation> by <unit> on <day>");
        auto const day = day_of(w[5]);
        if (!day || !build()) return;
        handed_in_.push_back(
            {.unit = w[3].text,
             .obligation = w[1].text,
             .on = *day,
             .where = where(),
             .columns = {
                 .unit = w[3].column, .obligation = w[1].column, .key = 0, .on = w[5].column}});
        auto const defects = check_submissions(*built_, owed_, handed_in_, ledger_span());
        if (!defects.has_errors()) return;
        found_.append(defects);
        handed_in_.pop_back();
    }

    void take_edit() {
        auto const change = edit_of(line_.words);
        if (!change) return;
        if (!build()) return;
        try {
            built_ = apply(*built_, *change);
        } catch (error const& e) {
            for (auto p : e.problems()) {
                p.where = where(line_.words.front().column);
                found_.add(std::move(p));
            }
        }
    }
    std::optional<edit> edit_of(words const& w) {
        auto const count = w.size();
        auto const& key = w[0].text;
        if (key == "remove" && count == 2) return edit::remove(w[1].text);
        if (key == "move" && count == 4 && w[2].text == "under")
            return edit::move(w[1].text, w[3].text);
        if (key == "move" && count == 5 && w[2].text == "to" && w[4].text == "top")
            return edit::move(w[1].text, "");
        if (key == "add" && count >= 3) {
            bool const under = count >= 5 && w[3].text == "under";
            auto const kind = parse_unit_kind(w[1].text);
            auto const named = under ? 5u : 3u;
            if (kind && count <= named + 1)
                return edit::add(*kind, w[2].text, under ? w[4].text : "",
                                 count > named ? w[named].text : "");
        }
        if (key == "set" && count == 4 && w[2].text == "kind")
            if (auto const kind = parse_unit_kind(w[3].text)) return edit::become(w[1].text, *kind);
        auto const content = count >= 4 ? parse_any_cell(w.back().text) : std::nullopt;
        if (key == "set" && count == 5 && w[2].text == "total" && content &&
            content->as<std::int64_t>())
            return edit::print_total(w[1].text, w[3].text, *content->as<std::int64_t>());
        if (key == "set" && count == 4 && content) return edit::set(w[1].text, w[2].text, *content);
        bad("a change is: set <unit> <measure> <content>, set <unit> kind <kind>, set <unit> total "
            "<measure> <number>, add <kind> <unit> [under <unit>] [<name>], move <unit> under "
            "<unit>, move <unit> to the top, remove <unit>");
        return {};
    }

    struct open_unit {
        std::size_t indent;
        std::size_t unit;
    };
    std::string_view text_;
    std::string file_;
    std::vector<rule_scenario> out_{};
    problems found_{};
    line line_{};
    draft parts_{};
    std::optional<organisation> built_{};
    std::vector<open_unit> open_{};
    std::vector<obligation> owed_{};
    std::vector<submission> handed_in_{};
    bool asked_ = false;
};

// ---- Running -----------------------------------------------------------------------------------

class scenario_run {
public:
    scenario_run(rule_scenario const& scenario, rule_book const& rules,
                 std::optional<std::string_view> only)
        : scenario_(scenario),
          rules_(rules),
          only_(only) {}

    std::vector<scenario_mismatch> run() {
        for (auto const& q : scenario_.questions) ask(q);
        return std::move(out_);
    }

private:
    void ask(scenario_question const& q) {
        std::vector<chosen_rule> chosen;
        std::vector<obligation_state> states;
        check_options options;
        for (auto const& e : q.expected) {
            if (only_ && e.rule_id != *only_) continue;
            if (chosen.empty()) {
                chosen = rules_.choose(q.when);
                if (!q.owed.empty()) {
                    states = states_at(q.whole, q.owed, q.handed_in,
                                       {.on = q.when.effective(), .span = ledger_span()});
                    options.owed = q.owed;
                    options.ledger = states;
                }
            }
            meet(q, e, chosen, options);
        }
    }
    void miss(scenario_expectation const& e, std::string message) {
        out_.push_back({e.where, scenario_.title, std::move(message)});
    }

    void meet(scenario_question const& q, scenario_expectation const& e,
              std::vector<chosen_rule> const& chosen, check_options const& options) {
        auto const at = std::find_if(chosen.begin(), chosen.end(),
                                     [&](chosen_rule const& c) { return c.id == e.rule_id; });
        if (at == chosen.end())
            return miss(e, std::string(code_text(defect::scenario_rule)) + ": there is no rule '" +
                               e.rule_id + "'");
        auto skipped = at->skipped;
        if (q.unconfirmed == unconfirmed_rules::asked && at->version &&
            (skipped == not_checked::unconfirmed || skipped == not_checked::switched_off))
            skipped = {};
        if (e.what == expectation_kind::skipped) {
            if (skipped != e.why)
                miss(e, e.rule_id + ": expected to be skipped as " + std::string(to_string(e.why)) +
                            ", but it is " +
                            (skipped ? "skipped as " + std::string(to_string(*skipped))
                                     : std::string("checked")));
            return;
        }
        if (skipped || !at->version)
            return miss(e, e.rule_id + " is not checked on this day: " +
                               std::string(to_string(skipped.value_or(not_checked::not_in_force))));
        auto const& law = *at->version;
        if (e.what == expectation_kind::source) {
            if (law.source.number != e.instrument)
                miss(e, e.rule_id + ": expected to rest on " + e.instrument + ", but it rests on " +
                            to_string(law.source));
            return;
        }
        meet_outcomes(q, e, law, options);
    }

    void meet_outcomes(scenario_question const& q, scenario_expectation const& e, rule const& law,
                       check_options const& options) {
        auto const found = check(q.whole, law, q.when, options).findings();
        auto const& units = q.whole.units;
        auto const wanted =
            e.what == expectation_kind::nobody ? outcome::not_applicable : e.outcome;
        for (std::uint32_t i = 0; i < units.size(); ++i) {
            std::string const code(units.code(slot(i)));
            if (!e.units.empty() &&
                std::find(e.units.begin(), e.units.end(), code) == e.units.end())
                continue;
            auto const here = std::find_if(found.begin(), found.end(), [&](finding const& f) {
                return f.unit == slot(i) && !f.near_miss;
            });
            auto const what = here == found.end()
                                  ? outcome_for(q.whole, law, slot(i), q.when, options)
                                  : here->outcome;
            compare(q, e, law, slot(i), wanted, what, here == found.end() ? nullptr : &*here);
        }
    }
    void compare(scenario_question const& q, scenario_expectation const& e, rule const& law, slot s,
                 outcome wanted, outcome what, finding const* found) {
        auto text = e.rule_id + " (" + to_string(law.source) + "), unit " +
                    code_path(q.whole.units, s) + ": expected " + std::string(to_string(wanted)) +
                    ", got " + std::string(to_string(what));
        if (found && found->observed)
            text += ", observed " + to_string(found->observed) + ' ' +
                    std::string(sign_of(found->compared)) + ' ' + to_string(found->expected);
        if (what != wanted) return miss(e, text);
        if (!e.observed.empty() && (!found || to_string(found->observed) != e.observed))
            miss(e, text + "; expected to observe " + e.observed);
        if (!e.expected.empty() && (!found || to_string(found->expected) != e.expected))
            miss(e, text + "; expected to be asked for " + e.expected);
        if (!e.missing.empty() && (!found || std::find(found->missing.begin(), found->missing.end(),
                                                       e.missing) == found->missing.end()))
            miss(e, text + "; expected " + e.missing + " to be missing");
    }

    rule_scenario const& scenario_;
    rule_book const& rules_;
    std::optional<std::string_view> only_;
    std::vector<scenario_mismatch> out_{};
};

} // namespace

std::string to_string(scenario_mismatch const& found) {
    auto text = to_string(found.where);
    if (!text.empty()) text += ": ";
    return text + found.scenario + ": " + found.message;
}

result<std::vector<rule_scenario>> parse_scenarios(std::string_view text, std::string_view file) {
    return scenario_reader(text, file).read();
}

std::vector<scenario_mismatch> run(rule_scenario const& scenario, rule_book const& rules,
                                   std::optional<std::string_view> only) {
    auto const defects = rules.verify();
    if (defects.has_errors()) throw invalid_input(defects);
    return scenario_run(scenario, rules, only).run();
}

} // namespace partyorg::testing
