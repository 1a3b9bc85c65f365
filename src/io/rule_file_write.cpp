#include "io/rule_words.hpp"

#include <partyorg/io/json_writer.hpp>
#include <partyorg/io/rule_file.hpp>
#include <partyorg/measures/built_in.hpp>

#include <algorithm>
#include <initializer_list>
#include <span>
#include <utility>
#include <vector>

namespace partyorg::io {

namespace {

using namespace partyorg::detail;

bool is_empty(label const& text) {
    return text.vi.empty() && text.en.empty();
}

/// A measure of the rules that is not the library's.
struct own_measure {
    std::string id{};
    label called{};
    std::optional<value_kind> type{};
    bool contradicted = false; ///< read as two types: the file tells none
};

void collect(expression const& e, std::vector<own_measure>& found) {
    if (info_of(e->op).is_measure && !find_built_in_measure(e->name)) {
        auto const read = type_read_by(e->op);
        auto const known = std::find_if(found.begin(), found.end(),
                                        [&](auto const& m) { return m.id == e->name; });
        if (known == found.end())
            found.push_back({e->name, e->label, read});
        else if (!known->type)
            known->type = read;
        else if (read && *read != *known->type)
            known->contradicted = true;
    }
    for (auto const& arg : e->args) collect(arg, found);
}

std::vector<own_measure> own_measures(rule_book const& rules) {
    std::vector<own_measure> found;
    for (auto const& r : rules.versions()) {
        collect(r.scope, found);
        collect(r.condition, found);
        if (r.exemption) collect(*r.exemption, found);
        bool const declared =
            r.consent.empty() || r.consent.starts_with("consent.") ||
            find_built_in_measure(r.consent) ||
            std::any_of(found.begin(), found.end(), [&](auto& m) { return m.id == r.consent; });
        if (!declared) found.push_back({r.consent, {}, value_kind::count});
    }
    std::sort(found.begin(), found.end(), [](auto const& a, auto const& b) { return a.id < b.id; });
    return found;
}

/// How many levels of nodes there are.
std::size_t height(expression const& e) {
    std::size_t most = 0;
    for (auto const& arg : e->args) most = std::max(most, height(arg));
    return most + 1;
}

class writer {
public:
    explicit writer(rule_book const& rules) : rules_(rules), measures_(own_measures(rules)) {}

    std::string run() {
        json_.begin_object().key("partyorg_rules").number(rule_file_version);
        if (!measures_.empty()) write_measures();
        json_.key("rules").begin_array();
        for (auto const& r : rules_.versions()) write(r);
        json_.end_array().end_object();
        return text_ + '\n';
    }

private:
    void write_measures() {
        json_.key("measures").begin_array();
        for (auto const& m : measures_) {
            json_.begin_object(json_layout::flat).key("id").string(m.id);
            write_label("label", m.called);
            if (m.type && !m.contradicted)
                json_.key("type").string(*m.type == value_kind::day     ? "day"
                                         : *m.type == value_kind::share ? "coverage"
                                                                        : "count");
            json_.end_object();
        }
        json_.end_array();
    }

    void write_label(std::string_view key, label const& text) {
        if (is_empty(text)) return;
        json_.key(key).begin_object(json_layout::flat);
        if (!text.vi.empty()) json_.key("vi").string(text.vi);
        if (!text.en.empty()) json_.key("en").string(text.en);
        json_.end_object();
    }
    void write_text(std::string_view key, std::string_view text) {
        if (!text.empty()) json_.key(key).string(text);
    }

    void write(rule const& r) {
        json_.begin_object().key("id").string(r.id);
        write_label("title", r.title);
        write_source(r.source);
        json_.key("in_force").begin_object(json_layout::flat);
        json_.key("first").string(to_iso(r.in_force.first()));
        if (auto const last = r.in_force.last()) json_.key("last").string(to_iso(*last));
        json_.end_object();
        json_.key("severity").string(to_string(r.severity));
        if (!r.parameters.empty()) {
            json_.key("parameters").begin_object(json_layout::flat);
            for (auto const& p : r.parameters) json_.key(p.name).number(p.value);
            json_.end_object();
        }
        write("scope", r, r.scope);
        write("condition", r, r.condition);
        if (r.exemption) write("exemption", r, *r.exemption);
        write_text("consent", r.consent);
        if (r.breach == outcome::review) json_.key("breach").string(breach_words[1]);
        if (r.on_empty == empty_selection::allowed) json_.key("on_empty").string(empty_words[1]);
        if (r.state != rule_switch::by_confidence)
            json_.key("switch").string(switch_words[static_cast<std::size_t>(r.state)]);
        write_label("note", r.note);
        json_.end_object();
    }

    void write_source(citation const& source) {
        json_.key("source").begin_object(json_layout::flat).key("number").string(source.number);
        write_text("issuer", source.issuer);
        if (source.signed_on) json_.key("signed_on").string(to_iso(*source.signed_on));
        write_text("article", source.article);
        json_.key("confidence").string(to_string(source.confidence)).end_object();
    }

    void write(std::string_view key, rule const& of, expression const& e) {
        json_.key(key);
        write(of, e);
    }

    // A node with its leaves fits on a line; what holds more is broken.
    void write(rule const& of, expression const& e) {
        auto const& node = e.node();
        if (node.op == expression_op::number) {
            json_.number(node.value);
            return;
        }
        auto const& info = info_of(node.op);
        json_.begin_object(height(e) <= 2 ? json_layout::flat : json_layout::broken);
        json_.key("op").string(info.id);
        auto const name = name_key(info);
        if (!name.empty() && (info.needs_name || !node.name.empty()))
            json_.key(name).string(node.name);
        if (info.is_measure && node.label != known_label(node.name)) write_any_label(node.label);
        write_detail(of, node);
        if (info.most_args != 0) {
            json_.key("args").begin_array(height(e) <= 2 ? json_layout::flat : json_layout::broken);
            for (auto const& arg : node.args) write(of, arg);
            json_.end_array();
        }
        json_.end_object();
    }

    label known_label(std::string const& measure) const {
        if (auto const built_in = find_built_in_measure(measure)) return label(built_in->label);
        for (auto const& m : measures_)
            if (m.id == measure) return m.called;
        return {};
    }
    // An empty label is written too where another one would be assumed.
    void write_any_label(label const& text) {
        json_.key("label").begin_object(json_layout::flat);
        json_.key("vi").string(text.vi).key("en").string(text.en).end_object();
    }

    void write_detail(rule const& of, expression_node const& node) {
        auto const what = detail_of(node.op);
        auto const key = key_of(what);
        switch (what) {
        case node_detail::nothing:
        case node_detail::value:
            return;
        case node_detail::initial:
            if (of.parameter_value(node.name) != node.value) json_.key(key).number(node.value);
            return;
        case node_detail::kinds:
            json_.key(key).begin_array(json_layout::flat);
            for (auto const kind : all_unit_kinds)
                if (unit_kinds(static_cast<std::uint32_t>(node.value)).contains(kind))
                    json_.string(to_string(kind));
            json_.end_array();
            return;
        case node_detail::among:
            json_.key(key).string(among_words[node.value == 0 ? 0 : 1]);
            return;
        case node_detail::day:
            json_.key(key).string(to_iso(node.day));
            return;
        case node_detail::compared:
            json_.key(key).string(to_string(node.compared));
            return;
        case node_detail::months:
            json_.key(key).string(policy_words[static_cast<std::size_t>(node.months)]);
            return;
        }
    }

    rule_book const& rules_;
    std::vector<own_measure> measures_;
    std::string text_{};
    json_writer json_{text_, json_style::indented};
};

bool calls_program(expression const& e) {
    return e->op == expression_op::user ||
           std::any_of(e->args.begin(), e->args.end(), calls_program);
}

// ---- Schema ------------------------------------------------------------------------------------

/// Writes the schema; what nodes there are and what they take comes from `expression_ops`.
class schema {
public:
    std::string run() {
        j_.begin_object();
        text("$schema", "http://json-schema.org/draft-07/schema#");
        text("title", "Rule file of partyorg");
        text("description",
             "Rules about a party organisation: who is concerned, what is asked, by which article, "
             "on which days. Adds rules and versions, and overrides parameters and switches.");
        text("type", "object");
        required({"partyorg_rules"});
        closed();
        j_.key("properties").begin_object();
        any_text("$schema");
        j_.key("partyorg_rules").begin_object(flat).key("const").number(rule_file_version);
        text("description", "version of the format").end_object();
        list_of("measures", "measure");
        list_of("override", "override");
        list_of("rules", "rule");
        j_.end_object();
        j_.key("definitions").begin_object();
        measure();
        override_entry();
        rule_entry();
        source();
        period_entry();
        small();
        for (auto const kind :
             {expression_kind::condition, expression_kind::figure, expression_kind::day})
            nodes(kind);
        j_.end_object().end_object();
        return out_ + '\n';
    }

private:
    static constexpr auto flat = json_layout::flat;
    static constexpr std::string_view name_of(expression_kind kind) {
        return kind == expression_kind::condition ? "condition"
               : kind == expression_kind::figure  ? "figure"
                                                  : "day_figure";
    }

    json_writer& text(std::string_view key, std::string_view value) {
        return j_.key(key).string(value);
    }
    void closed() { j_.key("additionalProperties").boolean(false); }
    void required(std::initializer_list<std::string_view> keys) {
        j_.key("required").begin_array(flat);
        for (auto const key : keys) j_.string(key);
        j_.end_array();
    }
    void ref(std::string_view key, std::string_view to) {
        j_.key(key).begin_object(flat);
        text("$ref", "#/definitions/" + std::string(to)).end_object();
    }
    void list_of(std::string_view key, std::string_view what) {
        j_.key(key).begin_object(flat);
        text("type", "array");
        ref("items", what);
        j_.end_object();
    }
    void any_text(std::string_view key) {
        j_.key(key).begin_object(flat);
        text("type", "string").end_object();
    }
    void some_text(std::string_view key) {
        j_.key(key).begin_object(flat);
        text("type", "string").key("minLength").number(1).end_object();
    }
    void words(std::string_view key, std::span<std::string_view const> all) {
        j_.key(key).begin_object(flat).key("enum").begin_array();
        for (auto const word : all) j_.string(word);
        j_.end_array().end_object();
    }
    template <class Enum>
    void words_of(std::string_view key, std::initializer_list<Enum> all) {
        std::vector<std::string_view> ids;
        for (auto const one : all) ids.push_back(to_string(one));
        words(key, ids);
    }
    void begin(std::string_view name) {
        j_.key(name).begin_object();
        text("type", "object");
        closed();
    }
    void begin_properties() { j_.key("properties").begin_object(); }
    void end() { j_.end_object().end_object(); }

    void measure() {
        begin("measure");
        text("description", "a column of yours that rules read");
        required({"id"});
        begin_properties();
        some_text("id");
        ref("label", "label");
        words("type", type_words);
        end();
    }
    void override_entry() {
        begin("override");
        text("description", "other thresholds or another switch, in every version of a rule");
        required({"rule"});
        j_.key("anyOf").begin_array(flat);
        j_.begin_object();
        required({"parameters"});
        j_.end_object().begin_object();
        required({"switch"});
        j_.end_object().end_array();
        begin_properties();
        some_text("rule");
        ref("parameters", "parameters");
        words("switch", switch_words);
        end();
    }
    void rule_entry() {
        begin("rule");
        text("description", "a rule, or one version of it");
        required({"id", "source", "in_force", "condition"});
        begin_properties();
        some_text("id");
        ref("title", "label");
        ref("source", "source");
        ref("in_force", "period");
        words_of("severity",
                 {rule_severity::advisory, rule_severity::warning, rule_severity::error});
        ref("parameters", "parameters");
        ref("scope", "condition");
        ref("condition", "condition");
        ref("exemption", "condition");
        any_text("consent");
        words("breach", breach_words);
        words("on_empty", empty_words);
        words("switch", switch_words);
        ref("note", "label");
        end();
    }
    void source() {
        begin("source");
        text("description", "the instrument: numbers are re-used, so issuer and day belong to it");
        required({"number"});
        begin_properties();
        some_text("number");
        any_text("issuer");
        ref("signed_on", "day");
        any_text("article");
        words_of("confidence", {confidence::primary, confidence::secondary, confidence::lead,
                                confidence::unverified, confidence::computed});
        end();
    }
    void period_entry() {
        begin("period");
        text("description", "first and last day, both included; without a last day it is open");
        required({"first"});
        begin_properties();
        ref("first", "day");
        ref("last", "day");
        end();
    }
    void small() {
        begin("label");
        begin_properties();
        any_text("vi");
        any_text("en");
        end();
        j_.key("day").begin_object(flat);
        text("type", "string");
        text("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$").end_object();
        j_.key("parameters").begin_object(flat);
        text("type", "object").key("additionalProperties").begin_object();
        text("type", "integer").end_object().end_object();
        std::vector<std::string_view> kinds;
        kinds.reserve(std::size(all_unit_kinds));
        for (auto const kind : all_unit_kinds) kinds.push_back(to_string(kind));
        words("unit_kind", kinds);
        std::vector<std::string_view> signs;
        signs.reserve(12);
        for (std::size_t i = 0; i < 6; ++i) signs.push_back(to_string(static_cast<comparison>(i)));
        for (std::size_t i = 0; i < 6; ++i) signs.push_back(sign_of(static_cast<comparison>(i)));
        words("comparison", signs);
    }

    /// One alternative per node that gives `kind`.
    void nodes(expression_kind kind) {
        j_.key(name_of(kind)).begin_object().key("oneOf").begin_array();
        if (kind == expression_kind::figure) {
            j_.begin_object(flat);
            text("type", "integer").end_object();
        }
        for (auto const& info : expression_ops())
            if (info.gives == kind && info.op != expression_op::user) node(info);
        j_.end_array().end_object();
    }

    void node(expression_op_info const& info) {
        auto const name = name_key(info);
        auto const what = detail_of(info.op);
        auto const extra = key_of(what);
        bool const optional = what == node_detail::nothing || what == node_detail::initial ||
                              what == node_detail::months || what == node_detail::among;
        j_.begin_object();
        text("type", "object");
        closed();
        j_.key("required").begin_array(flat).string("op");
        if (info.needs_name) j_.string(name);
        if (!optional) j_.string(extra);
        if (info.most_args != 0) j_.string("args");
        j_.end_array();
        begin_properties();
        j_.key("op").begin_object(flat);
        text("const", info.id).end_object();
        if (!name.empty()) info.needs_name ? some_text(name) : any_text(name);
        if (info.is_measure) ref("label", "label");
        detail(what);
        if (info.most_args != 0) operands(info);
        end();
    }

    void detail(node_detail what) {
        auto const key = key_of(what);
        switch (what) {
        case node_detail::nothing:
            return;
        case node_detail::value:
        case node_detail::initial:
            j_.key(key).begin_object(flat);
            text("type", "integer").end_object();
            return;
        case node_detail::kinds:
            j_.key(key).begin_object(flat);
            text("type", "array").key("minItems").number(1);
            ref("items", "unit_kind");
            j_.end_object();
            return;
        case node_detail::among:
            return words(key, among_words);
        case node_detail::day:
            return ref(key, "day");
        case node_detail::compared:
            return ref(key, "comparison");
        case node_detail::months:
            return words(key, policy_words);
        }
    }

    void operands(expression_op_info const& info) {
        j_.key("args").begin_object(flat);
        text("type", "array").key("minItems").number(info.least_args);
        if (info.most_args != any_number) j_.key("maxItems").number(info.most_args);
        auto const one = [&](expression_kind kind) {
            j_.begin_object();
            text("$ref", "#/definitions/" + std::string(name_of(kind))).end_object();
        };
        j_.key("items");
        if (info.takes[0] == info.takes[1]) {
            one(info.takes[0]);
        } else { // the first operand is another than the rest
            j_.begin_array();
            one(info.takes[0]);
            one(info.takes[1]);
            j_.end_array().key("additionalItems");
            one(info.takes[1]);
        }
        j_.end_object();
    }

    std::string out_{};
    json_writer j_{out_, json_style::indented};
};

} // namespace

std::string write_rules(rule_book const& rules) {
    problems found;
    for (auto const& r : rules.versions())
        if (calls_program(r.scope) || calls_program(r.condition) ||
            (r.exemption && calls_program(*r.exemption)))
            found.error(defect::program_predicate, {},
                        "rule '" + r.id +
                            "' calls a predicate of a program; a file cannot hold it");
    // A program's predicate is well-formed, so that no rule is named twice.
    found.append(rules.verify());
    if (found.has_errors()) throw invalid_input(std::move(found));
    return writer(rules).run();
}

std::string rule_file_schema() {
    return schema().run();
}

} // namespace partyorg::io
