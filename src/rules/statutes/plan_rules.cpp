#include "rules/statutes/shared.hpp"

#include <partyorg/measures/coverage.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/rules/statutes/plan_rules.hpp>

namespace partyorg::statutes {
namespace {

class plan_writer {
public:
    explicit plan_writer(citation source) : source_(std::move(source)) {}

    template <class M>
    void add_total(char const* id, M const& m) {
        add({id, {"Số in trong văn bản khớp với tổng", "The printed total agrees"}},
            units().that(has_stated_total(m)).should(stated_total_of(m) == printed_sum(m)),
            "Tổng số");
    }
    template <class M>
    void add_of_which(char const* id, M const& part, M const& whole) {
        add({id, {"Số trong đó không vượt tổng số", "A part is at most its target"}},
            units().that(answered(part)).should(of_which(part) <= whole), "Trong đó");
    }
    template <class M>
    void add_cascade(char const* id, M const& m) {
        add({id,
             {"Chỉ tiêu của cấp dưới cộng lại bằng chỉ tiêu được giao",
              "The parts of a target add up to the whole"}},
            units().that(answered(m)).with(children_answered(m) >= 1).should(children_sum(m) == m),
            "III.1");
    }
    template <class M>
    void add_coverage(char const* id, label_view title, M const& m) {
        add({id, title, rule_severity::advisory}, units().that(answered(m)).should(complete(m)),
            "");
    }
    void add(heading const& head, unsourced_rule const& what, char const* article) {
        auto source = source_;
        source.article = article;
        out_.add(head, what, std::move(source), since_charter());
    }
    rule_book take() { return std::move(out_.book); }

private:
    citation source_;
    writer out_{};
};

void add_deviation(plan_writer& out) {
    auto const same =
        own_or_none(quota::assigned) == own_or_none(quota::registered) &&
        own_or_none(quota::assigned_residential) == own_or_none(quota::registered_residential);
    out.add(
        {"plan.deviation",
         {"Chỉ tiêu giao khác chỉ tiêu đăng ký", "Assigned differs from registered"},
         rule_severity::advisory},
        units().that(answered(quota::registered) || answered(quota::assigned)).expected_to(same),
        "II");
}

} // namespace

rule_book plan_rules(citation source) {
    if (source.number.empty())
        source = {.number = "Kế hoạch phát triển đảng viên",
                  .issuer = "cấp ủy giao chỉ tiêu",
                  .confidence = read};
    plan_writer out(std::move(source));
    out.add_total("plan.total.registered", quota::registered);
    out.add_total("plan.total.registered.residential", quota::registered_residential);
    out.add_total("plan.total.assigned", quota::assigned);
    out.add_total("plan.total.assigned.residential", quota::assigned_residential);
    out.add_of_which("plan.of-which.registered", quota::registered_residential, quota::registered);
    out.add_of_which("plan.of-which.assigned", quota::assigned_residential, quota::assigned);
    out.add_of_which("plan.of-which.admitted", quota::admitted_residential, quota::admitted);
    out.add_cascade("quota.cascade", quota::assigned);
    out.add_cascade("quota.cascade.residential", quota::assigned_residential);
    add_deviation(out);
    out.add_coverage("plan.coverage.villages",
                     {"Mọi thôn, bản, tổ dân phố có chi bộ", "Every village has a cell"},
                     coverage::villages);
    out.add_coverage("plan.coverage.health_stations",
                     {"Mọi trạm y tế có chi bộ", "Every health station has a cell"},
                     coverage::health_stations);
    out.add_coverage("plan.coverage.schools",
                     {"Mọi trường học có chi bộ", "Every school has a cell"}, coverage::schools);
    out.add_coverage("plan.coverage.police_posts",
                     {"Mọi công an xã có chi bộ", "Every commune police post has a cell"},
                     coverage::police_posts);
    out.add({"plan.obligations",
             {"Nộp đúng hạn những gì phải nộp", "What is owed is handed in in time"},
             rule_severity::warning},
            units().that(owe()).should(have_met_in_time()), "III");
    return out.take();
}

} // namespace partyorg::statutes
