#include "table_counts.hpp"

#include <partyorg/targets/allocation.hpp>

#include <algorithm>

namespace partyorg {

namespace {

class allocating {
public:
    allocating(table const& figures, allocation_request const& request)
        : figures_(figures),
          units_(figures.units()),
          r_(request) {}

    result<allocation> run() {
        by_ = {figures_, r_.by, found_};
        if (!r_.maximum.empty()) maximum_ = {figures_, r_.maximum, found_};
        if (r_.minimum && *r_.minimum < 0)
            found_.error(defect::negative_target, {}, "minimum " + std::to_string(*r_.minimum));
        auto holds = find_holds();
        if (!by_) return found_;
        for (std::uint32_t i = 0; i < units_.size(); ++i) consider(slot(i), holds);
        detail::report_nesting(units_, answer_.units, r_.by, found_);
        apportion_request request{.seats = r_.seats,
                                  .method = r_.method,
                                  .ties = r_.ties,
                                  .seed = r_.seed,
                                  .log = r_.log,
                                  .places = {}};
        auto divided = apportion(answer_.claims, request);
        if (!divided) {
            // Only now are the places worth their price.
            std::vector<place> places;
            places.reserve(answer_.units.size());
            for (auto const s : answer_.units) places.push_back(units_.origin(s));
            if (places.empty() && !units_.empty()) places.push_back(units_.origin(slot(0)));
            request.places = places;
            found_.append(apportion(answer_.claims, request).error());
        }
        if (found_.has_errors()) return found_;
        answer_.result = std::move(divided).value();
        return std::move(answer_);
    }

private:
    using held = std::pair<slot, std::int64_t>;

    std::vector<held> find_holds() {
        std::vector<held> holds;
        for (auto const& [code, seats] : r_.holds) {
            auto const s = units_.find(code);
            if (!s) {
                found_.error(defect::unknown_unit, {}, "no unit '" + code + "' to hold");
                continue;
            }
            for (auto const& other : holds)
                if (other.first == *s && other.second != seats)
                    found_.error(defect::bounds_reversed, units_.origin(*s),
                                 "unit '" + code + "' is held at " + std::to_string(other.second) +
                                     " and at " + std::to_string(seats));
            holds.emplace_back(*s, seats);
        }
        return holds;
    }

    void consider(slot s, std::vector<held> const& holds) {
        auto const basis = by_[s];
        claim c{.name = units_.code(s), .basis = {basis.value_or(0)}};
        for (auto const& [unit, seats] : holds)
            if (unit == s) c.hold = seats;
        if (basis.is_blank() && !c.hold) return;
        // A hold speaks last, so the general bounds do not contradict it.
        if (!c.hold && r_.minimum.value_or(-1) >= 0 && c.basis.numerator > 0) c.lower = r_.minimum;
        if (!c.hold && maximum_ && !maximum_[s].is_blank()) c.upper = maximum_[s].value_or(0);
        answer_.units.push_back(s);
        answer_.claims.push_back(c);
    }

    table const& figures_;
    hierarchy const& units_;
    allocation_request const& r_;
    detail::count_view by_{};
    detail::count_view maximum_{};
    problems found_{};
    allocation answer_{};
};

} // namespace

std::optional<std::size_t> allocation::position_of(slot unit) const {
    auto const at = std::lower_bound(units.begin(), units.end(), unit);
    if (at == units.end() || *at != unit) return {};
    return static_cast<std::size_t>(at - units.begin());
}

count_column allocation::as_column(table const& figures, std::string const& by) const {
    count_column seats(figures.units(), quota::allocated);
    auto const* basis = figures.find(by);
    for (std::size_t i = 0; i < units.size(); ++i) {
        auto const got = result.seats()[i];
        bool const none = basis && basis->state(units[i]) == cell_state::declared_none;
        if (none && got == 0)
            seats[units[i]] = declared_none;
        else
            seats[units[i]] = got;
    }
    return seats;
}

result<allocation> allocate(table const& figures, allocation_request const& request) {
    return allocating(figures, request).run();
}

} // namespace partyorg
