#include "report/check_groups.hpp"
#include "report/words_check.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/io/json_writer.hpp>
#include <partyorg/report/rules.hpp>
#include <partyorg/report/text_table.hpp>
#include <partyorg/rules/wording.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace partyorg::report {

namespace {

namespace words = words_check;
using io::json_layout;

std::string in(label_view words, language lang) {
    return std::string(words.in(lang));
}

std::string parameters_of(rule const& law) {
    std::string text;
    for (auto const& p : law.parameters)
        text += (text.empty() ? "" : ", ") + p.name + " = " + std::to_string(p.value);
    return text;
}

std::string confidence_of(rule const& law, language lang) {
    return in(words::confidences[static_cast<std::size_t>(law.source.confidence)], lang);
}

std::string head(label_view title, std::string const& day, language lang) {
    return in(title, lang) + " – " + in(words::day, lang) + ": " + day + "\n\n";
}

std::vector<rule const*> versions(rule_book const& rules, std::string_view id) {
    auto found = rules.versions_of(id);
    if (found.empty())
        detail::fail<invalid_input>(defect::unknown_rule,
                                    "there is no rule '" + std::string(id) + "'");
    return found;
}

// ---- For programs ------------------------------------------------------------------------------

void put(io::json_writer& j, rule const& law, language lang) {
    j.begin_object().key("id").string(law.id);
    j.key("title").string(title_of(law, lang));
    j.key("sentence").string(partyorg::describe(law).in(lang));
    j.key("source").string(source_of(law));
    j.key("confidence").string(to_string(law.source.confidence));
    j.key("in_force").string(to_string(law.in_force));
    j.key("severity").string(to_string(law.weight()));
    j.key("parameters").begin_object(json_layout::flat);
    for (auto const& p : law.parameters) j.key(p.name).number(p.value);
    j.end_object().key("enabled").boolean(law.enabled());
    if (!law.note.in(lang).empty()) j.key("note").string(law.note.in(lang));
    j.end_object();
}

// ---- What changed ------------------------------------------------------------------------------

enum class change { came, went, altered };

/// What is different in two versions: "parameter min", "source", …
struct difference {
    std::string what{}, before{}, after{};
};

struct rule_change {
    std::string id{};
    change kind = change::altered;
    rule const* before = nullptr;
    rule const* after = nullptr;
    std::vector<difference> differs{};
};

std::vector<difference> differences(rule const& a, rule const& b, language lang) {
    std::vector<difference> out;
    auto const compare = [&](std::string what, std::string before, std::string after) {
        if (before != after) out.push_back({std::move(what), std::move(before), std::move(after)});
    };
    compare(in(words::sentence, lang), partyorg::describe(a).in(lang),
            partyorg::describe(b).in(lang));
    compare(in(words::article, lang), source_of(a), source_of(b));
    compare(in(words::parameters, lang), parameters_of(a), parameters_of(b));
    compare(in(words::weight, lang), in(label_of(a.weight()), lang),
            in(label_of(b.weight()), lang));
    compare(in(words::certainty, lang), confidence_of(a, lang), confidence_of(b, lang));
    compare(in(words::remark, lang), a.note.in(lang), b.note.in(lang));
    return out;
}

std::vector<rule_change> changes(rule_book const& rules, as_of before, as_of after, language lang) {
    std::vector<rule_change> out;
    auto const then = rules.choose(before);
    auto const now = rules.choose(after);
    auto const checked = [](chosen_rule const& c) { return c.skipped ? nullptr : c.version; };
    for (std::size_t i = 0; i < then.size(); ++i) {
        auto const* a = checked(then[i]);
        auto const* b = checked(now[i]);
        if (!a && !b) continue;
        rule_change c{.id = then[i].id, .before = a, .after = b};
        c.kind = !a ? change::came : !b ? change::went : change::altered;
        if (a && b) c.differs = differences(*a, *b, lang);
        if (c.kind != change::altered || !c.differs.empty()) out.push_back(std::move(c));
    }
    return out;
}

label_view words_of(change kind) {
    return kind == change::came ? words::came : kind == change::went ? words::went : words::changed;
}

void append_field(std::string& out, std::string const& name, std::string const& value,
                  std::size_t indent = 4) {
    if (value.empty()) return;
    out += std::string(indent, ' ') + wrapped(name + ": " + value, indent + 2) + '\n';
}

} // namespace

std::string rules_text(rule_book const& rules, as_of when, language lang) {
    auto out = head(words::rules, day_words(when.effective(), lang), lang);
    text_table table({{in(words::code, lang)},
                      {in(words::rule, lang)},
                      {in(words::article, lang)},
                      {in(words::checked, lang)}});
    for (auto const& c : rules.choose(when)) {
        table.add({c.id, title_of(*c.shown, lang), c.shown->source.article,
                   in(c.skipped ? label_of(*c.skipped) : words::yes, lang)});
    }
    return out + (table.empty() ? in(words::no_rules, lang) + '\n' : table.str());
}

std::string rules_json(rule_book const& rules, as_of when, language lang) {
    std::string out;
    io::json_writer j(out, io::json_style::indented);
    j.begin_object().key("as_of").string(to_iso(when.effective())).key("rules").begin_array();
    for (auto const& c : rules.choose(when)) {
        j.begin_object().key("id").string(c.id).key("checked").boolean(!c.skipped);
        if (c.skipped) j.key("why_not").string(to_string(*c.skipped));
        if (c.version) put(j.key("version"), *c.version, lang);
        j.end_object();
    }
    j.end_array().end_object();
    return out + '\n';
}

std::string rule_text(rule_book const& rules, std::string_view id, as_of when, language lang) {
    auto const all = versions(rules, id);
    auto const* const holds = rules.find(id, when);
    std::string out = std::string(id) + '\n';
    for (auto const* law : all) {
        out += "\n  " + wrapped(title_of(*law, lang), 2) + '\n';
        append_field(out, in(words::sentence, lang), partyorg::describe(*law).in(lang));
        append_field(out, in(words::article, lang), source_of(*law));
        append_field(out, in(words::in_force, lang),
                     period_words(law->in_force, lang) +
                         (law == holds ? " – " + in(words::holds_on, lang) : ""));
        append_field(out, in(words::weight, lang), in(label_of(law->weight()), lang));
        append_field(out, in(words::parameters, lang), parameters_of(*law));
        append_field(out, in(words::certainty, lang), confidence_of(*law, lang));
        if (!law->enabled())
            append_field(out, in(words::state, lang),
                         in(label_of(law->state == rule_switch::off ? not_checked::switched_off
                                                                    : not_checked::unconfirmed),
                            lang));
        append_field(out, in(words::consent, lang),
                     law->consent.empty() ? std::string()
                                          : in(words::with_consent, lang) + law->consent + ")");
        append_field(out, in(words::remark, lang), law->note.in(lang));
    }
    return out;
}

std::string rule_json(rule_book const& rules, std::string_view id, as_of when, language lang) {
    auto const all = versions(rules, id);
    auto const* const holds = rules.find(id, when);
    std::string out;
    io::json_writer j(out, io::json_style::indented);
    j.begin_object().key("id").string(id).key("as_of").string(to_iso(when.effective()));
    j.key("in_force").string(holds ? to_string(holds->in_force) : std::string());
    j.key("versions").begin_array();
    for (auto const* law : all) put(j, *law, lang);
    j.end_array().end_object();
    return out + '\n';
}

std::string rules_diff_text(rule_book const& rules, as_of before, as_of after, language lang) {
    auto out = in(words::changes, lang) + ": " + day_words(before.effective(), lang) +
               in(words::arrow, lang) + day_words(after.effective(), lang) + "\n";
    auto const all = changes(rules, before, after, lang);
    if (all.empty()) return out + '\n' + in(words::no_change, lang) + '\n';
    for (auto const& c : all) {
        auto const& law = c.after ? *c.after : *c.before;
        out += "\n  " +
               wrapped(title_of(law, lang) + " [" + c.id + "] – " + in(words_of(c.kind), lang), 4) +
               '\n';
        if (c.kind == change::altered) {
            for (auto const& d : c.differs) {
                out += "    " + d.what + '\n';
                append_field(out, in(words::before, lang), d.before, 6);
                append_field(out, in(words::after, lang), d.after, 6);
            }
            continue;
        }
        append_field(out, in(words::sentence, lang), partyorg::describe(law).in(lang));
        append_field(out, in(words::article, lang), source_of(law));
        append_field(out, in(words::in_force, lang), period_words(law.in_force, lang));
    }
    return out;
}

std::string rules_diff_json(rule_book const& rules, as_of before, as_of after, language lang) {
    std::string out;
    io::json_writer j(out, io::json_style::indented);
    j.begin_object().key("from").string(to_iso(before.effective()));
    j.key("to").string(to_iso(after.effective())).key("changes").begin_array();
    for (auto const& c : changes(rules, before, after, lang)) {
        j.begin_object().key("id").string(c.id).key("change");
        j.string(c.kind == change::came ? "new" : c.kind == change::went ? "ended" : "changed");
        if (c.before) put(j.key("before"), *c.before, lang);
        if (c.after) put(j.key("after"), *c.after, lang);
        j.key("differs").begin_array();
        for (auto const& d : c.differs) {
            j.begin_object(json_layout::flat).key("what").string(d.what);
            j.key("before").string(d.before).key("after").string(d.after).end_object();
        }
        j.end_array().end_object();
    }
    j.end_array().end_object();
    return out + '\n';
}

} // namespace partyorg::report
