#pragma once
// Whether linear equations with whole coefficients have a solution between bounds, some of whose
// variables are whole: decided without rounding.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace partyorg::detail {

/// What a search came to.
enum class verdict : std::uint8_t {
    possible,   ///< there is a solution, and it was found
    impossible, ///< there is none
    unknown,    ///< the search took more work than it was allowed
};

/// Variables between whole bounds, and sums of them between bounds of their own.
///
/// A basis of the sums is changed one variable at a time; the rule of the smallest index keeps it
/// from going round in circles. Rows hold whole numbers without a common factor.
/// @source B. Dutertre, L. de Moura: A fast linear-arithmetic solver for DPLL(T), 2006;
///         A. Land, A. Doig: An automatic method of solving discrete programming problems, 1960.
class exact_simplex {
public:
    using variable = std::uint32_t;
    struct term {
        variable of = 0;
        std::int64_t factor = 0;
    };

    /// @param work How many coefficients may be touched before the search gives up.
    explicit exact_simplex(std::int64_t work) : left_(work) {}

    /// A variable of its own.
    /// @param start Where the search begins; brought between the bounds.
    variable add(std::int64_t low, std::int64_t high, std::int64_t start);
    /// A variable that is a sum of others.
    /// @pre The terms are of variables of their own, by ascending number, each at most once.
    variable add_sum(std::vector<term> terms, std::int64_t low, std::int64_t high);

    /// Looks for values in which those of `whole` are whole numbers.
    verdict solve(std::vector<variable> const& whole);

    /// @return The whole part of the value found; the value itself for a whole variable.
    [[nodiscard]] std::int64_t value(variable v) const;
    /// @return Whether a bound of the variable took part in showing that there is no solution.
    [[nodiscard]] bool is_blamed(variable v) const { return blamed_[v]; }

private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    static constexpr int deepest =
        2000; // narrowings one within the other: the stack is not endless
    __extension__ typedef __int128 wide;
    struct row {
        variable basic = 0;
        std::vector<term> terms{}; // their sum is 0; the basic variable is among them
        std::int64_t factor = 1;   // of the basic variable, above 0
        wide rest = 0;             // what the other terms come to
    };

    verdict relax();
    verdict branch(std::vector<variable> const& whole, int depth);
    [[nodiscard]] std::optional<std::pair<variable, std::int64_t>>
    broken(std::vector<variable> const& whole) const;
    [[nodiscard]] std::optional<std::uint32_t> violated() const;
    [[nodiscard]] std::optional<variable> entering(row const& r) const;
    [[nodiscard]] bool is_below(row const& r) const {
        return -r.rest < wide(low_[r.basic]) * r.factor;
    }
    [[nodiscard]] bool is_above(row const& r) const {
        return -r.rest > wide(high_[r.basic]) * r.factor;
    }
    void blame(row const& r);
    void move(variable v, std::int64_t to);
    void pivot(std::uint32_t r, variable in, std::int64_t at);
    bool eliminate(row& from, row const& with, variable v);
    void refresh(row& r);
    void narrow(variable v, std::int64_t low, std::int64_t high);
    static std::int64_t factor_of(row const& r, variable v);
    bool spend(std::size_t coefficients);

    std::vector<std::int64_t> low_{}, high_{}, value_{};
    std::vector<std::uint32_t> row_of_{}; // of basic variables
    std::vector<char> blamed_{};
    std::vector<row> rows_{};
    std::vector<term> merged_{};
    std::int64_t left_;
};

} // namespace partyorg::detail
