#include "report/check_groups.hpp"
#include "report/markdown.hpp"
#include "report/problem_words.hpp"
#include "report/words_check.hpp"

#include <partyorg/io/display_width.hpp>
#include <partyorg/report/text_table.hpp>
#include <partyorg/rules/wording.hpp>

#include <algorithm>
#include <initializer_list>

namespace partyorg::report {

namespace {

namespace words = words_check;

constexpr std::size_t indent = 2;

/// What text and Markdown have in common: what is said. How it looks is the layout's business.
class layout {
public:
    virtual ~layout() = default;
    virtual void title(std::string const& text) = 0;
    virtual void heading(std::string const& text) = 0;
    virtual void subheading(std::string const& text) = 0;
    virtual void field(std::string const& name, std::string const& value) = 0;
    virtual void item(std::string const& text) = 0;
    virtual void line(std::string const& text) = 0;
    virtual void table(std::vector<text_column> const& columns,
                       std::vector<std::vector<std::string>> const& rows, bool has_total) = 0;
    virtual std::string take() = 0;
};

class plain_layout : public layout {
public:
    void title(std::string const& text) override { out_ += text + '\n'; }
    void heading(std::string const& text) override { out_ += '\n' + text + '\n'; }
    void subheading(std::string const& text) override {
        out_ += '\n' + std::string(indent, ' ') + wrapped(text, 2 * indent) + '\n';
    }
    void field(std::string const& name, std::string const& value) override {
        out_ += std::string(2 * indent, ' ') + wrapped(name + ": " + value, 3 * indent) + '\n';
    }
    void item(std::string const& text) override {
        out_ += std::string(indent, ' ') + wrapped("- " + text, 2 * indent) + '\n';
    }
    void line(std::string const& text) override {
        out_ += std::string(indent, ' ') + wrapped(text, indent) + '\n';
    }
    void table(std::vector<text_column> const& columns,
               std::vector<std::vector<std::string>> const& rows, bool has_total) override {
        text_table out(columns);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (has_total && i + 1 == rows.size()) out.add_line();
            out.add(rows[i]);
        }
        out_ += out.str(2 * indent);
    }
    std::string take() override { return std::move(out_); }

private:
    std::string out_{};
};

class markdown_layout : public layout {
public:
    void title(std::string const& text) override {
        out_ += "# " + escaped_for_markdown(text) + "\n\n";
    }
    void heading(std::string const& text) override {
        end_list();
        out_ += "## " + escaped_for_markdown(text) + "\n\n";
    }
    void subheading(std::string const& text) override {
        end_list();
        out_ += "### " + escaped_for_markdown(text) + "\n\n";
    }
    void field(std::string const& name, std::string const& value) override {
        out_ += "- **" + escaped_for_markdown(name) + ":** " + escaped_for_markdown(value) + '\n';
        in_list_ = true;
    }
    void item(std::string const& text) override {
        out_ += "- " + escaped_for_markdown(text) + '\n';
        in_list_ = true;
    }
    void line(std::string const& text) override {
        end_list();
        out_ += escaped_for_markdown(text) + "\n\n";
    }
    void table(std::vector<text_column> const& columns,
               std::vector<std::vector<std::string>> const& rows, bool has_total) override {
        end_list();
        std::string marks = "|";
        out_ += '|';
        for (auto const& c : columns) {
            out_ += ' ' + escaped_for_markdown(c.heading) + " |";
            marks += c.align == side::right ? " ---: |" : " --- |";
        }
        out_ += '\n' + marks + '\n';
        for (std::size_t i = 0; i < rows.size(); ++i) {
            bool const bold = has_total && i + 1 == rows.size();
            out_ += '|';
            for (auto const& cell : rows[i])
                out_ += bold && !cell.empty() ? " **" + escaped_for_markdown(cell) + "** |"
                                              : ' ' + escaped_for_markdown(cell) + " |";
            out_ += '\n';
        }
        out_ += '\n';
    }
    std::string take() override {
        end_list();
        while (out_.ends_with("\n\n")) out_.pop_back();
        return std::move(out_);
    }

private:
    void end_list() {
        if (in_list_) out_ += '\n';
        in_list_ = false;
    }
    std::string out_{};
    bool in_list_ = false;
};

class check_writer {
public:
    check_writer(check_result const& found, language lang, check_context const& more, layout& to)
        : found_(found),
          lang_(lang),
          more_(more),
          to_(to),
          groups_(grouped(found)) {}

    void run() {
        put_head();
        put_summary();
        put_broken();
        put_near();
        put_undecided();
        put_notes();
        put_skipped();
        if (more_.against) put_against(*more_.against);
    }

private:
    std::string in(label_view words) const { return std::string(words.in(lang_)); }
    std::string number(std::uint64_t n) const {
        auto digits = std::to_string(n);
        auto const mark = lang_ == language::vi ? '.' : ',';
        for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
            digits.insert(digits.begin() + at, mark);
        return digits;
    }
    std::string units(std::uint64_t n) const {
        return number(n) + in(n == 1 ? words::one_unit : words::units);
    }
    text_column column(label_view heading, side align = side::left) const {
        return {in(heading), align};
    }

    void put_head() {
        to_.title(in(words::title));
        if (!more_.title.empty()) to_.field(in(words::document), more_.title);
        if (!more_.source.empty()) to_.field(in(words::source), more_.source);
        auto day = day_words(found_.asked().effective(), lang_);
        if (found_.asked().known() != found_.asked().effective())
            day += in(words::known_on) + day_words(found_.asked().known(), lang_) + ")";
        to_.field(in(words::day), day);
        to_.field(in(words::scope), number(found_.units().size()) + in(words::units_and) +
                                        number(groups_.size()) + in(words::rules_checked));
    }

    void put_summary() {
        to_.heading(in(words::summary));
        if (groups_.empty()) return to_.line(in(words::no_rules));
        std::vector<std::vector<std::string>> rows;
        std::size_t nobody = 0;
        for (auto const& g : groups_) {
            if (g.summary.counts.concerned() == 0 && !g.summary.concerns_nobody)
                ++nobody;
            else
                rows.push_back(summary_row(summary_title(g), g.summary.counts));
        }
        rows.push_back(summary_row(in(words::total), found_.total()));
        to_.table({column(words::rule), column(words::pass, side::right),
                   column(words::fail, side::right), column(words::review, side::right),
                   column(words::undecidable, side::right),
                   column(words::not_applicable, side::right)},
                  rows, true);
        if (nobody != 0)
            to_.line(number(nobody) + in(nobody == 1 ? words::concerns_none : words::concern_none));
    }
    /// Rules that share a title are told apart by their identifiers.
    std::string summary_title(rule_group const& g) const {
        auto const title = title_of(g.law(), lang_);
        auto const same = std::count_if(groups_.begin(), groups_.end(), [&](auto const& other) {
            return title_of(other.law(), lang_) == title;
        });
        return same > 1 ? g.law().id + " – " + title : title;
    }
    std::vector<std::string> summary_row(std::string title, outcome_counts const& counts) const {
        // A table of zeros hides what there is: they show as a dot.
        auto const shown = [&](outcome o) {
            return counts[o] == 0 ? std::string("·") : number(counts[o]);
        };
        return {shortened(std::move(title)), shown(outcome::pass),
                shown(outcome::fail),        shown(outcome::review),
                shown(outcome::undecidable), shown(outcome::not_applicable)};
    }
    /// Titles are sentences; the summary stays within a page.
    static std::string shortened(std::string title) {
        constexpr std::size_t widest = 52;
        if (io::display_width(title) <= widest) return title;
        while (!title.empty() && io::display_width(title) >= widest) {
            do title.pop_back();
            while (!title.empty() && (static_cast<unsigned char>(title.back()) & 0xC0) == 0x80);
            // The lead byte of the character that was cut.
            if (!title.empty() && static_cast<unsigned char>(title.back()) >= 0xC0)
                title.pop_back();
        }
        while (title.ends_with(' ')) title.pop_back();
        return title + "…";
    }

    void put_broken() {
        to_.heading(in(words::broken));
        bool any = false;
        for (auto const& g : groups_) {
            if (g.broken.empty()) continue;
            any = true;
            put_rule(g);
            put_findings(g, g.broken);
        }
        if (!any) to_.line(in(words::nothing_broken));
        if (found_.dropped() != 0) to_.line(number(found_.dropped()) + in(words::not_kept));
    }
    void put_rule(rule_group const& g) {
        auto const& law = g.law();
        bool const fails = g.summary.counts[outcome::fail] != 0 || g.summary.concerns_nobody;
        to_.subheading((fails ? "✗ " : "? ") + title_of(law, lang_) + " [" + law.id + "] – " +
                       std::string(label_of(law.weight()).in(lang_)));
        to_.field(in(words::article), source_of(law));
        to_.field(in(words::sentence), partyorg::describe(law).in(lang_));
        if (!law.consent.empty() && g.summary.counts[outcome::review] != 0)
            to_.field(in(words::consent), in(words::with_consent) + law.consent + ")");
    }
    void put_findings(rule_group const& g, std::vector<std::size_t> const& positions) {
        // What is the same in every row would only take room.
        bool const mixed =
            g.summary.counts[outcome::fail] != 0 && g.summary.counts[outcome::review] != 0;
        std::vector<std::vector<std::string>> rows;
        rows.reserve(positions.size());
        bool with_line = false;
        for (auto const i : positions) with_line = with_line || found_[i].where.line != 0;
        for (auto const i : positions) rows.push_back(finding_row(i, mixed, with_line));
        std::vector<text_column> columns{column(words::code), column(words::unit),
                                         column(words::found)};
        if (mixed) columns.push_back(column(words::outcome));
        if (with_line) columns.push_back(column(words::line, side::right));
        if (more_.against) columns.push_back(column(words::status));
        to_.table(columns, rows, false);
    }
    std::vector<std::string> finding_row(std::size_t i, bool mixed, bool with_line) const {
        auto const f = found_[i];
        std::vector<std::string> row{
            f.code, f.unit ? std::string(found_.units().name(*f.unit)) : in(words::no_unit),
            partyorg::describe(f).in(lang_)};
        if (mixed) row.emplace_back(label_of(f.outcome).in(lang_));
        if (with_line) row.push_back(f.where.line == 0 ? "" : std::to_string(f.where.line));
        if (auto const s = status_of(more_, i))
            row.emplace_back(words::statuses[static_cast<std::size_t>(*s)].in(lang_));
        return row;
    }

    void put_near() {
        bool first = true;
        for (auto const& g : groups_) {
            if (g.near.empty()) continue;
            if (first) to_.heading(in(words::near));
            first = false;
            to_.subheading(title_of(g.law(), lang_) + " [" + g.law().id + "]");
            put_findings(g, g.near);
        }
    }

    void put_undecided() {
        bool first = true;
        for (auto const& g : groups_) {
            for (auto const& m : g.missing) {
                if (first) to_.heading(in(words::undecided));
                first = false;
                to_.item(title_of(g.law(), lang_) + " [" + g.law().id +
                         "]: " + missing_words(g.law(), m));
            }
        }
    }
    /// "thiếu số liệu: đảng viên chính thức (61 tổ chức)".
    std::string missing_words(rule const& law, missing_group const& m) const {
        finding one;
        one.law = detail::shared<rule>(law);
        one.outcome = outcome::undecidable;
        one.unit = slot(0);
        one.missing = m.inputs;
        return partyorg::describe(one).in(lang_) + " (" + units(m.units) + ")";
    }

    void put_notes() {
        if (found_.notes().empty()) return;
        to_.heading(in(words::notes));
        for (auto const& note : found_.notes()) to_.item(problem_words(note, lang_));
    }

    void put_skipped() {
        if (found_.skipped().empty()) return;
        to_.heading(in(words::skipped));
        for (auto const& s : found_.skipped()) {
            auto const& title = s.title.in(lang_);
            to_.item((title.empty() ? s.id : title + " [" + s.id + "]") + ": " +
                     in(label_of(s.why)));
        }
    }

    void put_against(baseline_comparison const& b) {
        to_.heading(in(words::against));
        auto const field = [&](label_view name, std::size_t n) { to_.field(in(name), number(n)); };
        field(words::entries, b.accepted);
        field(words::still_there, b.known);
        if (b.suppressed != 0) field(words::excused, b.suppressed);
        to_.field(in(words::fresh),
                  number(b.fresh) + (b.fresh_errors == 0 ? std::string()
                                                         : " (" + in(words::of_them_errors) + ' ' +
                                                               number(b.fresh_errors) + ")"));
        field(words::gone, b.gone.size());
        if (!b.lapsed.empty()) field(words::lapsed, b.lapsed.size());
        auto const size = b.trend() < 0 ? -b.trend() : b.trend();
        to_.field(in(words::trend), (b.trend() < 0   ? "−"
                                     : b.trend() > 0 ? "+"
                                                     : "±") +
                                        number(static_cast<std::uint64_t>(size)));
        for (auto const& e : b.gone) to_.item(in(words::gone) + ": " + entry_words(e));
        for (auto const& e : b.lapsed)
            to_.item(in(words::lapsed) + ": " + entry_words(e) + ", " + in(words::excused_until) +
                     day_words(e.granted->until, lang_) + " (" + e.granted->role + ": " +
                     e.granted->reason + ")");
    }
    std::string entry_words(baseline_entry const& e) const {
        auto text = e.rule_id;
        if (!e.code.empty()) text += " – " + e.code;
        if (!e.measure.empty()) text += " – " + e.measure;
        return text + " – " + std::string(label_of(e.outcome).in(lang_));
    }

    check_result const& found_;
    language lang_;
    check_context const& more_;
    layout& to_;
    std::vector<rule_group> groups_;
};

std::string written(check_result const& found, language lang, check_context const& more,
                    layout& to) {
    check_writer(found, lang, more, to).run();
    return to.take();
}

} // namespace

std::string check_text(check_result const& found, language lang, check_context const& more) {
    plain_layout to;
    return written(found, lang, more, to);
}

std::string check_markdown(check_result const& found, language lang, check_context const& more) {
    markdown_layout to;
    return written(found, lang, more, to);
}

} // namespace partyorg::report
