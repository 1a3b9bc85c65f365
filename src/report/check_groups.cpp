#include "report/check_groups.hpp"

#include "report/words_check.hpp"

#include <algorithm>

namespace partyorg::report {

namespace {

void add_missing(rule_group& to, std::vector<std::string> inputs) {
    auto const same = std::find_if(to.missing.begin(), to.missing.end(),
                                   [&](auto const& g) { return g.inputs == inputs; });
    if (same != to.missing.end())
        ++same->units;
    else
        to.missing.push_back({std::move(inputs), 1});
}

} // namespace

std::vector<rule_group> grouped(check_result const& found) {
    std::vector<rule_group> out;
    for (auto& s : found.by_rule()) out.push_back({.summary = std::move(s)});
    auto at = out.begin();
    for (std::size_t i = 0; i < found.size(); ++i) {
        auto f = found[i];
        while (at != out.end() && at->law().id != f.rule_id) ++at;
        if (at == out.end()) break;
        if (f.near_miss)
            at->near.push_back(i);
        else if (f.outcome == outcome::undecidable)
            add_missing(*at, std::move(f.missing));
        else
            at->broken.push_back(i);
    }
    for (auto& g : out)
        std::stable_sort(g.missing.begin(), g.missing.end(),
                         [](auto const& a, auto const& b) { return a.units > b.units; });
    return out;
}

std::optional<finding_status> status_of(check_context const& more, std::size_t position) {
    if (!more.against || position >= more.against->status.size()) return {};
    return more.against->status[position];
}

std::string title_of(rule const& law, language lang) {
    auto const& title = law.title.in(lang);
    return title.empty() ? law.id : title;
}

std::string source_of(rule const& law) {
    return to_string(law.source);
}

std::string day_words(date const& day, language lang) {
    return lang == language::vi ? to_vietnamese(day) : to_iso(day);
}

std::string period_words(period const& span, language lang) {
    std::string text(words_check::from.in(lang));
    text += day_words(span.first(), lang);
    if (auto const last = span.last()) (text += words_check::to.in(lang)) += day_words(*last, lang);
    return text;
}

} // namespace partyorg::report
