/// @file
/// Catch2 2.13 and 3.x under one set of names; tests include this and nothing of Catch2 itself.
///
/// Do not use what only one version has: range matchers, MatcherGenericBase, SKIP.
#ifndef PARTYORG_TESTS_SUPPORT_CATCH_HPP
#define PARTYORG_TESTS_SUPPORT_CATCH_HPP

#if __has_include(<catch2/catch_version_macros.hpp>)
#define PARTYORG_CATCH2_V3 1
#else
#define PARTYORG_CATCH2_V3 0
#endif

#if PARTYORG_CATCH2_V3

#include <catch2/catch_approx.hpp>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/catch_tostring.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_adapters.hpp>
#include <catch2/generators/catch_generators_random.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_predicate.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <catch2/matchers/catch_matchers_vector.hpp>

#else

// Version 2 prints these types only on request; version 3 always does.
#define CATCH_CONFIG_ENABLE_OPTIONAL_STRINGMAKER
#define CATCH_CONFIG_ENABLE_PAIR_STRINGMAKER
#define CATCH_CONFIG_ENABLE_TUPLE_STRINGMAKER
#define CATCH_CONFIG_ENABLE_VARIANT_STRINGMAKER
#include <catch2/catch.hpp>

#endif

#include <string>

namespace test {

#if PARTYORG_CATCH2_V3
using Catch::Approx;
template <class T>
using matcher_base = Catch::Matchers::MatcherBase<T>;
#else
using Catch::Detail::Approx;
template <class T>
using matcher_base = Catch::MatcherBase<T>;
#endif

// Composed matchers refer to their operands: never keep `a && b` in a variable.
using Catch::Matchers::EndsWith;
using Catch::Matchers::Equals;
using Catch::Matchers::Message;
using Catch::Matchers::Predicate;
using Catch::Matchers::StartsWith;
using Catch::Matchers::UnorderedEquals;
using Catch::Matchers::VectorContains;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

/// Matches a string with `part` somewhere in it.
inline auto ContainsSubstring(std::string const& part) {
#if PARTYORG_CATCH2_V3
    return Catch::Matchers::ContainsSubstring(part);
#else
    return Catch::Matchers::Contains(part);
#endif
}

} // namespace test

#endif
