#pragma once
/// @file
/// Exact division of whole seats in proportion to weights, with bounds, holds, ties and proof.

#include <partyorg/core/label.hpp>
#include <partyorg/core/result.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace partyorg {

/// How seats are divided.
///
/// Largest remainders stay within the quota but can take a seat away when there is one more to give
/// (the Alabama paradox); divisor methods never do that but can leave the quota; the quota method
/// stays within it and never takes a seat away from a larger house.
/// @source M. L. Balinski, H. P. Young: Fair Representation, 2nd edition 2001.
enum class apportionment_method : std::uint8_t {
    hamilton,  ///< largest remainders of the Hare quota W/S
    droop,     ///< largest remainders of the Droop quota ⌊W/(S+1)⌋+1
    jefferson, ///< divisor method rounding down (D'Hondt)
    webster,   ///< divisor method rounding to the nearest (Sainte-Laguë)
    adams,     ///< divisor method rounding up
    hill,      ///< divisor method rounding at the geometric mean (Huntington)
    dean,      ///< divisor method rounding at the harmonic mean
    quota,     ///< quota method of Balinski and Young
};

/// @return The name used in files and options: "webster".
[[nodiscard]] std::string_view to_string(apportionment_method method) noexcept;
/// @return The method with this name, also "hare", "dhondt", "sainte-lague", "huntington"; or
///         nothing.
[[nodiscard]] std::optional<apportionment_method>
parse_apportionment_method(std::string_view name) noexcept;
/// @return Whether the method is one of the five divisor methods.
[[nodiscard]] bool is_divisor_method(apportionment_method method) noexcept;

/// What decides between equal claims. With small numbers ties are the normal case, so the choice is
/// declared and recorded.
enum class tie_policy : std::uint8_t {
    report,   ///< nothing decides: the tie is a defect that names the units
    by_order, ///< the unit that is listed first
    by_lot,   ///< a lot drawn with the request's seed, the same on every machine
};

/// An exact non-negative fraction: the basis in proportion to which seats are given.
struct weight {
    std::int64_t numerator = 0;   ///< not negative
    std::int64_t denominator = 1; ///< positive

    /// @return Whether both parts agree; 1/2 and 2/4 are written differently.
    friend bool operator==(weight const&, weight const&) = default;
};

/// What one unit brings to the division.
struct claim {
    std::string_view name{};             ///< code for messages; must outlive the calls
    weight basis{};                      ///< a unit of weight 0 gets its lower bound, never more
    std::optional<std::int64_t> lower{}; ///< at least so many
    std::optional<std::int64_t> upper{}; ///< at most so many
    std::optional<std::int64_t> hold{};  ///< exactly so many, whatever the weight
};

/// Whether every single seat is written down.
enum class step_log : std::uint8_t {
    omit, ///< only the result and its certificate
    keep, ///< every seat in the order it was given; linear in the seats
};

/// The question.
struct apportion_request {
    std::int64_t seats = 0;                                      ///< how many to divide
    apportionment_method method = apportionment_method::webster; ///< by which method
    tie_policy ties = tie_policy::report;                        ///< what decides ties
    std::uint64_t seed = 0;                                      ///< of the lot
    step_log log = step_log::omit;                               ///< whether to keep the steps
    std::span<place const> places{}; ///< where each claim was read, for messages; may be empty
};

/// Most seats that one request may divide.
inline constexpr std::int64_t most_seats = 1'000'000'000'000;

/// Why a step gave seats.
enum class step_reason : std::uint8_t {
    minimum,    ///< the lower bound or the hold
    full_quota, ///< the whole part of the unit's share
    remainder,  ///< one of the largest remainders
    priority,   ///< the strongest claim to the next seat
};

/// One line of the log.
struct apportion_step {
    std::size_t unit = 0;  ///< position among the claims
    std::int64_t from = 0; ///< seats of the unit before
    std::int64_t to = 0;   ///< seats of the unit after
    step_reason reason{};  ///< why

    /// @return Whether all parts agree.
    friend bool operator==(apportion_step const&, apportion_step const&) = default;
};

/// Units with equal claims at the border, and how many seats there were for them.
struct apportion_tie {
    std::vector<std::size_t> units{}; ///< positions among the claims, ascending
    std::int64_t seats = 0;           ///< fewer than units
};

/// A unit's claim to its seat number `seat`.
struct seat_claim {
    std::size_t unit = 0;  ///< position among the claims
    std::int64_t seat = 0; ///< 1 for the first seat

    /// @return Whether both parts agree.
    friend bool operator==(seat_claim const&, seat_claim const&) = default;
};

/// What proves a division, checkable with pencil and paper.
///
/// Divisor methods: every seat given has at least as strong a claim as every seat refused; it is
/// enough to compare the weakest given with the strongest refused. The two are the ends of the
/// interval of divisors. Largest remainders: each unit's share is weight · share_seats /
/// share_weight, cut to its bounds; it gets the whole part, and one more if its remainder is at
/// least the smallest that was served. Quota method: the order in which the seats were given.
struct certificate {
    apportionment_method method{};             ///< by which method
    std::int64_t total = 0;                    ///< how many seats were divided
    std::vector<std::int64_t> seats{};         ///< per claim
    std::optional<seat_claim> last_given{};    ///< weakest claim served
    std::optional<seat_claim> first_refused{}; ///< strongest claim not served
    std::int64_t scale = 1;        ///< common denominator to which the weights were brought
    std::int64_t share_seats = 0;  ///< largest remainders: numerator of seats per scaled weight
    std::int64_t share_weight = 1; ///< largest remainders: denominator of it
    std::vector<std::uint32_t> order{}; ///< quota method: who got the seats above the minima
};

/// The answer.
struct apportionment {
    certificate proof{};                 ///< seats and what proves them
    std::optional<apportion_tie> tied{}; ///< the tie that the policy decided, if there was one
    std::vector<apportion_step> log{};   ///< every step, if asked for

    /// @return Seats per claim.
    [[nodiscard]] std::vector<std::int64_t> const& seats() const noexcept { return proof.seats; }
};

/// Divides seats in proportion to the weights, exactly.
///
/// No floating-point number decides a seat: claims are compared by cross-multiplication, Hill's by
/// squares. The seats add up to the request, bounds and holds are kept. Among claims to a seat that
/// the method gives for nothing (the first seat of Adams, Hill, Dean) the larger weight is
/// stronger.
/// @return The seats, or every defect: negative weights, reversed bounds, demands that cannot be
///         met together (with the smallest set of units in conflict), an undecided tie.
/// @complexity Divisor methods: linear in the claims, expected, whatever the number of seats; with
/// a
///         log, seats times the logarithm of the claims, like the quota method. Largest remainders:
///         linear unless a bound is met, then n log n.
/// @source Z. Cheng, D. Eppstein: Linear-time Algorithms for Proportional Apportionment, 2014 (the
///         idea of selecting among the claims between two levels).
[[nodiscard]] result<apportionment> apportion(std::span<claim const> claims,
                                              apportion_request const& request);

/// Why demands cannot be met together.
enum class conflict_kind : std::uint8_t {
    none,     ///< they can
    unit,     ///< a single unit's bounds contradict each other
    too_few,  ///< lower bounds and holds ask for more seats than there are
    too_many, ///< upper bounds and holds leave room for fewer seats than there are
};

/// A smallest set of units whose demands cannot be met together.
struct demand_conflict {
    conflict_kind kind = conflict_kind::none; ///< what is wrong
    std::vector<std::size_t> units{};         ///< who is in conflict, ascending
    std::int64_t bound =
        0; ///< what their demands add up to: at least (too few), at most (too many)
};

/// Looks for demands that no division can meet.
///
/// @return `none`, or the smallest set: with any one of its units released, the rest of the set is
///         no contradiction any more.
/// @pre Weights are valid and bounds not negative.
/// @complexity n log n.
[[nodiscard]] demand_conflict find_conflict(std::span<claim const> claims, std::int64_t seats);

/// Checks a certificate on its own, without repeating the division.
/// @return Nothing, or what does not hold.
/// @complexity Linear in the claims; for the quota method times the seats.
[[nodiscard]] problems verify(certificate const& proof, std::span<claim const> claims);

/// Why the unit has its seats: "4 and not 5 because …", in both languages, with every figure.
/// @pre `answer` is the answer for `claims`, and `unit < claims.size()`.
/// @complexity Constant; largest remainders linear.
[[nodiscard]] label why(std::span<claim const> claims, apportionment const& answer,
                        std::size_t unit);

/// The certificate in words: the interval of divisors, or the quota and the remainder at the
/// border.
/// @pre `proof` is the certificate for `claims`.
[[nodiscard]] label describe(std::span<claim const> claims, certificate const& proof);

/// What a step of the log rests on, as an exact fraction: the bound, the share, the remainder, or
/// the claim to the seat.
/// @pre `proof` is the certificate for `claims`, and the step is one of the same answer.
/// @complexity Constant.
[[nodiscard]] label describe(std::span<claim const> claims, certificate const& proof,
                             apportion_step const& step);

/// What a certificate says of one unit, in exact fractions. With these for every unit a division
/// can be checked by hand.
struct seat_evidence {
    /// Largest remainders: the share. Else the claim to the last seat; empty if that is a minimum
    /// or a hold.
    label last{};
    /// Largest remainders: the remainder. Else the claim to the next seat. Empty if the unit could
    /// have no more: it is held, full or without a basis, or its share was cut to a bound.
    label next{};
};

/// @return What the certificate says of a unit.
/// @pre `proof` is the certificate for `claims`, and `unit < claims.size()`.
/// @complexity Constant.
[[nodiscard]] seat_evidence evidence_of(std::span<claim const> claims, certificate const& proof,
                                        std::size_t unit);

} // namespace partyorg
