#include <partyorg/io/json_writer.hpp>
#include <partyorg/io/sarif.hpp>
#include <partyorg/rules/wording.hpp>
#include <partyorg/version.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string_view>

namespace partyorg::io {

namespace {

constexpr std::string_view schema_address =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr std::string_view fingerprint_name = "partyorgFinding/v1";

std::string version_text() {
    return std::to_string(PARTYORG_VERSION_MAJOR) + '.' + std::to_string(PARTYORG_VERSION_MINOR) +
           '.' + std::to_string(PARTYORG_VERSION_PATCH);
}

std::string_view level_of(rule_severity weight) {
    return weight == rule_severity::error     ? "error"
           : weight == rule_severity::warning ? "warning"
                                              : "note";
}

std::string_view kind_of(outcome o, bool near_miss) {
    if (near_miss) return "pass";
    switch (o) {
    case outcome::fail:
        return "fail";
    case outcome::review:
        return "review";
    case outcome::undecidable:
        return "open";
    case outcome::not_applicable:
        return "notApplicable";
    case outcome::pass:
        break;
    }
    return "pass";
}

/// A file name as a URI reference (RFC 3986): what is not plain is written as bytes in hex.
std::string uri_of(std::string_view file) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view plain = "-._~/!$&'()*+,;=@";
    std::string out = file.starts_with('/') ? "file://" : "";
    for (char const c : file) {
        bool const is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                              (c >= 'A' && c <= 'Z') || plain.find(c) != plain.npos;
        auto const byte = static_cast<unsigned char>(c);
        if (is_plain)
            out += c;
        else
            ((out += '%') += digits[byte >> 4]) += digits[byte & 15];
    }
    return out;
}

class writer {
public:
    writer(check_result const& found, language lang, baseline const* accepted)
        : found_(found),
          lang_(lang),
          accepted_(accepted) {
        if (accepted_) compared_ = compare(found_, *accepted_);
    }

    std::string run() {
        j_.begin_object();
        text("$schema", schema_address);
        text("version", "2.1.0");
        j_.key("runs").begin_array().begin_object();
        put_tool();
        put_invocation();
        put_results();
        j_.key("properties").begin_object(json_layout::flat);
        text("asOf", to_iso(found_.asked().effective()));
        text("knownOn", to_iso(found_.asked().known()));
        j_.key("units").number(found_.units().size()).end_object();
        j_.end_object().end_array().end_object();
        return out_ + '\n';
    }

private:
    void text(std::string_view key, std::string_view value) { j_.key(key).string(value); }
    void message(std::string_view key, std::string_view value) {
        j_.key(key).begin_object(json_layout::flat);
        text("text", value);
        j_.end_object();
    }

    void put_tool() {
        j_.key("tool").begin_object().key("driver").begin_object();
        text("name", "partyorg");
        text("version", version_text());
        text("semanticVersion", version_text());
        text("language", lang_ == language::vi ? "vi" : "en");
        j_.key("rules").begin_array();
        for (auto const& s : found_.by_rule()) {
            index_.emplace(s.version().id, index_.size());
            put_rule(s);
        }
        j_.end_array().end_object().end_object();
    }
    void put_rule(rule_summary const& s) {
        auto const& law = s.version();
        auto const sentence = partyorg::describe(law).in(lang_);
        j_.begin_object();
        text("id", law.id);
        message("shortDescription", law.title.in(lang_).empty() ? sentence : law.title.in(lang_));
        message("fullDescription", sentence);
        message("help", to_string(law.source));
        j_.key("defaultConfiguration").begin_object(json_layout::flat);
        text("level", level_of(law.weight()));
        j_.end_object().key("properties").begin_object();
        text("source", to_string(law.source));
        text("inForce", to_string(law.in_force));
        text("confidence", to_string(law.source.confidence));
        j_.key("counts").begin_object(json_layout::flat);
        for (auto const o : {outcome::pass, outcome::fail, outcome::review, outcome::undecidable,
                             outcome::not_applicable})
            j_.key(to_string(o)).number(s.counts[o]);
        j_.end_object().end_object().end_object();
    }

    void put_invocation() {
        j_.key("invocations").begin_array().begin_object();
        j_.key("executionSuccessful").boolean(true);
        if (!found_.notes().empty()) {
            j_.key("toolExecutionNotifications").begin_array();
            for (auto const& note : found_.notes()) {
                j_.begin_object(json_layout::flat);
                text("level", "warning");
                message("message", to_string(note));
                j_.end_object();
            }
            j_.end_array();
        }
        j_.end_object().end_array();
    }

    void put_results() {
        j_.key("results").begin_array();
        for (std::size_t i = 0; i < found_.size(); ++i) put_finding(i);
        if (compared_)
            for (auto const& e : compared_->gone) put_absent(e);
        j_.end_array();
    }

    void put_rule_id(std::string const& id) {
        text("ruleId", id);
        if (auto const at = index_.find(id); at != index_.end())
            j_.key("ruleIndex").number(at->second);
    }
    void put_fingerprint(std::uint64_t fingerprint) {
        j_.key("partialFingerprints").begin_object(json_layout::flat);
        text(fingerprint_name, to_hex(fingerprint));
        j_.end_object();
    }

    void put_finding(std::size_t i) {
        auto const f = found_[i];
        auto const kind = kind_of(f.outcome, f.near_miss);
        j_.begin_object();
        put_rule_id(f.rule_id);
        text("kind", kind);
        text("level", kind == "fail" ? level_of(f.severity) : "none");
        message("message", message_of(f));
        if (f.unit) put_location(f);
        put_fingerprint(f.fingerprint);
        if (compared_) put_state(f, compared_->status[i]);
        put_facts(f);
        j_.end_object();
    }

    std::string message_of(finding const& f) const {
        auto what = partyorg::describe(f).in(lang_);
        if (!f.unit) return what;
        std::string who(found_.units().name(*f.unit));
        return (who.empty() ? f.code : who + " (" + f.code + ")") + ": " + what;
    }

    void put_location(finding const& f) {
        j_.key("locations").begin_array().begin_object();
        // Standard input is no file that could be opened.
        if (!f.where.file.empty() && f.where.file != "-") {
            j_.key("physicalLocation").begin_object().key("artifactLocation");
            j_.begin_object(json_layout::flat);
            text("uri", uri_of(f.where.file));
            j_.end_object();
            if (f.where.line != 0) {
                j_.key("region").begin_object(json_layout::flat);
                j_.key("startLine").number(f.where.line).end_object();
            }
            j_.end_object();
        }
        j_.key("logicalLocations").begin_array().begin_object(json_layout::flat);
        text("name", f.code);
        text("fullyQualifiedName", path_of(*f.unit));
        text("kind", to_string(found_.units().kind(*f.unit)));
        j_.end_object().end_array().end_object().end_array();
    }
    /// "PT/PT-16".
    std::string path_of(slot unit) const {
        std::string path(found_.units().code(unit));
        for (auto at = found_.units().parent(unit); at; at = found_.units().parent(*at))
            path = std::string(found_.units().code(*at)) + '/' + path;
        return path;
    }

    void put_state(finding const& f, finding_status status) {
        if (status == finding_status::passing) return;
        text("baselineState", status == finding_status::fresh ? "new" : "unchanged");
        if (status != finding_status::suppressed) return;
        auto const& granted = *accepted_->find(f)->granted;
        j_.key("suppressions").begin_array().begin_object(json_layout::flat);
        text("kind", "external");
        text("status", "accepted");
        text("justification",
             granted.reason + " (" + granted.role + ", " +
                 (lang_ == language::vi ? "đến ngày " + to_vietnamese(granted.until)
                                        : "until " + to_iso(granted.until)) +
                 ")");
        j_.end_object().end_array();
    }

    void put_facts(finding const& f) {
        j_.key("properties").begin_object(json_layout::flat);
        text("outcome", to_string(f.outcome));
        if (!f.measure.empty()) text("measure", f.measure);
        if (f.observed) text("observed", to_string(f.observed));
        if (f.expected) {
            text("compared", to_string(f.compared));
            text("expected", to_string(f.expected));
        }
        if (!f.missing.empty()) {
            j_.key("missing").begin_array();
            for (auto const& id : f.missing) j_.string(id);
            j_.end_array();
        }
        j_.end_object();
    }

    void put_absent(baseline_entry const& e) {
        j_.begin_object();
        put_rule_id(e.rule_id);
        text("kind", "pass");
        text("level", "none");
        message("message",
                (e.code.empty() ? e.rule_id : e.code) +
                    (lang_ == language::vi ? ": không còn nữa" : ": not there any more"));
        put_fingerprint(e.fingerprint());
        text("baselineState", "absent");
        j_.end_object();
    }

    check_result const& found_;
    language lang_;
    baseline const* accepted_;
    std::optional<baseline_comparison> compared_{};
    std::map<std::string, std::size_t> index_{};
    std::string out_{};
    json_writer j_{out_, json_style::indented};
};

} // namespace

std::string write_sarif(check_result const& found, language lang, baseline const* accepted) {
    return writer(found, lang, accepted).run();
}

} // namespace partyorg::io
