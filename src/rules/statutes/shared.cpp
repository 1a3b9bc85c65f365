#include "rules/statutes/shared.hpp"

namespace partyorg::statutes {
namespace {

constexpr label_view not_read = {
    "Chưa đọc được văn bản; nội dung giữ theo quy định trước.",
    "The text was not found; the content of the regulation before is carried on.",
};

} // namespace

citation charter(char const* article, confidence level) {
    return detail::cite_statutes(article, level);
}

period since_charter() {
    return detail::since_the_statutes();
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
    for (std::size_t i = 0; i < detail::regulations.size(); ++i) {
        auto const& r = detail::regulations[i];
        add(head, what, detail::cite(r, article, known[i]), detail::in_force(r),
            known[i] == none ? not_read : label_view{});
    }
}

} // namespace partyorg::statutes
