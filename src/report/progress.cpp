#include "figures.hpp"
#include "markdown.hpp"
#include "words_progress.hpp"

#include <partyorg/report/progress.hpp>
#include <partyorg/report/text_table.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace partyorg::report {

namespace {

namespace words = words_progress;

// ---- A document that becomes text or Markdown --------------------------------------------------

/// Whether a column is left out where none of its cells says anything.
enum class presence : std::uint8_t { always, if_filled };

struct column_of_rows {
    label_view heading{};
    side align = side::left;
    presence shown = presence::always;
};

struct rows {
    std::vector<column_of_rows> columns{};
    std::vector<std::vector<std::string>> cells{};
    std::size_t totals = 0; ///< how many rows at the end are totals
};

/// The table without the columns that may be left out and are empty.
rows filled(rows all) {
    for (auto i = all.columns.size(); i-- > 0;) {
        auto const said = [&](auto const& row) { return !row[i].empty(); };
        if (all.columns[i].shown == presence::always ||
            std::any_of(all.cells.begin(), all.cells.end(), said))
            continue;
        auto const at = static_cast<std::ptrdiff_t>(i);
        all.columns.erase(all.columns.begin() + at);
        for (auto& row : all.cells) row.erase(row.begin() + at);
    }
    return all;
}

constexpr column_of_rows document_column{words::document, side::left, presence::if_filled};
constexpr column_of_rows location_column{words::location, side::left, presence::if_filled};

/// Takes headings, sentences and tables in turn.
class document {
public:
    virtual ~document() = default;
    explicit document(language lang) : lang_(lang) {}
    document(document const&) = delete;
    document& operator=(document const&) = delete;

    virtual void title(std::string const& text) = 0;
    virtual void heading(std::string const& text) = 0;
    virtual void line(std::string const& text) = 0;
    virtual void item(std::string const& text) = 0;
    virtual void table(rows const& all) = 0;

    [[nodiscard]] std::string in(label_view text) const { return std::string(text.in(lang_)); }
    [[nodiscard]] std::string number(std::int64_t n) const { return for_people(figure(n), lang_); }
    [[nodiscard]] std::string day(date const& d) const {
        return lang_ == language::vi ? to_vietnamese(d) : to_iso(d);
    }
    [[nodiscard]] std::string percent(percentage p) const {
        return to_string(p, lang_ == language::vi ? ',' : '.');
    }
    [[nodiscard]] language lang() const { return lang_; }
    [[nodiscard]] std::string take() { return std::move(out_); }

protected:
    std::string out_{};

private:
    language lang_;
};

class plain_document final : public document {
public:
    using document::document;
    void title(std::string const& text) override { out_ += text + '\n'; }
    void heading(std::string const& text) override { out_ += '\n' + text + '\n'; }
    void line(std::string const& text) override { out_ += "  " + wrapped(text, 2) + '\n'; }
    void item(std::string const& text) override { out_ += "  - " + wrapped(text, 4) + '\n'; }
    void table(rows const& all) override {
        std::vector<text_column> columns;
        columns.reserve(all.columns.size());
        for (auto const& c : all.columns) columns.push_back({in(c.heading), c.align});
        text_table out(std::move(columns));
        for (std::size_t i = 0; i < all.cells.size(); ++i) {
            if (all.totals != 0 && i + all.totals == all.cells.size()) out.add_line();
            out.add(all.cells[i]);
        }
        out_ += out.str(2);
    }
};

class markdown_document final : public document {
public:
    using document::document;
    void title(std::string const& text) override { out_ += "# " + text + "\n\n"; }
    void heading(std::string const& text) override {
        end_list();
        out_ += (out_.ends_with("\n\n") ? "## " : "\n## ") + text + "\n\n";
    }
    void line(std::string const& text) override {
        end_list();
        out_ += escaped_for_markdown(text) + "\n\n";
    }
    void item(std::string const& text) override {
        in_list_ = true;
        out_ += "- " + escaped_for_markdown(text) + '\n';
    }
    void table(rows const& all) override {
        end_list();
        out_ += '|';
        for (auto const& c : all.columns) out_ += ' ' + in(c.heading) + " |";
        out_ += "\n|";
        for (auto const& c : all.columns) out_ += c.align == side::right ? "---:|" : "---|";
        out_ += '\n';
        for (auto const& row : all.cells) {
            out_ += '|';
            for (std::size_t i = 0; i < all.columns.size(); ++i)
                out_ +=
                    ' ' + (i < row.size() ? escaped_for_markdown(row[i]) : std::string()) + " |";
            out_ += '\n';
        }
        out_ += '\n';
    }
    [[nodiscard]] std::string finished() {
        auto text = take();
        while (text.ends_with("\n\n")) text.pop_back();
        return text;
    }

private:
    void end_list() {
        if (in_list_) out_ += '\n';
        in_list_ = false;
    }
    bool in_list_ = false;
};

std::string name_of(hierarchy const& units, slot s) {
    auto const name = units.name(s);
    return std::string(name.empty() ? units.code(s) : name);
}

std::string capital(std::string text) {
    if (text.starts_with("\xC4\x91"))
        text[1] = static_cast<char>(0x90); // đ to Đ
    else if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

/// "60 ngày làm việc từ 15/01/2024".
std::string clock_text(late_step const& step, document const& d) {
    if (!step.clock) return {};
    auto const unit =
        step.clock->unit == clock_unit::months ? words::months_from : words::working_days_from;
    return std::to_string(step.clock->length) + d.in(unit) + d.day(step.started);
}

// ---- The quarterly report ----------------------------------------------------------------------

class progress_writer {
public:
    progress_writer(progress_report const& report, document& out)
        : r_(report),
          units_(report.figures.units()),
          d_(out) {}

    void write() {
        d_.title(in(words::title) + (d_.lang() == language::vi ? " " : ", ") +
                 (d_.lang() == language::vi ? upper_period() : period_name()));
        d_.line(in(words::up_to) + d_.day(r_.when.effective()) + in(words::known_on) +
                d_.day(r_.when.known()) + '.');
        results();
        priority_groups();
        unit_table();
        forecast();
        steps();
        list(words::without_candidates, r_.without_candidates);
        if (!r_.silent.empty()) list(words::silent, r_.silent);
        probations();
        late();
        notes();
    }

private:
    std::string in(label_view text) const { return d_.in(text); }
    std::string number(std::int64_t n) const { return d_.number(n); }
    std::string period_name() const { return reporting_period_name(r_.span, d_.lang()); }
    /// "QUÝ III NĂM 2024": the words of periods are few.
    std::string upper_period() const {
        auto text = period_name();
        for (auto const& [from, to] :
             std::initializer_list<std::pair<char const*, char const*>>{{"quý", "QUÝ"},
                                                                        {"năm", "NĂM"},
                                                                        {"tháng", "THÁNG"},
                                                                        {"đầu", "ĐẦU"},
                                                                        {"cuối", "CUỐI"},
                                                                        {"từ ngày", "TỪ NGÀY"},
                                                                        {"đến ngày", "ĐẾN NGÀY"}})
            if (auto const at = text.find(from); at != std::string::npos)
                text.replace(at, std::string_view(from).size(), to);
        return text;
    }

    template <class Body>
    void for_roots(Body&& body) const {
        for (slot s(0); s.value() < units_.size(); s = units_.end(s)) body(r_.units[s.value()]);
    }

    void results() {
        d_.heading(in(words::result));
        auto const days = (*r_.year.last() - r_.year.first()).days() + 1;
        auto const passed = (r_.when.effective() - r_.year.first()).days() + 1;
        for_roots([&](unit_progress const& u) {
            auto text = in(words::target_is) + (u.assigned ? number(*u.assigned) : "-") +
                        in(words::admitted_is) + number(u.admitted);
            if (u.percent) text += in(words::that_is) + d_.percent(*u.percent);
            text += in(words::of_them_in_period) + number(u.in_period) + '.';
            d_.item(name_of(units_, u.unit) + ". " + text);
            if (u.pace != pace::no_target)
                d_.item(in(words::pace_is) + in(label_of(u.pace)) + in(words::days_passed) +
                        std::to_string(passed) + '/' + std::to_string(days) + in(words::days_asks) +
                        number(u.expected) + ").");
            d_.item(in(words::recognised_is) + number(r_.figure("recognised", u.unit).value_or(0)) +
                    '.');
        });
        if (r_.rate) rate(*r_.rate);
    }

    void rate(admission_rate const& rate) {
        auto const verdict = rate.band == rate_band::within
                                 ? words::within
                                 : (rate.band == rate_band::below ? words::below : words::above);
        auto text = in(words::rate_is) + number(rate.admitted) + '/' + number(rate.members) +
                    " = " + d_.percent(rate.percent);
        if (rate.as_assigned) text += in(words::rate_assigned) + d_.percent(*rate.as_assigned);
        d_.item(text + in(words::rate_band) + number(rate.least) + "–" + number(rate.most) +
                in(verdict) + " [" + to_string(rate.source) + "].");
    }

    void priority_groups() {
        if (r_.groups.empty()) return;
        d_.heading(in(words::groups));
        rows all{{{words::group},
                  {words::assigned, side::right},
                  {words::admitted, side::right},
                  {words::in_period, side::right}},
                 {},
                 0};
        for (auto const& g : r_.groups)
            all.cells.push_back({capital(in(label_of(g.group))),
                                 g.assigned ? number(*g.assigned) : std::string(),
                                 number(g.admitted), number(g.in_period)});
        d_.table(all);
    }

    std::vector<std::string> unit_row(unit_progress const& u) const {
        return {std::string(units_.code(u.unit)),
                name_of(units_, u.unit),
                u.assigned ? number(*u.assigned) : std::string(),
                number(u.admitted),
                number(u.in_period),
                u.percent ? d_.percent(*u.percent) : std::string(),
                u.percent ? number(u.expected) : std::string(),
                number(u.candidates),
                number(u.possible),
                u.pace == pace::no_target ? std::string() : in(label_of(u.pace)),
                u.outlook == outlook::no_target ? std::string() : in(label_of(u.outlook))};
    }

    void unit_table() {
        d_.heading(in(words::by_unit));
        rows all{{{words::code},
                  {words::unit},
                  {words::assigned, side::right},
                  {words::admitted, side::right},
                  {words::in_period, side::right},
                  {words::percent, side::right},
                  {words::expected, side::right},
                  {words::candidates, side::right},
                  {words::possible, side::right},
                  {words::pace},
                  {words::outlook}},
                 {},
                 0};
        std::int64_t left_out = 0;
        for (auto const& u : r_.units) {
            if (units_.is_root(u.unit) && !units_.is_leaf(u.unit)) continue;
            if (u.assigned.value_or(0) == 0 && u.admitted == 0 && u.candidates == 0)
                ++left_out;
            else
                all.cells.push_back(unit_row(u));
        }
        for_roots([&](unit_progress const& u) {
            if (units_.is_leaf(u.unit)) return;
            all.cells.push_back(unit_row(u));
            ++all.totals;
        });
        d_.table(all);
        if (left_out != 0) d_.line(number(left_out) + in(words::others));
    }

    void forecast() {
        d_.heading(in(words::forecast));
        for_roots([&](unit_progress const& u) {
            auto const many = u.possible == 1 ? words::can_still_one : words::can_still;
            d_.item(number(u.possible) + in(many) + d_.day(*r_.year.last()) + in(words::of_these) +
                    number(u.secured) + in(words::will_be));
            if (u.assigned)
                d_.item(in(words::year_range) + number(u.admitted + u.secured) +
                        in(words::range_to) + number(u.admitted + u.possible) + in(words::against) +
                        number(*u.assigned) + '.');
        });
        if (r_.missed.empty()) {
            d_.item(in(words::none_out_of_reach));
            return;
        }
        d_.item(in(words::out_of_reach));
        rows all{{{words::code},
                  {words::unit},
                  {words::assigned, side::right},
                  {words::admitted, side::right},
                  {words::possible, side::right},
                  {words::short_by, side::right}},
                 {},
                 0};
        for (auto const s : r_.missed) {
            auto const& u = r_.units[s.value()];
            all.cells.push_back({std::string(units_.code(s)), name_of(units_, s),
                                 number(u.assigned.value_or(0)), number(u.admitted),
                                 number(u.possible), number(u.short_by)});
        }
        d_.table(all);
    }

    void steps() {
        d_.heading(in(words::stages));
        rows all{{{words::step}, {words::number, side::right}}, {}, 0};
        for (std::size_t i = 0; i < r_.stages.size(); ++i) {
            auto const& c = r_.stages.at(i);
            if (!c.info().of_which.empty()) continue;
            std::int64_t sum = 0;
            for_roots([&](unit_progress const& u) { sum += sum_below(c, u.unit).value_or(0); });
            all.cells.push_back({c.info().label.in(d_.lang()), number(sum)});
        }
        d_.table(all);
    }

    void list(label_view what, std::vector<slot> const& units) {
        d_.heading(in(what));
        if (units.empty()) d_.line(in(words::nothing));
        for (auto const s : units)
            d_.item(std::string(units_.code(s)) + " – " + name_of(units_, s));
    }

    std::string unit_name(case_state const& state) const {
        return state.unit ? name_of(units_, *state.unit) : state.unit_code;
    }

    void probations() {
        d_.heading(in(words::probation));
        if (r_.probation_ending.empty()) {
            d_.line(in(words::nothing));
            return;
        }
        rows all{{{words::case_code},
                  {words::unit},
                  {words::ceremony},
                  location_column,
                  {words::end_of_probation},
                  {words::last_day},
                  {words::status}},
                 {},
                 0};
        for (auto const& s : r_.probation_ending)
            all.cells.push_back({s.code, unit_name(s), s.admitted ? d_.day(*s.admitted) : "",
                                 s.ceremony_location, d_.day(*s.probation_ends),
                                 s.due ? d_.day(*s.due) : "", in(label_of(s.status))});
        d_.table(filled(std::move(all)));
    }

    void late() {
        d_.heading(in(words::late));
        if (r_.late.empty()) {
            d_.line(in(words::nothing));
            return;
        }
        rows all{{{words::case_code},
                  {words::unit},
                  {words::step},
                  {words::last_day},
                  {words::done},
                  document_column,
                  location_column,
                  {words::source}},
                 {},
                 0};
        for (auto const& step : r_.late) {
            auto const s = units_.find(step.unit);
            all.cells.push_back(
                {step.case_code, s ? name_of(units_, *s) : step.unit, in(label_of(step.step)),
                 d_.day(step.due), step.done ? d_.day(*step.done) : in(words::not_done),
                 step.reference, step.location,
                 step.clock ? step.clock->source.article + ' ' + step.clock->source.number
                            : std::string()});
        }
        d_.table(filled(std::move(all)));
    }

    label_view rounding_name() const {
        switch (r_.mode) {
        case rounding::half_even:
            return words::half_even;
        case rounding::truncation:
            return words::truncation;
        case rounding::up:
            return words::up;
        case rounding::half_up:
            break;
        }
        return words::half_up;
    }

    void notes() {
        d_.heading(in(words::notes));
        d_.item(in(words::note_ceremony));
        d_.item(in(words::note_rounding) + in(rounding_name()) + '.');
        d_.item(in(words::note_pace));
        d_.item(in(words::note_possible));
        if (!r_.found.empty())
            d_.item(number(static_cast<std::int64_t>(r_.found.size() + r_.found.dropped())) +
                    in(words::note_defects));
    }

    progress_report const& r_;
    hierarchy const& units_;
    document& d_;
};

} // namespace

std::string progress_text(progress_report const& report, language lang) {
    plain_document out(lang);
    progress_writer(report, out).write();
    return out.take();
}

std::string progress_markdown(progress_report const& report, language lang) {
    markdown_document out(lang);
    progress_writer(report, out).write();
    return out.finished();
}

// ---- The cases behind a figure -----------------------------------------------------------------

std::string progress_explanation_text(progress_report const& report,
                                      progress_explanation const& found, language lang) {
    plain_document out(lang);
    auto const& units = report.figures.units();
    if (found.formula) {
        auto const& formula = *found.formula;
        out.title(std::string(units.code(found.cells.unit)) + " – " +
                  name_of(units, found.cells.unit) + ": " + formula.name.in(lang) + " = " +
                  formula.value.in(lang));
        out.line(formula.text.in(lang));
        rows from{{{words::measure}, {words::value, side::right}}, {}, 0};
        for (auto const& [measure, value] : formula.from)
            from.cells.push_back({measure, out.number(value)});
        if (!from.cells.empty()) out.table(from);
        return out.take();
    }
    auto const* own = report.figures.find(found.cells.measure);
    if (!own) own = report.stages.find(found.cells.measure);
    auto const label = own ? own->info().label.in(lang) : found.cells.measure;
    out.title(std::string(units.code(found.cells.unit)) + " – " + name_of(units, found.cells.unit) +
              ": " + label + " = " + out.number(found.cells.total));
    rows cells{{{words::code}, {words::unit}, {words::value, side::right}, {words::where}}, {}, 0};
    for (auto const& c : found.cells.cells)
        if (c.value != 0)
            cells.cells.push_back({std::string(units.code(c.unit)), name_of(units, c.unit),
                                   out.number(c.value), to_string(c.where)});
    if (!cells.cells.empty()) out.table(cells);
    if (found.cases.empty()) return out.take();
    rows cases{{{words::case_code},
                {words::code},
                {words::step},
                {words::day},
                document_column,
                location_column,
                {words::where}},
               {},
               0};
    for (auto const& c : found.cases)
        cases.cells.push_back({c.case_code, std::string(units.code(c.unit)),
                               out.in(label_of(c.stage)), out.day(c.day), c.reference, c.location,
                               to_string(c.where)});
    out.heading(out.in(words::number));
    out.table(filled(std::move(cases)));
    return out.take();
}

// ---- Clocks that run out -----------------------------------------------------------------------

namespace {

/// The step that the running clock of a state waits for.
case_stage awaited(case_state const& s) {
    if (s.reached && *s.reached < case_stage::admission_decision)
        return case_stage::admission_decision;
    return s.next.value_or(s.reached.value_or(case_stage::source_list));
}

} // namespace

std::string due_cases_text(std::vector<case_state> const& due, hierarchy const& units,
                           date const& on, language lang) {
    plain_document out(lang);
    out.title(out.in(words::due) + " (" + out.day(on) + ")");
    if (due.empty()) {
        out.line(out.in(words::nothing));
        return out.take();
    }
    rows all{{{words::last_day},
              {words::days_left, side::right},
              {words::case_code},
              {words::unit},
              {words::next},
              {words::source}},
             {},
             0};
    for (auto const& s : due) {
        auto const left = (*s.due - on).days();
        all.cells.push_back(
            {out.day(*s.due), for_people(figure(std::int64_t{left}), lang), s.code,
             s.unit ? name_of(units, *s.unit) : s.unit_code, out.in(label_of(awaited(s))),
             s.clock ? s.clock->source.article + ' ' + s.clock->source.number : std::string()});
    }
    out.table(all);
    return out.take();
}

// ---- What was found in a log -------------------------------------------------------------------

std::string case_review_text(case_review const& found, case_log const& log, language lang) {
    plain_document d(lang);
    std::string out = to_string(found.found);
    for (auto const& step : found.late) {
        auto where = to_string(step.where);
        if (!where.empty()) where += ": ";
        out += where + std::string(code_text(defect::case_step_late)) + ": " +
               d.in(words::case_is) + step.case_code + ": " + d.in(label_of(step.step)) +
               d.in(words::late_was_due) + d.day(step.due) +
               (step.done ? d.in(words::late_done) + d.day(*step.done) : d.in(words::late_open));
        if (step.clock)
            out += " (" + clock_text(step, d) + ") [" + to_string(step.clock->source) + "]";
        out += '\n';
    }
    auto const all = found.found.size() + found.found.dropped();
    auto const errors = found.found.errors();
    auto const n = [&](std::size_t count) { return d.number(static_cast<std::int64_t>(count)); };
    out += d.in(words::lines) + n(log.size()) + d.in(words::cases) + n(log.cases()) +
           d.in(words::errors) + n(errors) + d.in(words::warnings) + n(all - errors) +
           d.in(words::late_steps) + n(found.late.size()) + '\n';
    return out;
}

} // namespace partyorg::report
