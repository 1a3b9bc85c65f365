#include "conflict.hpp"
#include "flow_bounds.hpp"

#include <partyorg/targets/two_way.hpp>

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace partyorg {

namespace {

/// Without expression templates: a product is a number at once.
using whole = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>,
                                            boost::multiprecision::et_off>;

/// Bounds of every cell, with the demands worked in.
struct cell_bounds {
    std::vector<std::int64_t> lower{}, upper{};
};

/// Larger than any total.
constexpr std::int64_t unlimited = most_seats + 1;

cell_bounds bounds_of(two_way_request const& r, std::vector<two_way_demand> const& demands) {
    cell_bounds b;
    b.lower.resize(r.weights.size());
    b.upper.resize(r.weights.size(), unlimited);
    for (auto const& d : demands) {
        if (!d.row || !d.column) continue;
        auto const i = *d.row * r.columns.size() + *d.column;
        b.lower[i] = std::max({b.lower[i], d.lower.value_or(0), d.hold.value_or(0)});
        b.upper[i] =
            std::min({b.upper[i], d.upper.value_or(unlimited), d.hold.value_or(unlimited)});
    }
    for (std::size_t i = 0; i < r.weights.size(); ++i)
        if (r.weights[i] == 0) b.upper[i] = std::min(b.upper[i], b.lower[i]);
    return b;
}

/// Margins and bounds as one list of demands.
std::vector<two_way_demand> all_demands(two_way_request const& r) {
    std::vector<two_way_demand> all;
    all.reserve(r.row_totals.size() + r.column_totals.size() + r.demands.size());
    for (std::size_t i = 0; i < r.row_totals.size(); ++i)
        all.push_back({.row = i, .hold = r.row_totals[i]});
    for (std::size_t j = 0; j < r.column_totals.size(); ++j)
        all.push_back({.column = j, .hold = r.column_totals[j]});
    all.insert(all.end(), r.demands.begin(), r.demands.end());
    return all;
}

bool can_be_met(two_way_request const& r, std::vector<two_way_demand> const& demands) {
    auto const cells = bounds_of(r, demands);
    detail::margin_bounds rows(r.rows.size(), unlimited), columns(r.columns.size(), unlimited);
    for (auto const& d : demands) {
        if (d.row && !d.column) rows.fix(*d.row, *d.hold);
        if (d.column && !d.row) columns.fix(*d.column, *d.hold);
    }
    return detail::has_flow(rows, columns, cells.lower, cells.upper);
}

// --- chains of transfers --------------------------------------------------------------------

/// The product of claims along a chain, as an exact fraction; its logarithm decides whatever it
/// can.
struct cost {
    whole over = 1, under = 1;
    double log = 0;
    bool known = false;
};

bool less(cost const& a, cost const& b) {
    if (!b.known) return a.known;
    auto const apart = a.log - b.log;
    // A logarithm of a number with thousands of digits is good to far more than this.
    if (std::fabs(apart) > 1e-6) return apart < 0;
    return a.over * b.under < b.over * a.under;
}

/// A table in the making, and the cheapest chains through it.
class transfers {
public:
    transfers(two_way_request const& r, std::vector<std::int64_t> cells)
        : r_(r),
          rows_(r.rows.size()),
          columns_(r.columns.size()),
          bounds_(bounds_of(r, r.demands)),
          cells_(std::move(cells)) {}
    explicit transfers(two_way_request const& r)
        : r_(r),
          rows_(r.rows.size()),
          columns_(r.columns.size()),
          bounds_(bounds_of(r, r.demands)),
          cells_(bounds_.lower) {}

    /// Gives every seat that the lower bounds leave.
    /// @pre The demands can be met.
    std::vector<std::int64_t> run() {
        row_rest_ = r_.row_totals;
        column_rest_ = r_.column_totals;
        for (std::size_t i = 0; i < rows_; ++i)
            for (std::size_t j = 0; j < columns_; ++j) {
                row_rest_[i] -= cells_[i * columns_ + j];
                column_rest_[j] -= cells_[i * columns_ + j];
            }
        auto left = std::accumulate(row_rest_.begin(), row_rest_.end(), std::int64_t{0});
        for (; left > 0; --left) give_one();
        return std::move(cells_);
    }

    /// Whether some closed chain of transfers would make the table more proportional.
    /// If not, the factors of rows and columns are settled afterwards.
    bool can_be_improved() {
        begin();
        for (auto& c : row_cost_) c.known = true;
        // Without such a chain every label is settled after as many rounds as there are labels.
        for (std::size_t round = 0; round <= rows_ + columns_; ++round)
            if (!relax()) return false;
        return true;
    }

    /// weight · factors, the number that is rounded; a fraction.
    /// @pre `can_be_improved()` was false.
    std::pair<whole, whole> share(std::size_t i, std::size_t j) const {
        auto const& row = row_cost_[i];
        auto const& column = column_cost_[j];
        whole const halves = r_.method == apportionment_method::webster ? 2 : 1;
        return {column.over * row.under * r_.weights[i * columns_ + j],
                column.under * row.over * halves};
    }
    std::int64_t lower(std::size_t at) const { return bounds_.lower[at]; }
    std::int64_t upper(std::size_t at) const { return bounds_.upper[at]; }

private:
    // The claim to seat k+1 is weight / d(k), up to a constant that every chain has alike.
    std::int64_t d(std::int64_t k) const {
        return r_.method == apportionment_method::webster ? 2 * k + 1 : k + 1;
    }
    cost step(cost const& from, std::int64_t over, std::int64_t under) const {
        return {from.over * over, from.under * under,
                from.log + std::log(static_cast<double>(over)) -
                    std::log(static_cast<double>(under)),
                true};
    }
    void begin() {
        row_cost_.assign(rows_, {});
        column_cost_.assign(columns_, {});
        row_from_.assign(rows_, columns_);
        column_from_.assign(columns_, rows_);
    }
    // One round along every cell: forwards one more seat, backwards one fewer.
    bool relax() {
        bool changed = false;
        for (std::size_t i = 0; i < rows_; ++i)
            for (std::size_t j = 0; j < columns_; ++j) {
                auto const at = i * columns_ + j;
                auto const weight = r_.weights[at];
                if (row_cost_[i].known && cells_[at] < bounds_.upper[at])
                    changed |= offer(step(row_cost_[i], d(cells_[at]), weight), column_cost_[j],
                                     column_from_[j], i);
            }
        for (std::size_t i = 0; i < rows_; ++i)
            for (std::size_t j = 0; j < columns_; ++j) {
                auto const at = i * columns_ + j;
                auto const weight = r_.weights[at];
                if (weight != 0 && column_cost_[j].known && cells_[at] > bounds_.lower[at])
                    changed |= offer(step(column_cost_[j], weight, d(cells_[at] - 1)), row_cost_[i],
                                     row_from_[i], j);
            }
        return changed;
    }
    static bool offer(cost offered, cost& standing, std::size_t& from, std::size_t by) {
        if (!less(offered, standing)) return false;
        standing = std::move(offered);
        from = by;
        return true;
    }
    void give_one() {
        begin();
        for (std::size_t i = 0; i < rows_; ++i) row_cost_[i].known = row_rest_[i] > 0;
        while (relax()) {
        }
        std::size_t best = columns_;
        for (std::size_t j = 0; j < columns_; ++j)
            if (column_rest_[j] > 0 && column_cost_[j].known &&
                (best == columns_ || less(column_cost_[j], column_cost_[best])))
                best = j;
        PARTYORG_ASSERT(best < columns_, "demands that can be met leave a chain");
        --column_rest_[best];
        for (auto j = best;;) {
            auto const i = column_from_[j];
            ++cells_[i * columns_ + j];
            j = row_from_[i];
            if (j == columns_) {
                --row_rest_[i];
                return;
            }
            --cells_[i * columns_ + j];
        }
    }

    two_way_request const& r_;
    std::size_t rows_, columns_;
    cell_bounds bounds_;
    std::vector<std::int64_t> cells_;
    std::vector<std::int64_t> row_rest_{}, column_rest_{};
    std::vector<cost> row_cost_{}, column_cost_{};
    std::vector<std::size_t> row_from_{}, column_from_{};
};

/// a/b, cut after three places: "3.249…".
std::string decimal(whole const& a, whole const& b, char point) {
    whole const thousandths = a * 1000 / b;
    whole const first = thousandths / 1000, rest = thousandths % 1000;
    auto text = first.str();
    if (rest != 0) {
        auto digits = rest.str();
        digits.insert(0, 3 - digits.size(), '0');
        while (digits.back() == '0') digits.pop_back();
        text += point + digits;
    }
    return thousandths * b == a * 1000 ? text : text + "…";
}

// --- checks and messages --------------------------------------------------------------------

std::string text_of(two_way_request const& r, two_way_demand const& d) {
    auto const row = d.row ? "'" + r.rows[*d.row] + "'" : "";
    auto const column = d.column ? "'" + r.columns[*d.column] + "'" : "";
    auto text = row + (d.row && d.column ? " " : "") + column;
    if (!d.row || !d.column) text += " in total";
    if (d.hold) return text + " exactly " + std::to_string(*d.hold);
    if (d.lower) text += " at least " + std::to_string(*d.lower);
    if (d.upper) text += (d.lower ? " and" : "") + (" at most " + std::to_string(*d.upper));
    return text;
}

class table_check {
public:
    explicit table_check(two_way_request const& request) : r_(request) {}

    problems run() {
        if (r_.method != apportionment_method::webster &&
            r_.method != apportionment_method::jefferson)
            found_.error(defect::measure_mismatch, {},
                         "a table is divided by 'webster' or 'jefferson', not by '" +
                             std::string(to_string(r_.method)) + "'");
        sizes();
        if (found_.has_errors()) return std::move(found_);
        for (std::size_t i = 0; i < r_.rows.size(); ++i)
            figure(r_.row_totals[i], "'" + r_.rows[i] + "' in total");
        for (std::size_t j = 0; j < r_.columns.size(); ++j)
            figure(r_.column_totals[j], "'" + r_.columns[j] + "' in total");
        for (std::size_t i = 0; i < r_.weights.size(); ++i)
            if (r_.weights[i] < 0)
                found_.error(defect::negative_weight, {},
                             "'" + r_.rows[i / r_.columns.size()] + "' '" +
                                 r_.columns[i % r_.columns.size()] + "': weight " +
                                 std::to_string(r_.weights[i]));
        for (auto const& d : r_.demands) demand(d);
        if (!found_.has_errors()) margins();
        return std::move(found_);
    }

private:
    void sizes() {
        if (r_.row_totals.size() != r_.rows.size() ||
            r_.column_totals.size() != r_.columns.size() ||
            r_.weights.size() != r_.rows.size() * r_.columns.size())
            found_.error(defect::measure_mismatch, {},
                         std::to_string(r_.rows.size()) + " rows and " +
                             std::to_string(r_.columns.size()) + " columns, but " +
                             std::to_string(r_.row_totals.size()) + " and " +
                             std::to_string(r_.column_totals.size()) + " totals and " +
                             std::to_string(r_.weights.size()) + " weights");
    }
    void figure(std::optional<std::int64_t> value, std::string const& what) {
        if (value && *value < 0)
            found_.error(defect::negative_target, {}, what + ": " + std::to_string(*value));
        if (value && *value > most_seats)
            found_.error(defect::weights_too_fine, {},
                         what + ": " + std::to_string(*value) + " is too large");
    }
    void demand(two_way_demand const& d) {
        if (!d.row || !d.column || *d.row >= r_.rows.size() || *d.column >= r_.columns.size()) {
            found_.error(defect::unknown_unit, {}, "a demand on a cell that does not exist");
            return;
        }
        auto const what = "'" + r_.rows[*d.row] + "' '" + r_.columns[*d.column] + "'";
        figure(d.lower, what + " at least");
        figure(d.upper, what + " at most");
        figure(d.hold, what + " held");
    }
    void margins() {
        auto const rows =
            std::accumulate(r_.row_totals.begin(), r_.row_totals.end(), std::int64_t{0});
        auto const columns =
            std::accumulate(r_.column_totals.begin(), r_.column_totals.end(), std::int64_t{0});
        if (rows != columns)
            found_.error(defect::margins_differ, {},
                         "the rows add up to " + std::to_string(rows) + ", the columns to " +
                             std::to_string(columns));
        else if (rows > most_two_way_seats)
            found_.error(defect::weights_too_fine, {},
                         std::to_string(rows) + " seats are too many for one table");
    }

    two_way_request const& r_;
    problems found_{};
};

} // namespace

std::vector<two_way_demand> find_two_way_conflict(two_way_request const& request) {
    auto const all = all_demands(request);
    if (can_be_met(request, all)) return {};
    return detail::smallest_conflict(
        all, [&](std::vector<two_way_demand> const& some) { return can_be_met(request, some); });
}

result<two_way_result> divide_two_way(two_way_request const& request) {
    auto found = table_check(request).run();
    if (found.has_errors()) return found;
    if (auto const conflict = find_two_way_conflict(request); !conflict.empty()) {
        std::string text = "these demands cannot be met together:";
        for (auto const& d : conflict)
            text += (d == conflict.front() ? " " : "; ") + text_of(request, d);
        found.error(defect::cascade_infeasible, {}, text);
        return found;
    }
    return two_way_result{request.columns.size(), transfers(request).run()};
}

problems verify(two_way_result const& answer, two_way_request const& request) {
    problems found;
    auto const wrong = [&](std::string text) {
        found.error(defect::certificate_wrong, {}, std::move(text));
    };
    auto const n = request.rows.size(), m = request.columns.size();
    if (answer.columns != m || answer.cells.size() != n * m) {
        wrong(std::to_string(answer.cells.size()) + " figures for " + std::to_string(n * m) +
              " cells");
        return found;
    }
    auto const bounds = bounds_of(request, request.demands);
    std::vector<std::int64_t> rows(n), columns(m);
    for (std::size_t i = 0; i < n * m; ++i) {
        rows[i / m] += answer.cells[i];
        columns[i % m] += answer.cells[i];
        if (answer.cells[i] < bounds.lower[i] || answer.cells[i] > bounds.upper[i])
            wrong("'" + request.rows[i / m] + "' '" + request.columns[i % m] +
                  "': " + std::to_string(answer.cells[i]) + " is outside its bounds");
    }
    for (std::size_t i = 0; i < n; ++i)
        if (rows[i] != request.row_totals[i])
            wrong("row '" + request.rows[i] + "' adds up to " + std::to_string(rows[i]));
    for (std::size_t j = 0; j < m; ++j)
        if (columns[j] != request.column_totals[j])
            wrong("column '" + request.columns[j] + "' adds up to " + std::to_string(columns[j]));
    if (found.empty() && transfers(request, answer.cells).can_be_improved())
        wrong("a chain of transfers makes the table more proportional");
    return found;
}

label why(two_way_request const& request, two_way_result const& answer, std::size_t row,
          std::size_t column) {
    auto const at = row * request.columns.size() + column;
    auto const got = std::to_string(answer.cells[at]);
    auto const lead = request.rows[row] + " × " + request.columns[column] + ": " + got;
    if (request.weights[at] == 0)
        return {lead + ", vì cơ sở tính bằng 0.", lead + ", because its weight is 0."};
    transfers table(request, answer.cells);
    if (table.lower(at) == table.upper(at)) return {lead + ", giữ cố định.", lead + ", held."};
    if (table.can_be_improved())
        return {lead + ", chưa sát tỷ lệ nhất.", lead + ", not the most proportional."};
    auto const [over, under] = table.share(row, column);
    auto const weight = std::to_string(request.weights[at]);
    label text{lead + "; cơ sở " + weight + " nhân hệ số của hàng và của cột được " +
                   decimal(over, under, ','),
               lead + "; its weight " + weight + " times the factors of its row and column is " +
                   decimal(over, under, '.')};
    // Where the rounded number is another one, only a bound can have stopped it.
    whole const seats = answer.cells[at];
    bool const nearest = request.method == apportionment_method::webster;
    whole const doubled = 2 * over, step = 2 * under;
    whole const low = nearest ? (2 * seats - 1) * under : seats * step;
    whole const high = nearest ? (2 * seats + 1) * under : (seats + 1) * step;
    if (doubled < low) {
        text.vi += ", nhưng giới hạn dưới là " + got + ".";
        text.en += ", but its lower bound is " + got + ".";
    } else if (doubled > high) {
        text.vi += ", nhưng giới hạn trên là " + got + ".";
        text.en += ", but its upper bound is " + got + ".";
    } else {
        // Factors are not unique, and those at hand may reach a border.
        auto const most = 2 * under;
        text.vi += "; từ " + decimal(std::max(low, whole(0)), most, ',') + " đến " +
                   decimal(high, most, ',') + " thì được " + got + ".";
        text.en += "; what lies from " + decimal(std::max(low, whole(0)), most, '.') + " to " +
                   decimal(high, most, '.') + " gives " + got + ".";
    }
    return text;
}

} // namespace partyorg
