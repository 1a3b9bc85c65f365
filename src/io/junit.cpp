#include "io/utf8.hpp"

#include <partyorg/io/junit.hpp>
#include <partyorg/rules/wording.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace partyorg::io {

namespace {

/// A text inside XML 1.0. What may not stand there (control characters, broken UTF-8) becomes
/// U+FFFD; line breaks keep their form inside attributes.
std::string escaped(std::string_view text) {
    std::string out;
    auto const* bytes = reinterpret_cast<unsigned char const*>(text.data());
    for (std::size_t i = 0; i < text.size();) {
        auto const length = partyorg::detail::utf8_sequence_length(bytes + i, text.size() - i);
        auto const piece = text.substr(i, length);
        auto const c = text[i];
        bool const control = bytes[i] < 0x20 && c != '\n' && c != '\t' && c != '\r';
        if (length == 0 || control || piece == "\uFFFE" || piece == "\uFFFF")
            out += "\uFFFD";
        else if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (bytes[i] < 0x20) // a line break or a tab
            out += "&#" + std::to_string(static_cast<int>(c)) + ';';
        else
            out += piece;
        i += length == 0 ? 1 : length;
    }
    return out;
}

enum class ending : std::uint8_t { passed, failed, skipped };

struct test_case {
    std::string name{};
    ending end = ending::passed;
    std::string message{};
    std::string text{}; ///< longer text of a failure, or of what is printed
    place where{};
};

class writer {
public:
    writer(check_result const& found, language lang, baseline const* accepted)
        : found_(found),
          lang_(lang) {
        if (accepted) compared_ = compare(found_, *accepted);
    }

    std::string run() {
        std::size_t at = 0;
        for (auto const& s : found_.by_rule()) put_suite(s, cases_of(s, at));
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"partyorg\"" +
               counts(total_) + ">\n" + out_ + "</testsuites>\n";
    }

private:
    struct tally {
        std::size_t tests = 0, failures = 0, skipped = 0;
    };

    std::string in(char const* vi, char const* en) const { return lang_ == language::vi ? vi : en; }

    /// The cases of one rule; `at` goes behind its findings.
    std::vector<test_case> cases_of(rule_summary const& s, std::size_t& at) {
        std::vector<test_case> cases;
        if (auto const passes = s.counts[outcome::pass]; passes != 0)
            cases.push_back(
                {.name = std::to_string(passes) +
                         in(" tổ chức đạt", passes == 1 ? " unit passes" : " units pass")});
        std::vector<std::pair<std::string, std::uint64_t>> missing;
        for (; at < found_.size(); ++at) {
            auto const f = found_[at];
            if (f.rule_id != s.version().id) break;
            if (f.near_miss) continue; // among those that pass
            if (f.outcome == outcome::undecidable)
                count(missing, partyorg::describe(f).in(lang_));
            else
                cases.push_back(case_of(f, at));
        }
        for (auto const& [what, units] : missing)
            cases.push_back({.name = std::to_string(units) +
                                     in(" tổ chức chưa kết luận được",
                                        units == 1 ? " unit undecidable" : " units undecidable") +
                                     " – " + what,
                             .end = ending::skipped,
                             .message = what});
        if (cases.empty())
            cases.push_back(
                {.name = in("không áp dụng", "not applicable"),
                 .end = ending::skipped,
                 .message = in("không có tổ chức nào thuộc phạm vi", "the rule concerns no unit")});
        return cases;
    }
    static void count(std::vector<std::pair<std::string, std::uint64_t>>& in,
                      std::string const& what) {
        auto const known =
            std::find_if(in.begin(), in.end(), [&](auto const& m) { return m.first == what; });
        if (known != in.end())
            ++known->second;
        else
            in.emplace_back(what, 1);
    }

    test_case case_of(finding const& f, std::size_t i) const {
        auto const what = partyorg::describe(f).in(lang_);
        test_case out{
            .name = in("không tổ chức nào", "no unit"), .message = what, .where = f.where};
        if (f.unit) {
            out.name = f.code;
            if (auto const name = found_.units().name(*f.unit); !name.empty())
                (out.name += " – ") += name;
        }
        auto const status = compared_ ? compared_->status[i] : finding_status::fresh;
        if (status == finding_status::known || status == finding_status::suppressed) {
            out.end = ending::skipped;
            out.message = in("đã chấp nhận: ", "accepted: ") + what;
        } else if (f.outcome == outcome::review) {
            out.end = ending::skipped;
            out.message = in("cần xem xét: ", "for review: ") + what;
        } else if (f.severity == rule_severity::error) {
            out.end = ending::failed;
            out.text = full_text(f, what);
        } else {
            out.text = full_text(f, what);
        }
        return out;
    }
    std::string full_text(finding const& f, std::string const& what) const {
        auto const& law = f.version();
        return what + '\n' + partyorg::describe(law).in(lang_) + '\n' + to_string(law.source) +
               (f.where.known() ? '\n' + to_string(f.where) : std::string()) + '\n';
    }

    static std::string attribute(std::string_view name, std::string_view value) {
        return ' ' + std::string(name) + "=\"" + escaped(value) + '"';
    }
    static std::string counts(tally const& t) {
        return attribute("tests", std::to_string(t.tests)) +
               attribute("failures", std::to_string(t.failures)) + attribute("errors", "0") +
               attribute("skipped", std::to_string(t.skipped));
    }

    void put_suite(rule_summary const& s, std::vector<test_case> const& cases) {
        tally here{.tests = cases.size()};
        for (auto const& c : cases) {
            here.failures += c.end == ending::failed;
            here.skipped += c.end == ending::skipped;
        }
        total_.tests += here.tests;
        total_.failures += here.failures;
        total_.skipped += here.skipped;
        out_ += "  <testsuite" + attribute("name", s.version().id) + counts(here) + ">\n";
        for (auto const& c : cases) put_case(s.version(), c);
        out_ += "  </testsuite>\n";
    }

    void put_case(rule const& law, test_case const& c) {
        out_ += "    <testcase" + attribute("classname", law.id) + attribute("name", c.name);
        if (!c.where.file.empty()) out_ += attribute("file", c.where.file);
        if (c.where.line != 0) out_ += attribute("line", std::to_string(c.where.line));
        switch (c.end) {
        case ending::passed:
            out_ += c.text.empty() ? "/>\n"
                                   : ">\n      <system-out>" + escaped_body(c.text) +
                                         "</system-out>\n    </testcase>\n";
            return;
        case ending::failed:
            out_ += ">\n      <failure" + attribute("type", to_string(law.weight())) +
                    attribute("message", c.message) + '>' + escaped_body(c.text) +
                    "</failure>\n    </testcase>\n";
            return;
        case ending::skipped:
            out_ += ">\n      <skipped" + attribute("message", c.message) + "/>\n    </testcase>\n";
            return;
        }
    }
    /// Between tags a line break stays one.
    static std::string escaped_body(std::string_view text) {
        std::string out;
        while (true) {
            auto const end = text.find('\n');
            out += escaped(text.substr(0, end));
            if (end == text.npos) return out;
            out += '\n';
            text.remove_prefix(end + 1);
        }
    }

    check_result const& found_;
    language lang_;
    std::optional<baseline_comparison> compared_{};
    std::string out_{};
    tally total_{};
};

} // namespace

std::string write_junit(check_result const& found, language lang, baseline const* accepted) {
    return writer(found, lang, accepted).run();
}

} // namespace partyorg::io
