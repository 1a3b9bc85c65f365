#include "testing/draft.hpp"

#include <partyorg/testing/shrink.hpp>

#include <algorithm>

namespace partyorg::testing {

namespace {

class shrinker {
public:
    shrinker(organisation const& whole, organisation_predicate const& still_fails,
             shrink_options const& options)
        : best_(draft_of(whole)),
          result_(whole),
          still_fails_(still_fails),
          left_(options.question_limit) {}

    organisation run() {
        bool smaller = true;
        while (smaller && left_ > 0) {
            smaller = take_subtree();
            smaller = drop_units() || smaller;
            smaller = drop_one_by_one(&draft::columns) || smaller;
            smaller = drop_one_by_one(&draft::totals) || smaller;
            smaller = drop_one_by_one(&draft::links) || smaller;
            smaller = drop_bodies() || smaller;
            smaller = simplify_cells() || smaller;
            smaller = drop_names() || smaller;
        }
        return std::move(result_);
    }

private:
    bool accept(draft const& candidate) {
        if (left_ == 0 || candidate.units.empty()) return false;
        --left_;
        auto built = organisation_of(candidate, result_.source);
        if (!still_fails_(built)) return false;
        best_ = draft_of(built); // pre-order again
        result_ = std::move(built);
        return true;
    }
    std::size_t end_of(std::size_t unit) const {
        return result_.units.end(slot(static_cast<std::uint32_t>(unit))).value();
    }
    /// The smallest subtree that fails by itself: units go upwards, so deep ones are tried first.
    bool take_subtree() {
        auto const size = best_.units.size();
        std::vector<std::size_t> order(size);
        for (std::size_t i = 0; i < size; ++i) order[i] = i;
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            auto const x = end_of(a) - a, y = end_of(b) - b;
            return x != y ? x < y : a < b;
        });
        // Many small ones: a few hundred questions must do, the rest is for dropping units.
        std::size_t tried = 0;
        for (auto const i : order) {
            if (end_of(i) - i == size || ++tried > 400) break;
            std::vector<char> keep(size, 0);
            std::fill(keep.begin() + static_cast<std::ptrdiff_t>(i),
                      keep.begin() + static_cast<std::ptrdiff_t>(end_of(i)), char{1});
            if (accept(keep_units(best_, keep))) return true;
        }
        return false;
    }
    /// Groups of neighbouring units with all below them, halving the group's size each time.
    bool drop_units() {
        bool any = false;
        for (auto size = best_.units.size() / 2; size > 0; size /= 2)
            for (std::size_t from = 0; from < best_.units.size();) {
                auto const count = best_.units.size();
                std::vector<char> keep(count, 1);
                for (auto i = from; i < count && i < from + size; ++i)
                    std::fill(keep.begin() + static_cast<std::ptrdiff_t>(i),
                              keep.begin() + static_cast<std::ptrdiff_t>(end_of(i)), char{0});
                if (accept(keep_units(best_, keep)))
                    any = true; // the units after the group have moved up to `from`
                else
                    from += size;
            }
        return any;
    }
    template <class T>
    bool drop_one_by_one(std::vector<T> draft::* list) {
        bool any = false;
        for (auto i = (best_.*list).size(); i-- > 0;) {
            auto candidate = best_;
            (candidate.*list).erase((candidate.*list).begin() + static_cast<std::ptrdiff_t>(i));
            any = accept(candidate) || any;
        }
        return any;
    }
    bool drop_bodies() {
        if (!best_.links.empty()) return false; // links name bodies by position
        return drop_one_by_one(&draft::bodies);
    }
    bool try_cell(std::size_t column, std::size_t unit, any_cell const& content) {
        if (best_.columns[column].cells[unit] == content) return false;
        auto candidate = best_;
        candidate.columns[column].cells[unit] = content;
        return accept(candidate);
    }
    bool simplify_cells() {
        bool any = false;
        for (std::size_t c = 0; c < best_.columns.size(); ++c)
            for (std::size_t u = 0; u < best_.units.size(); ++u) {
                if (best_.columns[c].cells[u].state() == cell_state::blank) continue;
                if (try_cell(c, u, blank)) {
                    any = true;
                    continue;
                }
                any = make_smaller(c, u) || any;
            }
        return any;
    }
    /// Towards zero by halving what can be spared, so that a threshold shows itself.
    bool make_smaller(std::size_t c, std::size_t u) {
        auto const* n = best_.columns[c].cells[u].as<std::int64_t>();
        if (!n || *n == 0) return false;
        auto const value = *n;
        if (try_cell(c, u, 0)) return true;
        bool any = false;
        for (auto step = value / 2; step != 0;) {
            auto const now = *best_.columns[c].cells[u].as<std::int64_t>();
            if ((now > 0) == (now - step > 0) && now != step && try_cell(c, u, now - step))
                any = true;
            else
                step /= 2;
        }
        return any;
    }
    bool drop_names() {
        bool any = false;
        for (std::size_t u = 0; u < best_.units.size(); ++u) {
            if (best_.units[u].name.empty()) continue;
            auto candidate = best_;
            candidate.units[u].name.clear();
            any = accept(candidate) || any;
        }
        return any;
    }

    draft best_;
    organisation result_;
    organisation_predicate const& still_fails_;
    std::size_t left_;
};

} // namespace

organisation shrink(organisation const& whole, organisation_predicate const& still_fails,
                    shrink_options const& options) {
    return shrinker(whole, still_fails, options).run();
}

} // namespace partyorg::testing
