#include "rules/statutes/shared.hpp"

namespace partyorg::statutes {
namespace {

struct regulation {
    char const* number;
    char const* signed_on;
    char const* from;
    char const* to; // empty: in force
};

// R1 to R6. Of R5 and R6 the texts were not found.
constexpr std::array<regulation, 6> regulations = {{
    {"29-QĐ/TW", "2016-07-25", "2016-07-25", "2021-07-29"},
    {"24-QĐ/TW", "2021-07-30", "2021-07-30", "2025-01-19"},
    {"232-QĐ/TW", "2025-01-20", "2025-01-20", "2025-06-30"},
    {"294-QĐ/TW", "2025-05-26", "2025-07-01", "2026-04-07"},
    {"20-QĐ/TW", "2026-04-08", "2026-04-08", "2026-07-25"},
    {"208-QĐ/TW", "2026-07-26", "2026-07-26", ""},
}};

constexpr label_view not_read = {
    "Chưa đọc được văn bản; nội dung giữ theo quy định trước.",
    "The text was not found; the content of the regulation before is carried on.",
};

} // namespace

citation charter(char const* article, confidence level) {
    return {"Điều lệ Đảng", "Đại hội đại biểu toàn quốc", make_date(2011, 1, 19), article, level};
}

period since_charter() {
    return since("2011-01-19");
}
period since(char const* first) {
    return period(*parse_iso_date(first));
}
period from_to(char const* first, char const* last) {
    return {*parse_iso_date(first), parse_iso_date(last)};
}

void writer::add(heading const& head, unsourced_rule const& what, citation source, period span) {
    add(head, what, std::move(source), span, {});
}

void writer::add(heading const& head, unsourced_rule const& what, citation source, period span,
                 label_view note) {
    book.add(what.because(std::move(source))
                 .in_force(span)
                 .named(head.id, label(head.title))
                 .with_severity(head.severity)
                 .remarked(label(note))
                 .allowing_nobody());
}

void writer::add_regimes(heading const& head, unsourced_rule const& what, char const* article,
                         regime_levels const& known) {
    for (std::size_t i = 0; i < regulations.size(); ++i) {
        auto const& r = regulations[i];
        citation source{r.number, "Ban Chấp hành Trung ương", parse_iso_date(r.signed_on), article,
                        known[i]};
        add(head, what, std::move(source), from_to(r.from, r.to),
            known[i] == none ? not_read : label_view{});
    }
}

} // namespace partyorg::statutes
