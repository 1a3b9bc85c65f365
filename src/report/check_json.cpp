#include "report/check_groups.hpp"

#include <partyorg/io/json_writer.hpp>
#include <partyorg/rules/wording.hpp>

namespace partyorg::report {

namespace {

using io::json_layout;

class writer {
public:
    writer(check_result const& found, language lang, check_context const& more)
        : found_(found),
          lang_(lang),
          more_(more) {}

    std::string run() {
        j_.begin_object();
        if (!more_.title.empty()) text("title", more_.title);
        if (!more_.source.empty()) text("source", more_.source);
        text("as_of", to_iso(found_.asked().effective()));
        text("known_on", to_iso(found_.asked().known()));
        j_.key("units").number(found_.units().size());
        j_.key("summary");
        put(found_.total());
        put_rules();
        put_findings();
        put_skipped();
        put_notes();
        if (more_.against) put_baseline(*more_.against);
        j_.end_object();
        return out_ + '\n';
    }

private:
    void text(std::string_view key, std::string_view value) { j_.key(key).string(value); }

    void put(outcome_counts const& counts) {
        j_.begin_object(json_layout::flat);
        for (auto const o : {outcome::pass, outcome::fail, outcome::review, outcome::undecidable,
                             outcome::not_applicable})
            j_.key(to_string(o)).number(counts[o]);
        j_.end_object();
    }

    void put_rules() {
        j_.key("rules").begin_array();
        for (auto const& g : grouped(found_)) {
            auto const& law = g.law();
            j_.begin_object();
            text("id", law.id);
            text("title", title_of(law, lang_));
            text("sentence", partyorg::describe(law).in(lang_));
            text("source", source_of(law));
            text("confidence", to_string(law.source.confidence));
            text("in_force", to_string(law.in_force));
            text("severity", to_string(law.weight()));
            j_.key("counts");
            put(g.summary.counts);
            j_.key("near_misses").number(g.summary.near_misses);
            j_.key("concerns_nobody").boolean(g.summary.concerns_nobody);
            j_.key("missing").begin_array();
            for (auto const& m : g.missing) {
                j_.begin_object(json_layout::flat).key("inputs");
                put(m.inputs);
                j_.key("units").number(m.units).end_object();
            }
            j_.end_array().end_object();
        }
        j_.end_array();
    }

    void put(std::vector<std::string> const& texts) {
        j_.begin_array(json_layout::flat);
        for (auto const& one : texts) j_.string(one);
        j_.end_array();
    }

    void put_value(std::string_view key, fact_value const& value) {
        j_.key(key);
        if (!value)
            j_.null();
        else if (value.what() == fact_value::type::number)
            j_.number(value.number());
        else
            j_.string(to_string(value));
    }

    void put_findings() {
        j_.key("findings").begin_array();
        for (std::size_t i = 0; i < found_.size(); ++i) put_finding(i);
        j_.end_array();
    }
    void put_finding(std::size_t i) {
        auto const f = found_[i];
        j_.begin_object();
        text("rule", f.rule_id);
        text("outcome", to_string(f.outcome));
        text("severity", to_string(f.severity));
        if (f.near_miss) j_.key("near_miss").boolean(true);
        j_.key("unit");
        if (f.unit)
            j_.string(f.code);
        else
            j_.null();
        if (f.unit) text("name", found_.units().name(*f.unit));
        text("message", partyorg::describe(f).in(lang_));
        if (!f.measure.empty()) text("measure", f.measure);
        if (f.observed || f.expected) {
            put_value("observed", f.observed);
            text("compared", to_string(f.compared));
            put_value("expected", f.expected);
        }
        if (!f.missing.empty()) {
            j_.key("missing");
            put(f.missing);
        }
        if (f.where.known()) {
            text("file", f.where.file);
            j_.key("line").number(f.where.line);
        }
        text("fingerprint", to_hex(f.fingerprint));
        if (auto const s = status_of(more_, i)) text("status", to_string(*s));
        j_.end_object();
    }

    void put_skipped() {
        j_.key("skipped").begin_array();
        for (auto const& s : found_.skipped()) {
            j_.begin_object(json_layout::flat);
            text("id", s.id);
            text("title", s.title.in(lang_));
            text("why", to_string(s.why));
            j_.end_object();
        }
        j_.end_array();
    }

    void put_notes() {
        j_.key("notes").begin_array();
        for (auto const& note : found_.notes()) j_.string(to_string(note));
        j_.end_array();
    }

    void put_entries(std::string_view key, std::vector<baseline_entry> const& entries) {
        j_.key(key).begin_array();
        for (auto const& e : entries) {
            j_.begin_object(json_layout::flat);
            text("rule", e.rule_id);
            text("unit", e.code);
            text("measure", e.measure);
            text("outcome", to_string(e.outcome));
            if (e.granted) {
                text("until", to_iso(e.granted->until));
                text("granted_by", e.granted->role);
                text("reason", e.granted->reason);
            }
            text("fingerprint", to_hex(e.fingerprint()));
            j_.end_object();
        }
        j_.end_array();
    }

    void put_baseline(baseline_comparison const& b) {
        j_.key("baseline").begin_object();
        j_.key("accepted").number(b.accepted).key("known").number(b.known);
        j_.key("suppressed").number(b.suppressed).key("new").number(b.fresh);
        j_.key("new_errors").number(b.fresh_errors).key("trend").number(b.trend());
        put_entries("gone", b.gone);
        put_entries("lapsed", b.lapsed);
        j_.end_object();
    }

    check_result const& found_;
    language lang_;
    check_context const& more_;
    std::string out_{};
    io::json_writer j_{out_, io::json_style::indented};
};

} // namespace

std::string check_json(check_result const& found, language lang, check_context const& more) {
    return writer(found, lang, more).run();
}

} // namespace partyorg::report
