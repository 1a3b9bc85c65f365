#include "progress_formula.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace partyorg {

namespace {

std::string number(std::int64_t value) {
    return std::to_string(value);
}

label_view name_of(rounding mode) {
    switch (mode) {
    case rounding::half_even:
        return {"làm tròn, nửa về số chẵn", "to the nearest, halves to even"};
    case rounding::truncation:
        return {"cắt bỏ phần lẻ", "digits beyond dropped"};
    case rounding::up:
        return {"luôn làm tròn lên", "rounded up"};
    case rounding::half_up:
        break;
    }
    return {"làm tròn, nửa lên", "to the nearest, halves up"};
}

/// Puts one computation into words.
class formulas {
public:
    formulas(progress_report const& report, slot unit)
        : r_(report),
          u_(report.units[unit.value()]),
          units_(report.figures.units()) {}

    figure_formula percent() {
        if (!u_.percent) return no_target();
        from("admitted", u_.admitted);
        from(r_.target, *u_.assigned);
        return ratio(u_.admitted, *u_.assigned, *u_.percent, r_.mode);
    }
    figure_formula expected() {
        if (!u_.percent) return no_target();
        from(r_.target, *u_.assigned);
        from("days.passed", passed());
        from("days.year", days());
        auto const all = number(*u_.assigned) + " × " + number(passed()) + " / " + number(days());
        return done(number(u_.expected),
                    {"phần nguyên của " + all + " = " + number(u_.expected),
                     "the whole part of " + all + " = " + number(u_.expected)});
    }
    figure_formula pace_of_unit() {
        if (u_.pace == pace::no_target) return no_target();
        from("admitted", u_.admitted);
        if (u_.pace == pace::completed) {
            from(r_.target, *u_.assigned);
            return done(label(label_of(u_.pace)), compared(u_.admitted, *u_.assigned));
        }
        from("expected", u_.expected);
        return done(label(label_of(u_.pace)), compared(u_.admitted, u_.expected));
    }
    figure_formula outlook_of_unit() {
        if (u_.outlook == outlook::no_target) return no_target();
        from("admitted", u_.admitted);
        from(r_.target, *u_.assigned);
        if (u_.outlook == outlook::fulfilled)
            return done(label(label_of(u_.outlook)), compared(u_.admitted, *u_.assigned));
        bool const secured = u_.outlook == outlook::secured;
        auto const more = secured ? u_.secured : u_.possible;
        from(secured ? "candidates.secured" : "candidates.possible", more);
        auto const sum = number(u_.admitted) + " + " + number(more) + " = ";
        auto text = compared(u_.admitted + more, *u_.assigned);
        text = {sum + text.vi, sum + text.en};
        if (u_.outlook == outlook::possible) {
            from("candidates.secured", u_.secured);
            auto const sure = number(u_.admitted) + " + " + number(u_.secured) + " = ";
            auto const least = compared(u_.admitted + u_.secured, *u_.assigned);
            text.vi += "; chắc chắn mới được " + sure + least.vi;
            text.en += "; of what is sure, " + sure + least.en;
        }
        return done(label(label_of(u_.outlook)), std::move(text));
    }
    figure_formula short_by() {
        if (u_.outlook == outlook::no_target) return no_target();
        from(r_.target, *u_.assigned);
        from("admitted", u_.admitted);
        from("candidates.possible", u_.possible);
        auto const all =
            number(*u_.assigned) + " − " + number(u_.admitted) + " − " + number(u_.possible);
        if (u_.outlook == outlook::missed)
            return done(number(u_.short_by), same(all + " = " + number(u_.short_by)));
        return done(number(u_.short_by), {all + " không lớn hơn 0", all + " is not above 0"});
    }
    figure_formula year_end(char const* measure, std::int64_t more) {
        from("admitted", u_.admitted);
        from(measure, more);
        auto const sum = u_.admitted + more;
        return done(number(sum),
                    same(number(u_.admitted) + " + " + number(more) + " = " + number(sum)));
    }
    figure_formula days_of_year() { return days_until(*r_.year.last(), days()); }
    figure_formula days_passed() { return days_until(r_.when.effective(), passed()); }

    // ---- The rate ------------------------------------------------------------------------------

    figure_formula members() {
        auto const where = to_string(rate().members_where);
        if (!where.empty())
            return done(number(rate().members), {"ghi ở " + where, "stated at " + where});
        return done(number(rate().members), {"theo số được cung cấp hoặc tổng cột members.total",
                                             "as told, or the sum of the column members.total"});
    }
    figure_formula rate_percent() {
        whole_admitted();
        from("rate.members", rate().members);
        return ratio(rate().admitted, rate().members, rate().percent, rounding::half_up);
    }
    figure_formula rate_as_assigned() {
        auto const assigned = over_roots(r_.target);
        from(r_.target, assigned);
        from("rate.members", rate().members);
        return ratio(assigned, rate().members, *rate().as_assigned, rounding::half_up);
    }
    figure_formula rate_bound(char const* percent, std::int64_t figure, bool least) {
        from("rate.members", rate().members);
        auto const all = std::string(percent) + " % × " + number(rate().members);
        auto const source = " [" + to_string(rate().source) + "]";
        return done(number(figure),
                    {(least ? "số nguyên nhỏ nhất không dưới " : "số nguyên lớn nhất không quá ") +
                         all + source,
                     (least ? "the smallest whole number not below "
                            : "the largest whole number not above ") +
                         all + source});
    }
    figure_formula rate_band_of_all() {
        constexpr label_view bands[] = {
            {"thấp hơn", "below"}, {"trong khoảng", "within"}, {"cao hơn", "above"}};
        whole_admitted();
        from("rate.least", rate().least);
        from("rate.most", rate().most);
        auto const within = number(rate().least) + "–" + number(rate().most);
        return done(label(bands[static_cast<std::size_t>(rate().band)]),
                    {number(rate().admitted) + " so với " + within,
                     number(rate().admitted) + " against " + within});
    }

    // ---- Lists ---------------------------------------------------------------------------------

    /// Which of the units listed stand at the unit or below it.
    figure_formula listed(std::vector<slot> const& list, label_view why) {
        std::string codes;
        std::int64_t count = 0;
        for (auto const s : list) {
            if (!units_.is_ancestor_or_self(u_.unit, s)) continue;
            ++count;
            codes += (codes.empty() ? "" : ", ") + std::string(units_.code(s));
        }
        label text{std::string(why.vi), std::string(why.en)};
        if (!codes.empty()) text = {text.vi + ": " + codes, text.en + ": " + codes};
        return done(number(count), std::move(text));
    }
    figure_formula left_out() {
        std::vector<slot> list;
        for (auto const& u : r_.units)
            if (is_left_out(u, units_)) list.push_back(u.unit);
        return listed(list, {"không giao chỉ tiêu, không kết nạp, không có nguồn",
                             "no target, no admission, no candidate"});
    }
    figure_formula defects() {
        return done(number(static_cast<std::int64_t>(r_.found.size() + r_.found.dropped())),
                    {"lỗi, cảnh báo của nhật ký và số liệu; “cases check” nêu từng dòng",
                     "defects and warnings of the log and of stated numbers; \"cases check\" names "
                     "each line"});
    }
    figure_formula unknown() const {
        return {{},
                {"-", "-"},
                {"không biết tổng số đảng viên", "the number of members is not known"},
                {}};
    }

private:
    static bool is_left_out(unit_progress const& u, hierarchy const& units) {
        return !(units.is_root(u.unit) && !units.is_leaf(u.unit)) && u.assigned.value_or(0) == 0 &&
               u.admitted == 0 && u.candidates == 0;
    }
    figure_formula days_until(date const& last, std::int64_t count) {
        auto const first = r_.year.first();
        return done(number(count),
                    {"từ " + to_vietnamese(first) + " đến hết " + to_vietnamese(last),
                     "from " + to_iso(first) + " to the end of " + to_iso(last)});
    }
    static label same(std::string const& text) { return {text, text}; }
    static label compared(std::int64_t a, std::int64_t b) {
        return same(number(a) + (a < b ? " < " : a == b ? " = " : " > ") + number(b));
    }
    static figure_formula no_target() {
        return {{}, {"-", "-"}, {"không giao chỉ tiêu", "no target"}, {}};
    }
    admission_rate const& rate() const { return *r_.rate; }
    std::int64_t days() const { return (*r_.year.last() - r_.year.first()).days() + 1; }
    std::int64_t passed() const { return (r_.when.effective() - r_.year.first()).days() + 1; }
    std::int64_t over_roots(std::string const& measure) const {
        std::int64_t sum = 0;
        for (slot s(0); s.value() < units_.size(); s = units_.end(s))
            sum += r_.figure(measure, s).value_or(0);
        return sum;
    }
    void whole_admitted() { from("admitted", rate().admitted); }
    void from(std::string measure, std::int64_t value) {
        from_.emplace_back(std::move(measure), value);
    }
    figure_formula ratio(std::int64_t part, std::int64_t whole, percentage value, rounding mode) {
        auto const all = number(part) + " / " + number(whole) + " = ";
        auto const how = name_of(mode);
        auto const vi = to_string(value, ','), en = to_string(value, '.');
        return done({vi, en},
                    {all + vi + ", " + std::string(how.vi), all + en + ", " + std::string(how.en)});
    }
    figure_formula done(std::string const& value, label text) {
        return done(same(value), std::move(text));
    }
    figure_formula done(label value, label text) {
        return {{}, std::move(value), std::move(text), std::move(from_)};
    }

    progress_report const& r_;
    unit_progress const& u_;
    hierarchy const& units_;
    std::vector<std::pair<std::string, std::int64_t>> from_{};
};

using computation = figure_formula (*)(formulas&, progress_report const&, unit_progress const&);

struct computed {
    std::string_view name;
    label_view label;
    computation make;
};

/// Of the rate, if it is known.
template <class Make>
figure_formula if_rated(formulas& f, progress_report const& r, Make&& make) {
    return r.rate ? make(*r.rate) : f.unknown();
}

constexpr std::array all_computed = {
    computed{"percent",
             {"Đạt", "Reached"},
             [](formulas& f, auto const&, auto const&) { return f.percent(); }},
    computed{"expected",
             {"Cần đến nay", "Expected"},
             [](formulas& f, auto const&, auto const&) { return f.expected(); }},
    computed{"pace",
             {"Tiến độ", "Pace"},
             [](formulas& f, auto const&, auto const&) { return f.pace_of_unit(); }},
    computed{"outlook",
             {"Khả năng cả năm", "Outlook"},
             [](formulas& f, auto const&, auto const&) { return f.outlook_of_unit(); }},
    computed{"short_by",
             {"Thiếu", "Short by"},
             [](formulas& f, auto const&, auto const&) { return f.short_by(); }},
    computed{"days.passed",
             {"Số ngày đã qua", "Days passed"},
             [](formulas& f, auto const&, auto const&) { return f.days_passed(); }},
    computed{"days.year",
             {"Số ngày trong năm", "Days of the year"},
             [](formulas& f, auto const&, auto const&) { return f.days_of_year(); }},
    computed{"year.least",
             {"Kết quả cả năm, ít nhất", "The year will end with at least"},
             [](formulas& f, auto const&, unit_progress const& u) {
                 return f.year_end("candidates.secured", u.secured);
             }},
    computed{"year.most",
             {"Kết quả cả năm, nhiều nhất", "The year will end with at most"},
             [](formulas& f, auto const&, unit_progress const& u) {
                 return f.year_end("candidates.possible", u.possible);
             }},
    computed{"rate.members",
             {"Tổng số đảng viên", "Members"},
             [](formulas& f, progress_report const& r, auto const&) {
                 return if_rated(f, r, [&](auto const&) { return f.members(); });
             }},
    computed{"rate.percent",
             {"Tỷ lệ kết nạp", "Rate of admission"},
             [](formulas& f, progress_report const& r, auto const&) {
                 return if_rated(f, r, [&](auto const&) { return f.rate_percent(); });
             }},
    computed{"rate.as_assigned",
             {"Tỷ lệ kết nạp theo chỉ tiêu giao", "Rate as assigned"},
             [](formulas& f, progress_report const& r, auto const&) {
                 return if_rated(f, r, [&](auto const&) { return f.rate_as_assigned(); });
             }},
    computed{"rate.least",
             {"Mức 3 %", "3 % are"},
             [](formulas& f, progress_report const& r, auto const&) {
                 return if_rated(f, r, [&](admission_rate const& a) {
                     return f.rate_bound("3", a.least, true);
                 });
             }},
    computed{"rate.most",
             {"Mức 4 %", "4 % are"},
             [](formulas& f, progress_report const& r, auto const&) {
                 return if_rated(f, r, [&](admission_rate const& a) {
                     return f.rate_bound("4", a.most, false);
                 });
             }},
    computed{"rate.band",
             {"So với mức 3–4 %", "Against 3–4 %"},
             [](formulas& f, progress_report const& r, auto const&) {
                 return if_rated(f, r, [&](auto const&) { return f.rate_band_of_all(); });
             }},
    computed{"without_candidates",
             {"Đơn vị chưa đạt chỉ tiêu và không còn nguồn",
              "Units short of their target without a candidate"},
             [](formulas& f, progress_report const& r, auto const&) {
                 return f.listed(r.without_candidates,
                                 {"chỉ tiêu lớn hơn số kết nạp, nguồn bằng 0",
                                  "target above admissions, and no candidate"});
             }},
    computed{"missed",
             {"Đơn vị không còn khả năng đạt chỉ tiêu", "Units whose target is out of reach"},
             [](formulas& f, progress_report const& r, auto const&) {
                 return f.listed(r.missed, {"kết nạp và còn có thể vẫn ít hơn chỉ tiêu",
                                            "admitted and still possible are below the target"});
             }},
    computed{
        "silent",
        {"Đơn vị có chỉ tiêu nhưng chưa có số liệu", "Units with a target that reported nothing"},
        [](formulas& f, progress_report const& r, auto const&) {
            return f.listed(r.silent, {"có chỉ tiêu, nhưng không có hồ sơ và số liệu",
                                       "a target, but neither a case nor numbers"});
        }},
    computed{"left_out",
             {"Đơn vị không nêu trong bảng", "Units left out of the table"},
             [](formulas& f, auto const&, auto const&) { return f.left_out(); }},
    computed{"found",
             {"Lỗi và cảnh báo", "Defects and warnings"},
             [](formulas& f, auto const&, auto const&) { return f.defects(); }},
};

} // namespace

std::vector<std::string_view> computed_figures() {
    std::vector<std::string_view> names;
    names.reserve(std::size(all_computed));
    for (auto const& c : all_computed) names.push_back(c.name);
    return names;
}

namespace detail {

std::optional<figure_formula> formula_of(progress_report const& report, std::string_view figure,
                                         slot unit) {
    for (auto const& c : all_computed) {
        if (c.name != figure) continue;
        formulas words(report, unit);
        auto formula = c.make(words, report, report.units[unit.value()]);
        formula.name = label(c.label);
        return formula;
    }
    return {};
}

std::string measure_named(progress_report const& report, std::string_view figure) {
    if (figure == "in_period" || figure.starts_with("in_period."))
        return "admitted." + std::string(figure);
    if (figure == "possible" || figure == "secured") return "candidates." + std::string(figure);
    if (figure == "assigned" || figure.starts_with("assigned."))
        return report.target + std::string(figure.substr(std::string_view("assigned").size()));
    return std::string(figure);
}

} // namespace detail

} // namespace partyorg
