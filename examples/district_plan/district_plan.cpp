// The second page of the tutorial: a published plan, reconciled and explained.
#include <partyorg/io/plan_document.hpp>
#include <partyorg/measures/quota.hpp>
#include <partyorg/organisation/suspects.hpp>
#include <partyorg/rollup/explain.hpp>
#include <partyorg/targets/deviation.hpp>

#include <iostream>

namespace po = partyorg;

int main() {
    //! [read]
    auto const plan = po::io::read_plan("data/phong-tho-2024/plan.txt");
    std::cout << plan.title << ": " << plan.units.size() - 1 << " units\n";
    //! [read]

    //! [totals]
    auto const district = po::slot(0);
    for (auto const& total : plan.totals)
        std::cout << total.measure << ": printed " << total.value << ", rolled up "
                  << *po::sum_below(*plan.figures.find(total.measure), district) << '\n';
    std::cout << po::reconcile(plan).size() << " discrepancies\n";
    //! [totals]

    //! [groups]
    for (auto const& g : po::group_by(plan, po::by_kind{}, plan[po::quota::assigned]))
        std::cout << po::to_string(g.key) << ": " << g.value << '\n';
    //! [groups]

    //! [deviations]
    for (auto const& d : po::deviations(plan.figures))
        if (d.assigned_without_registration())
            std::cout << plan.units.name(d.unit) << ": " << d.assigned_id
                      << " assigned although nothing was registered\n";
    //! [deviations]

    //! [slip]
    auto slip = plan;
    slip.totals[2].value = 152; // two digits of 125 exchanged
    for (auto const& gap : po::reconcile(slip)) {
        std::cout << gap.measure << " differs by " << gap.difference() << '\n';
        std::cout << po::find_suspects(slip, gap).front().explanation.en << '\n';
    }
    //! [slip]
}
