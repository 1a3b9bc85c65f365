#include "support/catch.hpp"

#include <partyorg/io/rule_file.hpp>
#include <partyorg/measures/built_in.hpp>

#include <array>
#include <random>

namespace po = partyorg;

namespace {

/// Builds expressions at random from the table of nodes.
class random_rules {
public:
    explicit random_rules(std::uint32_t seed) : random_(seed) {}

    po::rule_book book() {
        po::rule_book out;
        for (std::uint64_t i = 0, n = 1 + below(4); i < n; ++i)
            out.add(rule("r" + std::to_string(i)));
        return out;
    }

private:
    std::uint64_t below(std::uint64_t n) { return random_() % n; }
    bool one_in(std::uint64_t n) { return below(n) == 0; }
    template <class T, std::size_t N>
    T pick(std::array<T, N> const& from) {
        return from[below(N)];
    }

    po::rule rule(std::string id) {
        po::rule r{.in_force = po::period(day(), {})};
        if (one_in(2)) r.in_force = po::period(po::date(2000, 1, 1), po::date(2024, 12, 31));
        r.id = std::move(id);
        r.title = label();
        r.source = {"1-QĐ/TW",
                    one_in(2) ? "Ban \"Bí thư\"" : "",
                    {},
                    one_in(2) ? "Điều 1" : "",
                    static_cast<po::confidence>(below(5))};
        if (one_in(2)) r.source.signed_on = day();
        r.severity = static_cast<po::rule_severity>(below(3));
        r.parameters = {{"a", number()}, {"b", number()}};
        r.scope = node(po::expression_kind::condition, 3);
        r.condition = node(po::expression_kind::condition, 5);
        if (one_in(3)) r.exemption = node(po::expression_kind::condition, 2);
        if (one_in(3)) r.consent = "consent.x";
        r.breach = one_in(2) ? po::outcome::review : po::outcome::fail;
        r.on_empty = static_cast<po::empty_selection>(below(2));
        r.state = static_cast<po::rule_switch>(below(3));
        r.note = label();
        return r;
    }

    po::date day() {
        return po::date(static_cast<unsigned short>(2000 + below(30)),
                        static_cast<unsigned short>(1 + below(12)),
                        static_cast<unsigned short>(1 + below(28)));
    }
    std::int64_t number() {
        constexpr std::array<std::int64_t, 6> odd = {0, 1, -1, 3, INT64_MAX, INT64_MIN};
        return one_in(2) ? pick(odd) : static_cast<std::int64_t>(below(100));
    }
    po::label label() {
        switch (below(4)) {
        case 0:
            return {};
        case 1:
            return {"chỉ tiếng Việt", ""};
        case 2:
            return {"", "English \\ \"only\"\n"};
        default:
            return {"tổ chức", "unit"};
        }
    }

    po::expression node(po::expression_kind kind, int levels) {
        auto const& ops = po::expression_ops();
        while (true) {
            auto const& info = ops[below(ops.size())];
            if (info.gives != kind || info.op == po::expression_op::user) continue;
            if (levels == 0 && info.most_args != 0) continue;
            return filled(info, levels);
        }
    }

    po::expression filled(po::expression_op_info const& info, int levels) {
        using enum po::expression_op;
        po::expression_node out{.op = info.op};
        if (info.is_measure) name_measure(out);
        switch (info.op) {
        case number:
            out.value = this->number();
            break;
        case parameter:
            out.name = one_in(2) ? "a" : "b";
            out.value = this->number();
            break;
        case kind_in:
        case parent_kind_in:
        case under_kind:
            out.value = static_cast<std::int64_t>(1 + below((1u << po::unit_kind_count) - 1));
            break;
        case same_name:
            out.value = static_cast<std::int64_t>(below(2));
            break;
        case po::expression_op::day:
            out.day = this->day();
            break;
        case owes:
        case obligations_met:
            if (one_in(2)) out.name = "plan";
            break;
        case compare:
        case compare_days:
        case compare_ratio:
            out.compared = static_cast<po::comparison>(below(6));
            break;
        case plus_months:
            out.months = static_cast<po::month_policy>(below(3));
            break;
        default:
            break;
        }
        auto const most = std::min<std::size_t>(info.most_args, info.least_args + 2);
        auto const count = info.least_args + below(most - info.least_args + 1);
        for (std::size_t i = 0; i < count; ++i)
            out.args.push_back(node(info.takes[std::min<std::size_t>(i, 1)], levels - 1));
        if (info.op == compare_ratio) {
            out.args[2] = po::expression({.op = number, .value = 3});
            out.args[3] = po::expression({.op = number, .value = 100});
        }
        return po::expression(std::move(out));
    }

    void name_measure(po::expression_node& out) {
        using enum po::expression_op;
        if (out.op == covered || out.op == coverable)
            out.name = one_in(2) ? "coverage.villages" : "my.coverage";
        else if (out.op == day_cell)
            out.name = "my.day";
        else
            out.name = one_in(2) ? "members.official" : "my.count";
        auto const built_in = po::find_built_in_measure(out.name);
        out.label = built_in && !one_in(4) ? po::label(built_in->label) : label();
    }

    std::mt19937_64 random_;
};

} // namespace

TEST_CASE("any well-formed book survives being written and read", "[rule_file]") {
    for (std::uint32_t seed = 0; seed < 400; ++seed) {
        auto const book = random_rules(seed).book();
        INFO("seed " << seed);
        REQUIRE_FALSE(book.verify().has_errors());
        auto const text = po::io::write_rules(book);
        auto const again = po::io::parse_rules({"r.json", text});
        INFO(text);
        INFO(po::to_string(again.problems()));
        REQUIRE(again.has_value());
        REQUIRE(*again == book);
        REQUIRE(po::io::write_rules(*again) == text);
    }
}

TEST_CASE("a damaged file gives defects with places, never half a book", "[rule_file]") {
    std::mt19937_64 random(7);
    auto const text = po::io::write_rules(random_rules(1).book());
    for (int i = 0; i < 2000; ++i) {
        auto damaged = text;
        auto const at = random() % damaged.size();
        switch (random() % 3) {
        case 0:
            damaged.erase(at, 1 + random() % 20);
            break;
        case 1:
            damaged[at] = "{}[]\",:x0"[random() % 9];
            break;
        default:
            damaged.insert(at, damaged.substr(random() % damaged.size(), random() % 20));
        }
        auto const got = po::io::parse_rules({"r.json", damaged});
        if (got.has_value()) {
            CHECK_FALSE(got->verify().has_errors());
            continue;
        }
        for (auto const& p : got.problems()) CHECK(p.where.line != 0);
    }
}
