#include <partyorg/core/assert.hpp>
#include <partyorg/rules/check.hpp>

#include <algorithm>

namespace partyorg {
namespace {

using detail::rule_findings;

fact_value value_of(fact_value::type type, std::int64_t number) {
    switch (type) {
    case fact_value::type::day:
        return fact_value::of_day(date(first_year, 1, 1) + boost::gregorian::date_duration(number));
    case fact_value::type::kinds:
        return fact_value::of_kinds(unit_kinds(static_cast<std::uint32_t>(number)));
    default:
        return fact_value::of_number(number);
    }
}

void fill_facts(finding& out, rule_findings const& from, std::size_t at) {
    auto const record = from.records[at];
    constexpr std::uint8_t observed = 2, expected = 4;
    if (out.outcome == outcome::undecidable)
        for (std::size_t i = 0; i < from.inputs.size() && i < 64; ++i)
            if ((static_cast<std::uint64_t>(record.observed) >> i & 1) != 0)
                out.missing.push_back(from.inputs[i]);
    if (record.leaf < from.leaves.size()) {
        auto const& leaf = from.leaves[record.leaf];
        out.measure = leaf.measure;
        out.compared = leaf.compared;
        out.expected = leaf.expected;
        bool const ratio = leaf.type == fact_value::type::fraction;
        if ((record.flags & observed) != 0)
            out.observed = ratio ? fact_value::of_fraction(record.observed, from.expected[at])
                                 : value_of(leaf.type, record.observed);
        if ((record.flags & expected) != 0 && !ratio)
            out.expected = value_of(leaf.type, from.expected[at]);
    }
    if (!out.missing.empty() && (out.measure.empty() || out.outcome == outcome::undecidable))
        out.measure = out.missing.front();
}

} // namespace

check_result::check_result(hierarchy units, as_of asked, std::vector<detail::rule_findings> rules,
                           std::vector<skipped_rule> skipped, problems notes)
    : units_(std::move(units)),
      asked_(asked),
      rules_(std::move(rules)),
      skipped_(std::move(skipped)),
      notes_(std::move(notes)) {
    for (auto const& r : rules_) {
        first_.push_back(size_);
        auto const& s = r.summary;
        auto const here = r.records.size() + (s.concerns_nobody ? 1 : 0);
        size_ += here;
        dropped_ += s.counts[outcome::fail] + s.counts[outcome::review] +
                    s.counts[outcome::undecidable] + s.near_misses - r.records.size();
    }
}

finding check_result::operator[](std::size_t i) const {
    PARTYORG_ASSERT(i < size_, "the position is one of a finding");
    auto const at = static_cast<std::size_t>(std::upper_bound(first_.begin(), first_.end(), i) -
                                             first_.begin() - 1);
    auto const& from = rules_[at];
    finding out;
    out.law = from.summary.law;
    out.rule_id = out.law->id;
    out.severity = out.law->weight();
    out.on = asked_.effective();
    if (i - first_[at] < from.records.size()) {
        auto const record = from.records[i - first_[at]];
        slot const unit(record.unit);
        out.outcome = static_cast<partyorg::outcome>(record.what);
        out.near_miss = (record.flags & 1) != 0;
        out.unit = unit;
        out.code = units_.code(unit);
        out.where = units_.origin(unit);
        fill_facts(out, from, i - first_[at]);
    }
    out.fingerprint = fingerprint_of(out.rule_id, out.code, out.measure, out.outcome);
    return out;
}

std::vector<finding> check_result::findings() const {
    std::vector<finding> out;
    out.reserve(size_);
    for (std::size_t i = 0; i < size_; ++i) out.push_back((*this)[i]);
    return out;
}

std::vector<rule_summary> check_result::by_rule() const {
    std::vector<rule_summary> out;
    out.reserve(rules_.size());
    for (auto const& r : rules_) out.push_back(r.summary);
    return out;
}

std::optional<rule_summary> check_result::of_rule(std::string_view id) const {
    for (auto const& r : rules_)
        if (r.summary.law->id == id) return r.summary;
    return {};
}

outcome_counts check_result::total() const {
    outcome_counts sum;
    for (auto const& r : rules_) sum += r.summary.counts;
    return sum;
}

std::vector<outcome_counts> check_result::by_unit() const {
    std::vector<outcome_counts> out(units_.size());
    for (auto const& r : rules_)
        for (std::size_t i = 0; i < r.records.size(); ++i) {
            auto const record = r.records[i];
            if ((record.flags & 1) == 0)
                ++out[record.unit][static_cast<partyorg::outcome>(record.what)];
        }
    return out;
}

std::vector<outcome_counts> check_result::rolled_up() const {
    auto out = by_unit();
    auto const parent = units_.parents();
    for (auto s = units_.size(); s-- > 0;)
        if (parent[s] != s) out[parent[s]] += out[s];
    return out;
}

bool check_result::has_errors() const {
    return std::any_of(rules_.begin(), rules_.end(), [](auto const& r) {
        return r.summary.law->weight() == rule_severity::error &&
               (r.summary.counts[outcome::fail] != 0 || r.summary.concerns_nobody);
    });
}

} // namespace partyorg
