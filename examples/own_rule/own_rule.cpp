/// @file
/// An organisational rule of one's own: written, dated, checked, explained.

#include <partyorg/partyorg.hpp>

#include <iostream>

namespace po = partyorg;

namespace {

po::organisation commune() {
    using enum po::unit_kind;
    po::hierarchy_builder build;
    build.add({.code = "X", .kind = grassroots_committee, .name = "Đảng bộ xã X"});
    build.add({.code = "X-1", .parent = "X", .kind = subordinate_cell, .name = "Chi bộ bản Một"});
    build.add({.code = "X-2", .parent = "X", .kind = subordinate_cell, .name = "Chi bộ bản Hai"});
    build.add(
        {.code = "X-3", .parent = "X", .kind = subordinate_cell, .name = "Chi bộ trường học"});
    po::organisation whole(build.finish());
    auto& official = whole.figures.add(po::membership::official);
    official[*whole.units.find("X-1")] = 12;
    official[*whole.units.find("X-2")] = 2; // the school's cell has not reported
    return whole;
}

//! [rule]
po::rule three_members() {
    return po::units()
        .that(po::are(po::unit_kind::subordinate_cell))
        .should(po::have_at_least(po::parameter("min", 3), po::membership::official))
        .because(po::cite("Điều lệ Đảng", "Đại hội đại biểu toàn quốc", po::date(2011, 1, 19),
                          "Điều 21(2)"))
        .in_force(po::period(po::date(2011, 1, 19)))
        .named("own.three", {"Tối thiểu ba đảng viên chính thức", "At least three members"});
}
//! [rule]

void print(po::finding const& f) {
    //! [finding]
    std::cout << f.code << ' ' << po::to_string(f.outcome);
    if (f.observed)
        std::cout << ": " << po::to_string(f.observed) << ", should be " << po::sign_of(f.compared)
                  << ' ' << po::to_string(f.expected);
    for (auto const& input : f.missing) std::cout << ": " << input << " is missing";
    std::cout << "\n  " << po::to_string(f.version().source) << '\n';
    //! [finding]
}

} // namespace

int main() {
    auto const whole = commune();

    //! [sentence]
    auto const sentence = po::describe(three_members());
    std::cout << sentence.vi << '\n' << sentence.en << '\n';
    //! [sentence]

    //! [check]
    po::rule_book book;
    book.add(three_members());
    po::as_of const day(po::date(2024, 1, 15));
    auto const result = po::check(whole, book, day);
    for (auto const& found : result) print(found);
    auto const counts = result.total();
    std::cout << counts[po::outcome::pass] << " of " << counts.concerned() << " pass\n";
    //! [check]

    //! [override]
    book.set_parameter("own.three", "min", 2);
    std::cout << "with two: " << po::check(whole, book, day).total()[po::outcome::pass] << '\n';
    //! [override]

    //! [dates]
    auto const before = po::check(whole, book, po::as_of(po::date(2010, 1, 1)));
    std::cout << before.skipped().front().id << ' ' << po::to_string(before.skipped().front().why)
              << '\n';
    //! [dates]

    //! [statutes]
    auto const statutes = po::check(whole, po::statutes::all(), day);
    std::cout << statutes.by_rule().size() << " rules of the statutes and of plans hold that day\n";
    //! [statutes]
}
