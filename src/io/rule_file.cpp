#include "io/by_line.hpp"
#include "io/json_tree.hpp"
#include "io/rule_words.hpp"

#include <partyorg/io/rule_file.hpp>
#include <partyorg/measures/built_in.hpp>

#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace partyorg::io {

namespace {

using namespace partyorg::detail;

std::string quoted(std::string_view text) {
    return "'" + std::string(text) + "'";
}

std::string listed(std::span<std::string_view const> words) {
    std::string text;
    for (auto const word : words) text += (text.empty() ? "" : ", ") + std::string(word);
    return text;
}

/// Whether the type of a column is what a node reads.
bool fits(std::optional<value_kind> read, std::optional<value_kind> type) {
    if (!read || !type) return true;
    if (*read == value_kind::count)
        return *type == value_kind::count || *type == value_kind::small_count;
    return *read == *type;
}

struct known_measure {
    label called{};
    std::optional<value_kind> type{};
};

/// A rule and where it stands.
struct placed_rule {
    rule what;
    place at{}, period_at{};
};

struct placed_override {
    struct setting {
        std::string name{};
        std::int64_t value = 0;
        place at{};
    };
    std::string rule_id{};
    place at{};
    std::vector<setting> parameters{};
    std::optional<rule_switch> state{};
};

/// Turns the tree into rules and reports what cannot be one. Whatever is wrong, reading goes on
/// with something of the right kind in its place, so that one pass finds every defect.
class reader {
public:
    reader(std::string const& file, rule_book const& base, problems& found)
        : file_(file),
          found_(found) {
        for (auto const& r : base.versions()) {
            learn(r.scope);
            learn(r.condition);
            if (r.exemption) learn(*r.exemption);
        }
    }

    void run(json_value const& root) {
        if (!expect(root, json_type::object)) return;
        known_keys(root, {"$schema", "partyorg_rules", "measures", "override", "rules"});
        check_version(root);
        if (auto const* all = list(root, "measures")) read_measures(*all);
        if (auto const* all = list(root, "override"))
            for (auto const& item : all->items) read_override(item);
        if (auto const* all = list(root, "rules"))
            for (auto const& item : all->items) read_rule(item);
    }

    std::vector<placed_rule> rules{};
    std::vector<placed_override> overrides{};

private:
    // ---- Values --------------------------------------------------------------------------------

    place at(json_value const& v) const { return {file_, v.line, v.column}; }
    void error(json_value const& v, defect code, std::string message) {
        found_.error(code, at(v), std::move(message));
    }
    bool expect(json_value const& v, json_type type, std::string_view what = {}) {
        if (v.type == type) return true;
        error(v, defect::wrong_json_type,
              (what.empty() ? std::string("here") : quoted(what)) + " should be " +
                  std::string(words_of(type)) + ", not " + std::string(words_of(v.type)));
        return false;
    }
    void known_keys(json_value const& object, std::initializer_list<std::string_view> known) {
        for (auto const& key : object.keys)
            if (std::find(known.begin(), known.end(), key.text) == known.end())
                error(key, defect::unknown_json_key,
                      quoted(key.text) + " is none of " +
                          listed(std::span(known.begin(), known.size())));
    }
    json_value const* required(json_value const& object, std::string_view key) {
        auto const* found = object.find(key);
        if (!found)
            error(object, defect::missing_json_key, quoted(key) + " is missing in this object");
        return found;
    }
    json_value const* member(json_value const& object, std::string_view key, json_type type) {
        auto const* found = object.find(key);
        return found && expect(*found, type, key) ? found : nullptr;
    }
    json_value const* list(json_value const& object, std::string_view key) {
        return member(object, key, json_type::array);
    }
    std::string text(json_value const& object, std::string_view key) {
        auto const* found = member(object, key, json_type::text);
        return found ? found->text : std::string();
    }
    std::string required_text(json_value const& object, std::string_view key) {
        auto const* found = required(object, key);
        if (!found || !expect(*found, json_type::text, key)) return {};
        if (found->text.empty())
            error(*found, defect::empty_cell, quoted(key) + " should not be empty");
        return found->text;
    }
    std::int64_t whole_number(json_value const& v, std::string_view what) {
        if (!expect(v, json_type::number, what)) return 0;
        if (!v.number)
            error(v, defect::wrong_json_type,
                  quoted(what) + " should be a whole number of at most 18 digits");
        return v.number.value_or(0);
    }
    /// The position of a text among words that are allowed, or nothing.
    std::optional<std::size_t> word(json_value const& v, std::string_view what,
                                    std::span<std::string_view const> words) {
        if (!expect(v, json_type::text, what)) return {};
        for (std::size_t i = 0; i < words.size(); ++i)
            if (words[i] == v.text) return i;
        error(v, defect::unknown_rule_word,
              quoted(v.text) + " is no " + quoted(what) + "; there are " + listed(words));
        return {};
    }
    /// A member that is one value of an enumeration, by its `to_string`.
    template <class Enum>
    Enum choice(json_value const& object, std::string_view key, Enum unless_told,
                std::span<std::string_view const> words) {
        auto const* found = object.find(key);
        if (!found) return unless_told;
        auto const i = word(*found, key, words);
        return i ? static_cast<Enum>(*i) : unless_told;
    }
    label read_label(json_value const& object, std::string_view key) {
        auto const* found = member(object, key, json_type::object);
        if (!found) return {};
        known_keys(*found, {"vi", "en"});
        return {text(*found, "vi"), text(*found, "en")};
    }
    std::optional<date> read_day(json_value const& v, std::string_view what) {
        if (!expect(v, json_type::text, what)) return {};
        auto const day = parse_iso_date(v.text);
        if (!day)
            error(v, defect::not_a_date, quoted(v.text) + " is no day; write it as 2024-01-15");
        return day;
    }

    // ---- The parts of a file -------------------------------------------------------------------

    void check_version(json_value const& root) {
        auto const* version = required(root, "partyorg_rules");
        if (!version || !expect(*version, json_type::number, "partyorg_rules")) return;
        if (version->number != rule_file_version)
            error(*version, defect::rule_file_version_differs,
                  "'partyorg_rules' is the version of the format; this library reads " +
                      std::to_string(rule_file_version));
    }

    void read_measures(json_value const& all) {
        for (auto const& item : all.items) {
            if (!expect(item, json_type::object)) continue;
            known_keys(item, {"id", "label", "type"});
            auto const id = required_text(item, "id");
            known_measure m{.called = read_label(item, "label")};
            if (auto const* type = item.find("type"))
                if (auto const i = word(*type, "type", type_words)) {
                    constexpr std::array kinds = {value_kind::count, value_kind::day,
                                                  value_kind::share};
                    m.type = kinds[*i];
                }
            if (id.empty()) continue;
            if (find_built_in_measure(id))
                error(item, defect::repeated_declaration,
                      quoted(id) + " is a measure of the library");
            else if (!declared_.insert(id).second)
                error(item, defect::repeated_declaration,
                      quoted(id) + " is declared a second time");
            else
                measures_[id] = std::move(m);
        }
    }

    void read_override(json_value const& item) {
        if (!expect(item, json_type::object)) return;
        known_keys(item, {"rule", "parameters", "switch"});
        placed_override out;
        out.rule_id = required_text(item, "rule");
        auto const* id = item.find("rule");
        out.at = at(id ? *id : item);
        if (auto const* all = member(item, "parameters", json_type::object))
            for (std::size_t i = 0; i < all->items.size(); ++i)
                out.parameters.push_back({all->keys[i].text,
                                          whole_number(all->items[i], all->keys[i].text),
                                          at(all->keys[i])});
        if (auto const* state = item.find("switch"))
            if (auto const i = word(*state, "switch", switch_words))
                out.state = static_cast<rule_switch>(*i);
        if (!item.find("parameters") && !item.find("switch"))
            error(item, defect::missing_json_key, "neither 'parameters' nor 'switch' is changed");
        if (!out.rule_id.empty()) overrides.push_back(std::move(out));
    }

    void read_rule(json_value const& item) {
        if (!expect(item, json_type::object)) return;
        known_keys(item,
                   {"id", "title", "source", "in_force", "severity", "scope", "condition",
                    "exemption", "consent", "breach", "parameters", "on_empty", "switch", "note"});
        placed_rule out{.what = {.in_force = period(date(first_year, 1, 1))}, .at = at(item)};
        rule& r = out.what;
        r.id = required_text(item, "id");
        r.title = read_label(item, "title");
        read_source(item, r);
        out.period_at = read_period(item, r);
        r.severity = choice(item, "severity", rule_severity::error, severities());
        r.parameters = read_parameters(item);
        parameters_ = &r.parameters;
        if (auto const* e = item.find("scope")) r.scope = read(*e, expression_kind::condition);
        if (auto const* e = required(item, "condition"))
            r.condition = read(*e, expression_kind::condition);
        if (auto const* e = item.find("exemption"))
            r.exemption = read(*e, expression_kind::condition);
        if (auto const* e = member(item, "consent", json_type::text)) {
            check_measure(*e, value_kind::count);
            r.consent = e->text;
        }
        r.breach = choice(item, "breach", 0, breach_words) == 0 ? outcome::fail : outcome::review;
        r.on_empty = choice(item, "on_empty", empty_selection::reported, empty_words);
        r.state = choice(item, "switch", rule_switch::by_confidence, switch_words);
        r.note = read_label(item, "note");
        rules.push_back(std::move(out));
    }

    void read_source(json_value const& item, rule& r) {
        auto const* source = required(item, "source");
        if (!source || !expect(*source, json_type::object, "source")) return;
        known_keys(*source, {"number", "issuer", "signed_on", "article", "confidence"});
        r.source.number = text(*source, "number");
        if (r.source.number.empty())
            error(*source, defect::missing_citation, "the source of this rule has no 'number'");
        r.source.issuer = text(*source, "issuer");
        if (auto const* day = source->find("signed_on"))
            r.source.signed_on = read_day(*day, "signed_on");
        r.source.article = text(*source, "article");
        r.source.confidence = choice(*source, "confidence", confidence::primary, confidences());
    }

    /// @return Where the period stands.
    place read_period(json_value const& item, rule& r) {
        auto const* span = required(item, "in_force");
        if (!span || !expect(*span, json_type::object, "in_force")) return at(item);
        known_keys(*span, {"first", "last"});
        auto const* first = required(*span, "first");
        auto const* last = span->find("last");
        auto const from = first ? read_day(*first, "first") : std::nullopt;
        auto const to = last ? read_day(*last, "last") : std::nullopt;
        if (from && to && *to < *from)
            error(*last, defect::reversed_period,
                  "the rule ends on " + to_iso(*to) + ", before it begins on " + to_iso(*from));
        else if (from && (to || !last))
            r.in_force = period(*from, to);
        else
            unknown_periods_.insert(r.id);
        return at(*span);
    }

    std::vector<rule_parameter> read_parameters(json_value const& item) {
        std::vector<rule_parameter> out;
        if (auto const* all = member(item, "parameters", json_type::object))
            for (std::size_t i = 0; i < all->items.size(); ++i)
                out.push_back({all->keys[i].text, whole_number(all->items[i], all->keys[i].text)});
        return out;
    }

    // ---- Expressions ---------------------------------------------------------------------------

    static expression stand_in(expression_kind kind) {
        if (kind == expression_kind::condition) return {};
        if (kind == expression_kind::day) return expression({.op = expression_op::question_day});
        return expression({.op = expression_op::number, .value = 1});
    }

    /// Reads a node that should give `wanted`.
    expression read(json_value const& v, expression_kind wanted) {
        auto what = read_any(v, wanted);
        if (what.kind() == wanted) return what;
        constexpr std::array<std::string_view, 3> words = {"a condition", "a figure", "a day"};
        error(v, defect::malformed_rule,
              quoted(to_string(what->op)) + " gives " +
                  std::string(words[static_cast<std::size_t>(what.kind())]) + ", but here " +
                  std::string(words[static_cast<std::size_t>(wanted)]) + " is needed");
        return stand_in(wanted);
    }

    expression read_any(json_value const& v, expression_kind wanted) {
        if (v.type == json_type::number) // a plain number is a figure
            return expression({.op = expression_op::number, .value = whole_number(v, "number")});
        if (v.type != json_type::object) {
            error(v, defect::wrong_json_type,
                  "a node is an object or a whole number, not " + std::string(words_of(v.type)));
            return stand_in(wanted);
        }
        auto const* op = required(v, "op");
        if (!op || !expect(*op, json_type::text, "op")) return stand_in(wanted);
        auto const known = parse_expression_op(op->text);
        if (!known) {
            error(*op, defect::unknown_expression_op,
                  "there is no node " + quoted(op->text) + suggestion(op->text));
            return stand_in(wanted);
        }
        if (*known == expression_op::user) {
            error(*op, defect::program_predicate,
                  "'user' is a predicate of a program; a file cannot hold one");
            return stand_in(wanted);
        }
        return read_node(v, info_of(*known));
    }

    expression read_node(json_value const& v, expression_op_info const& info) {
        auto const all_before = found_.errors();
        expression_node node{.op = info.op};
        check_keys(v, info);
        auto const own_before = found_.errors();
        read_name(v, info, node);
        read_detail(v, info, node);
        bool const own_fine = found_.errors() == own_before;
        bool const has_operands = read_operands(v, info, node);
        expression what(std::move(node));
        // Operands that are wrong were replaced, so that only this node's own defects are left.
        if (own_fine && has_operands)
            for (auto const& p : partyorg::verify(what)) error(v, p.code, p.message);
        return found_.errors() == all_before ? what : stand_in(info.gives);
    }

    void check_keys(json_value const& v, expression_op_info const& info) {
        std::string_view const name = name_key(info), extra = key_of(detail_of(info.op));
        for (auto const& key : v.keys) {
            bool const fine = key.text == "op" || (!name.empty() && key.text == name) ||
                              (!extra.empty() && key.text == extra) ||
                              (info.is_measure && key.text == "label") ||
                              (info.most_args != 0 && key.text == "args");
            if (!fine)
                error(key, defect::unknown_json_key,
                      quoted(info.id) + " takes no " + quoted(key.text));
        }
    }

    void read_name(json_value const& v, expression_op_info const& info, expression_node& node) {
        auto const key = name_key(info);
        if (key.empty()) return;
        node.name = info.needs_name ? required_text(v, key) : text(v, key);
        auto const* name = v.find(key);
        if (!name || node.name.empty()) return;
        if (info.op == expression_op::parameter) return read_parameter(v, *name, node);
        if (!info.is_measure) return;
        check_measure(*name, type_read_by(info.op));
        if (v.find("label"))
            node.label = read_label(v, "label");
        else if (auto const built_in = find_built_in_measure(node.name))
            node.label = label(built_in->label);
        else if (auto const m = measures_.find(node.name); m != measures_.end())
            node.label = m->second.called;
    }

    void read_parameter(json_value const& v, json_value const& name, expression_node& node) {
        auto const p = std::find_if(parameters_->begin(), parameters_->end(),
                                    [&](auto const& one) { return one.name == node.name; });
        if (p == parameters_->end()) {
            std::string names;
            for (auto const& one : *parameters_)
                names += (names.empty() ? "; there are " : ", ") + one.name;
            error(name, defect::unknown_parameter,
                  "the rule has no parameter " + quoted(node.name) + names);
        } else {
            node.value = p->value;
        }
        if (auto const* initial = v.find("default")) node.value = whole_number(*initial, "default");
    }

    void read_detail(json_value const& v, expression_op_info const& info, expression_node& node) {
        auto const what = detail_of(info.op);
        auto const key = key_of(what);
        if (what == node_detail::nothing || what == node_detail::initial) return;
        if (what == node_detail::months || what == node_detail::among) {
            if (what == node_detail::months)
                node.months = choice(v, key, month_policy::same_day_or_last, policy_words);
            else
                node.value = choice(v, key, 0, among_words);
            return;
        }
        auto const* found = required(v, key);
        if (!found) return;
        if (what == node_detail::value)
            node.value = whole_number(*found, key);
        else if (what == node_detail::day)
            node.day = read_day(*found, key).value_or(date());
        else if (what == node_detail::compared)
            read_comparison(*found, node);
        else
            node.value = read_kinds(*found);
    }

    void read_comparison(json_value const& v, expression_node& node) {
        std::array<std::string_view, 6> words{};
        for (std::size_t i = 0; i < words.size(); ++i)
            words[i] = to_string(static_cast<comparison>(i));
        if (v.type == json_type::text)
            if (auto const sign = parse_comparison(v.text)) {
                node.compared = *sign;
                return;
            }
        (void)word(v, "is", words);
    }

    std::int64_t read_kinds(json_value const& v) {
        if (!expect(v, json_type::array, "kinds")) return 0;
        std::array<std::string_view, unit_kind_count> words{};
        for (std::size_t i = 0; i < words.size(); ++i) words[i] = to_string(all_unit_kinds[i]);
        unit_kinds kinds;
        for (auto const& item : v.items)
            if (auto const i = word(item, "kind", words)) kinds = kinds | all_unit_kinds[*i];
        return kinds.bits();
    }

    /// @return Whether there is a list of them, right or wrong, or none is needed.
    bool read_operands(json_value const& v, expression_op_info const& info, expression_node& node) {
        if (info.most_args == 0) return true;
        auto const* args = required(v, "args");
        if (!args || !expect(*args, json_type::array, "args")) return false;
        for (std::size_t i = 0; i < args->items.size(); ++i)
            node.args.push_back(read(args->items[i], info.takes[std::min<std::size_t>(i, 1)]));
        return true;
    }

    void check_measure(json_value const& name, std::optional<value_kind> read) {
        std::optional<value_kind> type;
        if (auto const built_in = find_built_in_measure(name.text)) {
            type = built_in->type;
        } else if (auto const m = measures_.find(name.text); m != measures_.end()) {
            type = m->second.type;
        } else if (!name.text.starts_with("consent.")) {
            error(name, defect::unknown_rule_measure,
                  "no measure " + quoted(name.text) +
                      " is known; declare it under 'measures' if it is one of your columns");
        }
        if (!fits(read, type))
            error(name, defect::measure_mismatch,
                  quoted(name.text) + " does not hold what this node reads");
    }

    /// Measures that the rules of the base read are known, with what they are called.
    void learn(expression const& e) {
        if (info_of(e->op).is_measure) measures_.try_emplace(e->name, known_measure{e->label, {}});
        for (auto const& arg : e->args) learn(arg);
    }

    /// "; did you mean 'cell'?", if another identifier is close.
    static std::string suggestion(std::string_view id) {
        for (auto const& info : expression_ops())
            if (info.id.starts_with(id) || id.starts_with(info.id))
                return "; did you mean " + quoted(info.id) + "?";
        return {};
    }

    static std::span<std::string_view const> severities() {
        static std::array const words = {to_string(rule_severity::advisory),
                                         to_string(rule_severity::warning),
                                         to_string(rule_severity::error)};
        return words;
    }
    static std::span<std::string_view const> confidences() {
        static std::array const words = {
            to_string(confidence::primary), to_string(confidence::secondary),
            to_string(confidence::lead), to_string(confidence::unverified),
            to_string(confidence::computed)};
        return words;
    }

    std::string const& file_;
    problems& found_;
    std::map<std::string, known_measure> measures_{};
    std::set<std::string> declared_{};
    std::set<std::string> unknown_periods_{};
    std::vector<rule_parameter> const* parameters_ = nullptr;

public:
    /// Rules whose days could not be read: nothing can be said about their versions.
    [[nodiscard]] bool periods_known(std::string const& id) const {
        return !unknown_periods_.contains(id);
    }
};

/// Versions of one rule that overlap or leave a gap, said at the version from the file.
void check_versions(std::string const& id, rule_book const& base,
                    std::vector<placed_rule const*> const& own, problems& found) {
    struct version {
        rule const* what;
        placed_rule const* from;
    };
    std::vector<version> all;
    for (auto const* r : base.versions_of(id)) all.push_back({r, nullptr});
    for (auto const* p : own) all.push_back({&p->what, p});
    std::stable_sort(all.begin(), all.end(), [](version const& a, version const& b) {
        return a.what->in_force.first() < b.what->in_force.first();
    });
    for (std::size_t i = 1; i < all.size(); ++i) {
        auto const* at = all[i].from ? all[i].from : all[i - 1].from;
        if (!at) continue;
        rule_book pair;
        pair.add(*all[i - 1].what);
        pair.add(*all[i].what);
        for (auto const& p : pair.verify())
            if (p.code == defect::overlapping_versions || p.code == defect::gap_between_versions)
                found.error(p.code, at->period_at, p.message);
    }
}

void apply(placed_override const& change, rule_book& rules, problems& found) {
    auto const tell = [&](invalid_input const& e, place const& at) {
        for (auto const& p : e.problems()) found.error(p.code, at, p.message);
    };
    if (rules.versions_of(change.rule_id).empty()) {
        found.error(defect::unknown_rule, change.at, "there is no rule " + quoted(change.rule_id));
        return;
    }
    if (change.state) rules.set_switch(change.rule_id, *change.state);
    for (auto const& p : change.parameters) {
        try {
            rules.set_parameter(change.rule_id, p.name, p.value);
        } catch (invalid_input const& e) {
            tell(e, p.at);
        }
    }
}

} // namespace

result<rule_book> parse_rules(named_text const& source, rule_book base) {
    problems found;
    auto const tree = parse_json(source, found);
    if (!tree) return found;
    reader file(source.name, base, found);
    file.run(*tree);
    std::map<std::string, std::vector<placed_rule const*>> by_id;
    for (auto const& r : file.rules)
        if (!r.what.id.empty()) by_id[r.what.id].push_back(&r);
    for (auto const& [id, own] : by_id)
        if (file.periods_known(id)) check_versions(id, base, own, found);
    for (auto const& r : file.rules) base.add(r.what);
    for (auto const& change : file.overrides) apply(change, base, found);
    if (found.has_errors()) return detail::by_line(found);
    return base;
}

result<rule_book> try_read_rules(std::string const& path, rule_book base) {
    auto const text = load_text(path);
    if (!text) return text.problems();
    return parse_rules(*text, std::move(base));
}

rule_book read_rules(std::string const& path, rule_book base) {
    return try_read_rules(path, std::move(base)).value();
}

} // namespace partyorg::io
