#pragma once
/// @file
/// Matchers, printers and generators for Catch2, version 2.13 and version 3 alike.
///
/// Link `partyorg::testing`. The version is told by the headers that are found.

#include <partyorg/testing/organisations.hpp>
#include <partyorg/testing/rule_test.hpp>
#include <partyorg/testing/shrink.hpp>
#include <partyorg/testing/tiny.hpp>

#if __has_include(<catch2/catch_version_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#include <catch2/catch_tostring.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers.hpp>
/// 1 with Catch2 version 3, 0 with version 2.
#define PARTYORG_TESTING_CATCH2_V3 1
#else
// Version 2 prints these types only on request; version 3 always does.
/// @cond
#define CATCH_CONFIG_ENABLE_OPTIONAL_STRINGMAKER
#define CATCH_CONFIG_ENABLE_PAIR_STRINGMAKER
#define CATCH_CONFIG_ENABLE_TUPLE_STRINGMAKER
#define CATCH_CONFIG_ENABLE_VARIANT_STRINGMAKER
/// @endcond
#include <catch2/catch.hpp>
/// 1 with Catch2 version 3, 0 with version 2.
#define PARTYORG_TESTING_CATCH2_V3 0
#endif

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace partyorg::testing {

namespace detail {
#if PARTYORG_TESTING_CATCH2_V3
template <class T>
using matcher_base = Catch::Matchers::MatcherBase<T>;
#else
template <class T>
using matcher_base = Catch::MatcherBase<T>;
#endif
} // namespace detail

/// Matches organisations by what a rule says about them. Made by `Satisfies`, `Violates` and the
/// like; `.on(day)` asks about another day than the first on which the rule is in force.
class rule_matcher : public detail::matcher_base<organisation> {
public:
    /// Every unit that the rule concerns passes.
    explicit rule_matcher(rule what) : asked_(std::move(what)) {}
    /// Some unit, or this one, has an outcome.
    rule_matcher(rule what, outcome wanted, std::optional<unit> where)
        : asked_(std::move(what)),
          wanted_(wanted),
          where_(std::move(where)) {}

    /// @return The same matcher, asking about a day.
    [[nodiscard]] rule_matcher on(as_of when) const {
        auto out = *this;
        out.asked_.when = when;
        return out;
    }
    /// @return The same matcher, asking about a day with the knowledge of that day.
    [[nodiscard]] rule_matcher on(date day) const { return on(as_of(day)); }
    /// @return The same matcher, with obligations and their states.
    /// @pre What the options refer to lives as long as the matcher.
    [[nodiscard]] rule_matcher with(check_options const& options) const {
        auto out = *this;
        out.asked_.with = options;
        return out;
    }

    /// @return Whether the organisation is as the matcher says.
    bool match(organisation const& whole) const override {
        auto answer =
            wanted_ ? has_outcome(whole, asked_, *wanted_, where_) : satisfies(whole, asked_);
        message_ = std::move(answer.message);
        return answer.holds;
    }

protected:
    /// @return What came out of the last match.
    std::string describe() const override {
        std::string text = wanted_ ? "has outcome " + std::string(to_string(*wanted_))
                                   : std::string("satisfies the rule");
        if (where_) text += " at unit " + where_->code();
        return text + (message_.empty() ? "" : "\n" + message_);
    }

private:
    rule_question asked_;
    std::optional<outcome> wanted_{};
    std::optional<unit> where_{};
    mutable std::string message_{}; // Catch2 asks for the description after the match
};

/// @return A matcher: the rule passes on every unit that it concerns.
[[nodiscard]] inline rule_matcher Satisfies(rule what) {
    return rule_matcher(std::move(what));
}
/// @return A matcher: some unit, or this one, has the outcome.
[[nodiscard]] inline rule_matcher HasOutcome(rule what, outcome wanted,
                                             std::optional<unit> where = {}) {
    return {std::move(what), wanted, std::move(where)};
}
/// @return A matcher: some unit, or this one, breaks the rule.
[[nodiscard]] inline rule_matcher Violates(rule what, std::optional<unit> where = {}) {
    return HasOutcome(std::move(what), outcome::fail, std::move(where));
}
/// @return A matcher: for some unit, or this one, an input is missing.
[[nodiscard]] inline rule_matcher IsUndecidable(rule what, std::optional<unit> where = {}) {
    return HasOutcome(std::move(what), outcome::undecidable, std::move(where));
}
/// @return A matcher: some unit, or this one, is for people to judge.
[[nodiscard]] inline rule_matcher NeedsReview(rule what, std::optional<unit> where = {}) {
    return HasOutcome(std::move(what), outcome::review, std::move(where));
}
/// @return A matcher: the rule does not concern this unit.
[[nodiscard]] inline rule_matcher IsNotApplicable(rule what, unit where) {
    return HasOutcome(std::move(what), outcome::not_applicable, std::move(where));
}

namespace detail {

/// Draws values from seeds, one after the other.
template <class T, class Draw>
class seeded_generator final : public Catch::Generators::IGenerator<T> {
public:
    seeded_generator(std::size_t count, std::uint64_t seed, Draw draw)
        : left_(count),
          seed_(seed),
          draw_(std::move(draw)),
          current_(draw_(seed_)) {}
    bool next() override {
        if (--left_ == 0) return false;
        current_ = draw_(++seed_);
        return true;
    }
    T const& get() const override { return current_; }

private:
    std::size_t left_;
    std::uint64_t seed_;
    Draw draw_;
    T current_;
};

template <class T, class Draw>
[[nodiscard]] Catch::Generators::GeneratorWrapper<T> seeded(std::size_t count, std::uint64_t seed,
                                                            Draw draw) {
    auto* const made = new seeded_generator<T, Draw>(count, seed, std::move(draw));
#if PARTYORG_TESTING_CATCH2_V3
    return Catch::Generators::GeneratorWrapper<T>(made);
#else
    return Catch::Generators::GeneratorWrapper<T>(
        std::unique_ptr<Catch::Generators::IGenerator<T>>(made));
#endif
}

} // namespace detail

/// Random organisations: `auto const whole = GENERATE(organisations(100));`
/// @pre `count` is at least 1.
/// @return A generator of `count` organisations, those of the seeds from `seed` on.
[[nodiscard]] inline auto organisations(std::size_t count, std::uint64_t seed = 1,
                                        organisation_mix mix = {}) {
    return detail::seeded<organisation>(count, seed, [mix = std::move(mix)](std::uint64_t s) {
        return random_organisation(s, mix);
    });
}

/// Random changes that can be applied to an organisation one after the other.
/// @pre `count` is at least 1, and the organisation has a unit.
/// @return A generator of `count` scripts of `length` edits each.
[[nodiscard]] inline auto edit_scripts(organisation whole, std::size_t count, std::size_t length,
                                       std::uint64_t seed = 1, organisation_mix mix = {}) {
    return detail::seeded<std::vector<edit>>(
        count, seed, [whole = std::move(whole), length, mix = std::move(mix)](std::uint64_t s) {
            return random_edits(whole, length, s, mix);
        });
}

} // namespace partyorg::testing

// How Catch2 shows the library's values: days, periods, questions, outcomes, kinds, cells,
// findings, edits, snapshots and organisations.
/// @cond

/// Prints a day: "2024-01-15".
template <>
struct Catch::StringMaker<partyorg::date> {
    /// @return The text.
    static std::string convert(partyorg::date const& value) {
        return partyorg::is_day(value) ? partyorg::to_iso(value) : "not a day";
    }
};
/// Prints a period: "2021-07-30..2025-01-19".
template <>
struct Catch::StringMaker<partyorg::period> {
    /// @return The text.
    static std::string convert(partyorg::period const& value) { return to_string(value); }
};
/// Prints the days of a question.
template <>
struct Catch::StringMaker<partyorg::as_of> {
    /// @return The text.
    static std::string convert(partyorg::as_of const& value) {
        auto text = partyorg::to_iso(value.effective());
        if (value.known() != value.effective()) text += " known " + partyorg::to_iso(value.known());
        return text;
    }
};
/// Prints an outcome: "undecidable".
template <>
struct Catch::StringMaker<partyorg::outcome> {
    /// @return The text.
    static std::string convert(partyorg::outcome value) { return std::string(to_string(value)); }
};
/// Prints the kind of a unit: "grassroots_cell".
template <>
struct Catch::StringMaker<partyorg::unit_kind> {
    /// @return The text.
    static std::string convert(partyorg::unit_kind value) { return std::string(to_string(value)); }
};
/// Prints a unit of a test: its code.
template <>
struct Catch::StringMaker<partyorg::testing::unit> {
    /// @return The text.
    static std::string convert(partyorg::testing::unit const& value) { return value.code(); }
};
/// Prints the content of a cell: "3", "-", "blank".
template <class T>
struct Catch::StringMaker<partyorg::cell<T>> {
    /// @return The text.
    static std::string convert(partyorg::cell<T> const& value) {
        using partyorg::testing::any_cell;
        if (value.has_value()) return to_string(any_cell(value.value()));
        return to_string(value.is_blank() ? any_cell(partyorg::blank)
                                          : any_cell(partyorg::declared_none));
    }
};
/// Prints the content of a cell of any type.
template <>
struct Catch::StringMaker<partyorg::testing::any_cell> {
    /// @return The text.
    static std::string convert(partyorg::testing::any_cell const& value) {
        return to_string(value);
    }
};
/// Prints what was observed or expected: "2", "125/3550".
template <>
struct Catch::StringMaker<partyorg::fact_value> {
    /// @return The text.
    static std::string convert(partyorg::fact_value const& value) {
        return value ? to_string(value) : "nothing";
    }
};
/// Prints a finding: rule, unit, outcome, observed and expected, article.
template <>
struct Catch::StringMaker<partyorg::finding> {
    /// @return The text.
    static std::string convert(partyorg::finding const& value) {
        auto text = value.rule_id + ' ' + (value.code.empty() ? "(no unit)" : value.code) + ": " +
                    std::string(to_string(value.outcome));
        if (value.observed)
            text += ", " + value.measure + " observed " + to_string(value.observed) +
                    ", expected " + std::string(sign_of(value.compared)) + ' ' +
                    to_string(value.expected);
        for (auto const& m : value.missing) text += ", missing " + m;
        return text + (value.law ? " (" + to_string(value.version().source) + ')' : "");
    }
};
/// Prints an edit: "move A2 under B".
template <>
struct Catch::StringMaker<partyorg::testing::edit> {
    /// @return The text.
    static std::string convert(partyorg::testing::edit const& value) { return to_string(value); }
};
/// Prints an organisation as the unit lines of a scenario file.
template <>
struct Catch::StringMaker<partyorg::organisation> {
    /// @return The text.
    static std::string convert(partyorg::organisation const& value) {
        return '\n' + partyorg::testing::to_unit_lines(value, 2);
    }
};
/// Prints the units of a snapshot.
template <>
struct Catch::StringMaker<partyorg::hierarchy> {
    /// @return The text.
    static std::string convert(partyorg::hierarchy const& value) {
        return StringMaker<partyorg::organisation>::convert(partyorg::organisation(value));
    }
};
/// Prints a builder as what it has built so far.
template <>
struct Catch::StringMaker<partyorg::testing::tiny_organisation> {
    /// @return The text.
    static std::string convert(partyorg::testing::tiny_organisation const& value) {
        return StringMaker<partyorg::organisation>::convert(value.done());
    }
};
/// @endcond
